package io.github.oryxcuration.core.records;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {
  private static List<String> read(String csv) throws IOException {
    List<String> shown = new ArrayList<>();
    try (CsvRecords records = new CsvRecords(new ByteArrayInputStream(csv.getBytes(ISO_8859_1)))) {
      for (CsvRecords.Row row = records.next(); row != null; row = records.next()) {
        shown.add(row.fault() == null ? String.join("|", row.fields()) : "!" + row.fault());
      }
    }
    return shown;
  }

  @Test
  void fieldsInQuotesHoldCommasQuotesAndNewlines() throws IOException {
    assertThat(read("a,b,c\r\n1,\"x, \"\"y\"\"\nz\",\r\n\r\n\"\",2,\"3\""))
        .containsExactly("a|b|c", "1|x, \"y\"\nz|", "|2|3");
  }

  @Test
  void quoteThatIsNotClosedCostsItsLineAlone() throws IOException {
    assertThat(read("a,b\n1,\"x\n2,y\n3,z\n"))
        .containsExactly(
            "a|b", "!a quote is not closed, or text follows a closing quote", "2|y", "3|z");
    assertThat(read("1,\"x\"y\n2,z"))
        .containsExactly("!a quote is not closed, or text follows a closing quote", "2|z");
  }

  @Test
  void bytesThatAreNoUtf8BreakTheirLine() throws IOException {
    assertThat(read("1,\u00ff\n2,\u00c3\u00a9\n"))
        .containsExactly("!the bytes are no valid UTF-8", "2|\u00e9");
  }

  @Test
  void lineWithoutEndIsBrokenInBoundedMemory() throws IOException {
    assertThat(read("1," + "x".repeat(CsvRecords.MAX_RECORD) + "\n2,y"))
        .containsExactly("!a record is longer than 1048576 bytes", "2|y");
    assertThat(read("1,\"" + "x\n".repeat(CsvRecords.MAX_RECORD)).get(0)).startsWith("!a quote");
  }

  @Test
  void emptyFileHasNoRecords() throws IOException {
    assertThat(read("")).isEmpty();
    assertThat(read("\n\r\n")).isEmpty();
    assertThat(read("\u00ef\u00bb\u00bfa")).containsExactly("a");
  }
}
