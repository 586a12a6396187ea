package io.github.oryxcuration.runtime.script;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * A compiled script with its state (weights above all). Calls may come from any thread; whether two
 * at once are right depends on the script, whose methods here never change state after binding.
 */
public final class ScriptModule implements AutoCloseable {
  /** The optimiser compiles anew for every shape on CUDA, and gains nothing on the CPU. */
  private static final ThreadLocal<Boolean> SET_UP =
      ThreadLocal.withInitial(
          () -> {
            JniUtils.setGraphExecutorOptimize(false);
            return true;
          });

  private final String name;
  private final PtSymbolBlock block;

  private ScriptModule(String name, PtSymbolBlock block) {
    this.name = name;
    this.block = block;
  }

  /**
   * Compiles a script.
   *
   * @throws ScriptException if the text does not compile; carries the line
   */
  public static ScriptModule compile(Script script) {
    byte[] archive = ScriptArchive.of(script);
    try {
      return new ScriptModule(
          script.name(),
          JniUtils.loadModule(
              TorchEngine.get().manager(), new ByteArrayInputStream(archive), false, false));
    } catch (EngineException e) {
      throw new ScriptException("The script '" + script.name() + "' does not compile", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read from memory", e);
    }
  }

  /**
   * Calls a method.
   *
   * @param arguments {@link Value}, Long, Integer, Double, Boolean, String, long[], double[] or a
   *     list of at least one {@link Value}
   * @return the result, which the caller closes
   * @throws ScriptException if the engine refuses; carries the line and its reason
   */
  public Value call(String method, Object... arguments) {
    SET_UP.get();
    List<IValue> made = new ArrayList<>();
    IValue[] handles = new IValue[arguments.length];
    try {
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i] instanceof Value value) {
          handles[i] = value.handle();
        } else {
          handles[i] = handle(arguments[i]);
          made.add(handles[i]);
        }
      }
      return new Value(RunningCalls.during(() -> IValueUtils.runMethod(block, method, handles)));
    } catch (EngineException e) {
      throw new ScriptException(name + "." + method + " failed", e);
    } finally {
      made.forEach(IValue::close);
      Reference.reachabilityFence(arguments);
    }
  }

  /** Calls a method for what it does. */
  public void run(String method, Object... arguments) {
    call(method, arguments).close();
  }

  private static IValue handle(Object argument) {
    if (argument instanceof Long || argument instanceof Integer) {
      return IValue.from(((Number) argument).longValue());
    } else if (argument instanceof Double number) {
      return IValue.from(number.doubleValue());
    } else if (argument instanceof Boolean flag) {
      return IValue.from(flag.booleanValue());
    } else if (argument instanceof String text) {
      return IValue.from(text);
    } else if (argument instanceof long[] list) {
      return IValue.listFrom(list);
    } else if (argument instanceof double[] list) {
      return IValue.listFrom(list);
    } else if (argument instanceof List<?> list) {
      return IValue.listFrom(
          list.stream().map(value -> ((Value) value).handle()).toArray(IValue[]::new));
    }
    throw new IllegalArgumentException(
        "argument must be a Value, a number, a flag, a text or an array of numbers, but was "
            + argument.getClass().getName());
  }

  /** Frees the script and the tensors it holds. */
  @Override
  public void close() {
    block.close();
  }
}
