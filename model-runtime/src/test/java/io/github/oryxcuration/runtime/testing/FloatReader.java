package io.github.oryxcuration.runtime.testing;

import io.github.oryxcuration.runtime.script.Script;
import io.github.oryxcuration.runtime.script.ScriptModule;
import io.github.oryxcuration.runtime.script.Value;
import java.util.List;

/** Reads tensors of any type as 32-bit floats. */
public final class FloatReader {
  private static final Script TEXT =
      new Script(
          "floats",
          List.of(
              """
                def floats(self, x: Tensor) -> Tensor:
                  return x.float().cpu().contiguous()
              """));

  private FloatReader() {}

  public static ScriptModule compile() {
    return ScriptModule.compile(TEXT);
  }

  public static float[] read(ScriptModule reader, Value tensor) {
    try (Value floats = reader.call("floats", tensor)) {
      return floats.toFloats();
    }
  }
}
