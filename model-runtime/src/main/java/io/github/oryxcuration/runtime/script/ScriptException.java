package io.github.oryxcuration.runtime.script;

/** The engine refused a script or a call; the message carries the engine's reason. */
public final class ScriptException extends RuntimeException {
  ScriptException(String what, Throwable cause) {
    super(what + ": " + cause.getMessage(), cause);
  }

  /** Whether the device had too little memory. */
  public boolean isOutOfMemory() {
    String message = String.valueOf(getMessage());
    return message.contains("out of memory") || message.contains("DefaultCPUAllocator");
  }
}
