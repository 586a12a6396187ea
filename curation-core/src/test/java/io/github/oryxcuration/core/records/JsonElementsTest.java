package io.github.oryxcuration.core.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonElementsTest {
  private static final String NO_END =
      "the file ends without its closing bracket; rows may be missing";

  private static List<String> array(String json) throws IOException {
    List<String> whole = read(JsonElements.ofArray(new ByteArrayInputStream(json.getBytes(UTF_8))));
    List<String> inDrops = read(JsonElements.ofArray(new Drops(json.getBytes(UTF_8))));
    assertThat(inDrops).isEqualTo(whole);
    return whole;
  }

  private static List<String> object(String json) throws IOException {
    return read(JsonElements.ofObject(new Drops(json.getBytes(UTF_8))));
  }

  private static List<String> read(JsonElements elements) throws IOException {
    List<String> shown = new ArrayList<>();
    try (elements) {
      for (RawRecord r = elements.next(); r != null; r = elements.next()) {
        String value = r.fault() == null ? new String(r.bytes(), UTF_8) : "!" + r.fault();
        shown.add(r.position() + (r.key().isEmpty() ? " " : " " + r.key() + "=") + value);
      }
    }
    return shown;
  }

  /** Gives one byte a read, so that every boundary of a buffer is met. */
  private static final class Drops extends FilterInputStream {
    Drops(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return super.read(into, offset, Math.min(length, 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", " [ ] ", "\ufeff[]\n"})
  void emptyArrayHasNoElements(String json) throws IOException {
    assertThat(array(json)).isEmpty();
  }

  @Test
  void elementsComeOutAsTheyStand() throws IOException {
    assertThat(array("[{\"id\": \"a]},\\\"\", \"x\":[1,{\"y\":null}]} ,\n{\"id\":2}, 3, \"s\",[]]"))
        .containsExactly(
            "0 {\"id\": \"a]},\\\"\", \"x\":[1,{\"y\":null}]}",
            "1 {\"id\":2}",
            "2 3",
            "3 \"s\"",
            "4 []");
  }

  @Test
  void fileThatIsNoArrayIsOneBrokenRecord() throws IOException {
    String fault = "0 !the file must be one JSON array, but does not begin so";
    assertThat(array("")).containsExactly(fault);
    assertThat(array("{\"id\":1}")).containsExactly(fault);
  }

  @Test
  void missingBraceCostsItsRowAlone() throws IOException {
    assertThat(
            array(
                "[{\"id\":1},{\"id\":2,\"c\":[{\"from\":\"h\"},{\"from\":\"g\"}],{\"id\":3},{\"id\":4}]"))
        .containsExactly(
            "0 {\"id\":1}",
            "1 !no valid JSON: expected a key in quotes, found '{'",
            "2 {\"id\":3}",
            "3 {\"id\":4}");
  }

  @Test
  void missingQuoteCostsItsRowAloneThoughItTurnsAllStringsInsideOut() throws IOException {
    assertThat(array("[{\"id\":1},{\"id\":2,\"v\":\"text},{\"id\":3,\"v\":\"x\"},{\"id\":4}]"))
        .containsExactly(
            "0 {\"id\":1}",
            "1 !no valid JSON: expected a comma or a closing bracket, found 'i'",
            "2 {\"id\":3,\"v\":\"x\"}",
            "3 {\"id\":4}");
  }

  @Test
  void brokenFirstRowCostsItselfAndInnerObjectsAreNoRows() throws IOException {
    assertThat(
            array(
                "[{\"id\":1 \"c\":[{\"from\":\"h\",\"value\":\"x\"},{\"from\":\"g\"}]},{\"id\":2}]"))
        .containsExactly(
            "0 !no valid JSON: expected a comma or a closing bracket, found quote"
                .replace("quote", "'\"'"),
            "1 {\"id\":2}");
  }

  @Test
  void rowsThatLookBrokenOnlyInsideTextAreWhole() throws IOException {
    String row = "{\"id\":1,\"v\":\"}, {\\\"id\\\": 5}, ]\"}";
    assertThat(array("[" + row + "," + row + "]")).containsExactly("0 " + row, "1 " + row);
  }

  @Test
  void cutFileHasOneBrokenRecordMore() throws IOException {
    assertThat(array("[{\"id\":1},{\"id\":2}"))
        .containsExactly("0 {\"id\":1}", "1 {\"id\":2}", "2 !" + NO_END);
    assertThat(array("[{\"id\":1},{\"id\":2,\"c\":[{\"fr"))
        .containsExactly(
            "0 {\"id\":1}",
            "1 !a string does not end before the end of its line, of the file or of 67108864 bytes;"
                + " no row was found after it");
    assertThat(array("[{\"id\":1}]x"))
        .containsExactly(
            "0 {\"id\":1}", "1 !after the closing bracket comes 'x'; no row was found after it");
  }

  @Test
  void strayClosingBracketIsNotTheEndOfTheFile() throws IOException {
    assertThat(array("[{\"id\":1},{\"from\":\"g\"}]},{\"id\":3},{\"id\":4}]"))
        .containsExactly(
            "0 {\"id\":1}",
            "1 {\"from\":\"g\"}",
            "2 !after the closing bracket comes '}'",
            "3 {\"id\":3}",
            "4 {\"id\":4}");
  }

  @Test
  void deepNestingIsBrokenAndReadingGoesOn() throws IOException {
    assertThat(array("[{\"id\":1},{\"id\":" + "[".repeat(100_000) + "},{\"id\":3}]"))
        .containsExactly("0 {\"id\":1}", "1 !a record is nested deeper than 500", "2 {\"id\":3}");
  }

  @Test
  void missingCommaLosesNothing() throws IOException {
    assertThat(array("[{\"id\":1}{\"id\":2},,{\"id\":3},]"))
        .containsExactly("0 {\"id\":1}", "1 {\"id\":2}", "2 {\"id\":3}");
  }

  @Test
  void valuesOfAnObjectComeWithTheirKeys() throws IOException {
    assertThat(object("{ \"v1\" : {\"m\":1}, \"v2\":{\"m\":[{\"id\":0}]} }"))
        .containsExactly("0 v1={\"m\":1}", "1 v2={\"m\":[{\"id\":0}]}");
    assertThat(object("{}")).isEmpty();
  }

  @Test
  void brokenValueOfAnObjectCostsItselfAlone() throws IOException {
    assertThat(
            object(
                "{\"v1\":{\"m\":{\"s\":1},\"q\":[]},\"v2\":{\"m\":{\"s\":1} \"q\":[]},\"v3\":{\"m\":2}}"))
        .containsExactly(
            "0 v1={\"m\":{\"s\":1},\"q\":[]}",
            "1 v2=!no valid JSON: expected a comma or a closing bracket, found '\"'",
            "2 v3={\"m\":2}");
  }

  @Test
  void valueWithoutItsBraceDoesNotTakeInTheRestOfAnObject() throws IOException {
    assertThat(object("{\"v1\":{\"m\":1},\"v2\":{\"m\":2,\"v3\":{\"m\":3},\"v4\":{\"m\":4}}"))
        .containsExactly(
            "0 v1={\"m\":1}",
            "1 v2=!its brackets close at the end of the file, so it holds the rows after it",
            "2 v3={\"m\":3}",
            "3 v4={\"m\":4}");
  }

  @Test
  void recordOfMoreThanItsLimitIsBrokenAndReadingGoesOn() throws IOException {
    InputStream head = new ByteArrayInputStream("[{\"id\":1,\"v\":\"".getBytes(UTF_8));
    InputStream tail = new ByteArrayInputStream("\"},{\"id\":2}]".getBytes(UTF_8));
    InputStream text = new Letters(RecordStream.MAX_BYTES + 10);
    InputStream all = new SequenceInputStream(new SequenceInputStream(head, text), tail);
    assertThat(read(JsonElements.ofArray(all)))
        .containsExactly(
            "0 !a string does not end before the end of its line, of the file or of 67108864 bytes",
            "1 {\"id\":2}");
  }

  /** A run of one letter. */
  private static final class Letters extends InputStream {
    private int left;

    Letters(int count) {
      this.left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = Math.min(length, left);
      Arrays.fill(into, offset, offset + count, (byte) 'x');
      left -= count;
      return count;
    }
  }
}
