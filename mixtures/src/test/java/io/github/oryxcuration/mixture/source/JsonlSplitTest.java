package io.github.oryxcuration.mixture.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.MemoryStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonlSplitTest {
  private static final String ROW =
      "{\"id\":\"%s\",\"conversations\":[{\"from\":\"human\",\"value\":\"\u00e9?\"},{\"from\":\"gpt\",\"value\":\"b\"}]}";

  @Test
  void anyCutGivesTheRowsOfTheWhole() throws IOException {
    String text =
        ROW.formatted("a") + "\n\r\n" + ROW.formatted("b") + "\r\n{broken\n\n" + ROW.formatted("c");
    byte[] bytes = text.getBytes(UTF_8);
    try (MemoryStore store = MemoryStore.create()) {
      store.put("rows.jsonl", bytes);
      store.shortReads(7);
      SourceSpec source = Reading.source("llava", store.root(), "rows.jsonl", store.root());
      String file = store.path("rows.jsonl");
      List<String> whole = Reading.shown(Reading.rows(source));
      assertThat(whole).hasSize(4);
      assertThat(whole.get(2)).contains("LOST MALFORMED_ROW");
      for (int cut = 0; cut <= bytes.length; cut++) {
        List<String> parts = new ArrayList<>();
        parts.addAll(Reading.shown(Reading.rows(source, new SourcePart(file, 0, cut, "d"))));
        parts.addAll(
            Reading.shown(Reading.rows(source, new SourcePart(file, cut, bytes.length, "d"))));
        assertThat(parts).as("cut at %d", cut).isEqualTo(whole);
      }
    }
  }

  @Test
  void blankFileHasNoRows() throws IOException {
    try (MemoryStore store = MemoryStore.create()) {
      store.put("empty.jsonl", new byte[0]);
      store.put("blank.jsonl", " \n\r\n\t".getBytes(UTF_8));
      assertThat(Reading.rows(Reading.source("llava", store.root(), "*.jsonl", ""))).isEmpty();
    }
  }

  @Test
  void byteOrderMarkIsNoPartOfTheFirstRow() throws IOException {
    try (MemoryStore store = MemoryStore.create()) {
      store.put("bom.jsonl", ("\ufeff" + ROW.formatted("a")).getBytes(UTF_8));
      assertThat(Reading.shown(Reading.rows(Reading.source("llava", store.root(), "*", ""))))
          .containsExactly("0 a text text[] H \u00e9? / G b");
    }
  }
}
