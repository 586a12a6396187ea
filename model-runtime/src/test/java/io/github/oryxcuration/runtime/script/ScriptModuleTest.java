package io.github.oryxcuration.runtime.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptModuleTest {
  private static final String KEEPER =
      """
        kept : List[Tensor]
        scale : float  # what sums are multiplied by
        def keep(self, x: Tensor, scale: float) -> None:
          self.kept.append(x.to(dtype=15, copy=True))
          self.scale = scale
        def sum(self) -> Tensor:
          return (self.kept[0].float() * self.scale).sum(dim=-1)
        def opaque(self) -> Tensor:
          return self.kept[0]
        def shape(self, x: Tensor, more: List[int]) -> List[int]:
          return list(x.size()) + more
      """;

  @Test
  void keepsStateBetweenCallsAndConvertsBfloatBeforeItReturns() {
    try (ScriptModule module = module(KEEPER);
        Value x = Value.floats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3)) {
      module.run("keep", x, 0.5);
      try (Value sum = module.call("sum")) {
        assertThat(sum.toFloats()).containsExactly(3, 7.5f);
      }
    }
  }

  @Test
  void refusesToLookIntoBfloat() {
    try (ScriptModule module = module(KEEPER);
        Value x = Value.floats(new float[] {1}, 1)) {
      module.run("keep", x, 1.0);
      try (Value opaque = module.call("opaque");
          Value shape = module.call("shape", opaque, new long[] {7})) {
        assertThat(shape.toLongList()).containsExactly(1, 7);
        assertThatThrownBy(opaque::toFloats)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageStartingWith("A tensor must be float32, but was ");
      }
    }
  }

  @Test
  void namesTheLineThatDoesNotCompile() {
    assertThatThrownBy(() -> module("  def f(self) -> int:\n    return undefined\n"))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining("'test' does not compile")
        .hasMessageContaining("undefined");
  }

  private static ScriptModule module(String text) {
    return ScriptModule.compile(new Script("test", List.of(text)));
  }
}
