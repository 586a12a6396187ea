package io.github.oryxcuration.runtime.script;

/** libtorch cannot be loaded: a matter of the machine's set-up. */
public final class EngineUnavailableException extends RuntimeException {
  EngineUnavailableException(Throwable cause) {
    super(
        "The PyTorch engine cannot be loaded: " + root(cause).getMessage() + ". " + advice(cause),
        cause);
  }

  private static String advice(Throwable cause) {
    String message = String.valueOf(root(cause).getMessage());
    if (message.contains("another classloader")) {
      return "Put the DJL jars on the class path that all workers share (Flink: lib/).";
    }
    if (System.getenv("PYTORCH_LIBRARY_PATH") != null) {
      return "PYTORCH_LIBRARY_PATH is set: PYTORCH_VERSION and PYTORCH_FLAVOR must name that very"
          + " build, and a JNI library of the same version must lie in it or in ENGINE_CACHE_DIR.";
    }
    return "Run 'oryx-curate doctor' for what this machine lacks.";
  }

  private static Throwable root(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
