package io.github.oryxcuration.correspondence.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.records.JsonElements;
import io.github.oryxcuration.core.records.RawRecord;
import io.github.oryxcuration.core.records.Utf8;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.scene.Question;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One ScanQA file, cut into rows; it is a few megabytes and is held whole. */
final class QuestionFile {
  private static final ObjectReader PARSER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);
  private static final int MAX_MESSAGE = 300;

  /**
   * A question at its place.
   *
   * @param position its ordinal in the file
   */
  record Row(String position, Question question) {}

  /** A row that is none. */
  record Broken(String position, CurationException why) {}

  private final String digest;
  private final SortedMap<String, List<Row>> scenes = new TreeMap<>();
  private final List<Broken> broken = new ArrayList<>();

  private QuestionFile(String digest) {
    this.digest = digest;
  }

  /** No questions, but one scene of which something may be asked all the same. */
  static QuestionFile none(String scene) {
    QuestionFile file = new QuestionFile("");
    file.scenes.put(scene, List.of());
    return file;
  }

  static QuestionFile open(String path) throws IOException {
    byte[] bytes = Storage.readAll(path);
    QuestionFile file = new QuestionFile(Digest.hex(bytes));
    try (JsonElements records = JsonElements.ofArray(new ByteArrayInputStream(bytes))) {
      for (RawRecord record = records.next(); record != null; record = records.next()) {
        file.add(record);
      }
    }
    return file;
  }

  private void add(RawRecord record) throws IOException {
    try {
      String fault = record.fault();
      if (fault == null && !Utf8.isValid(record.bytes())) {
        fault = Utf8.FAULT;
      }
      if (fault != null) {
        throw new CurationException(Reason.MALFORMED_ROW, fault);
      }
      JsonNode row = PARSER.readTree(record.bytes());
      if (!row.isObject()) {
        throw new CurationException(Reason.MALFORMED_ROW, "a row must be an object");
      }
      Question question = Question.of(row);
      scenes
          .computeIfAbsent(question.scan(), scan -> new ArrayList<>())
          .add(new Row(record.position(), question));
    } catch (JsonProcessingException e) {
      String message = "no valid JSON: " + e.getOriginalMessage();
      broken.add(
          new Broken(
              record.position(),
              new CurationException(
                  Reason.MALFORMED_ROW,
                  message.substring(0, Math.min(MAX_MESSAGE, message.length())),
                  e)));
    } catch (CurationException e) {
      broken.add(new Broken(record.position(), e));
    }
  }

  /** SHA-256 of the file. */
  String digest() {
    return digest;
  }

  /** Names of scans, ascending. */
  List<String> scenes() {
    return List.copyOf(scenes.keySet());
  }

  /** The questions about a scan in the order of the file. */
  List<Row> rows(String scan) {
    return scenes.getOrDefault(scan, List.of());
  }

  List<Broken> broken() {
    return List.copyOf(broken);
  }
}
