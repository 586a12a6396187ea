package io.github.oryxcuration.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.error.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  record Inner(String name, double share) {
    public boolean isStored() {
      return true;
    }
  }

  record Outer(int number, List<Inner> inner, Map<Reason, Long> lost) {
    public String getSomething() {
      return "no component";
    }
  }

  @Test
  void aRecordIsItsComponentsAndComesBackEqual() {
    Outer outer = new Outer(3, List.of(new Inner("a", 0.1)), Map.of(Reason.NO_FRAMES, 2L));
    String json = Json.write(outer);
    assertThat(json)
        .isEqualTo(
            "{\"number\":3,\"inner\":[{\"name\":\"a\",\"share\":0.1}],\"lost\":{\"NO_FRAMES\":2}}");
    assertThat(Json.read(json, Outer.class)).isEqualTo(outer);
    assertThat(outer.inner().get(0).isStored()).isTrue();
    assertThat(outer.getSomething()).isNotEmpty();
  }
}
