package io.github.oryxcuration.correspondence.scene;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One question of ScanQA (Azuma et al., CVPR 2022; its {@code docs/dataset.md}).
 *
 * @param id e.g. {@code train-scene0000-0}
 * @param scan e.g. {@code scene0000_00}; of questions about other recordings, their name
 * @param answers none in the test files
 * @param objects ids of the aggregation; none in {@code test_wo_obj}
 */
public record Question(
    String id, String scan, String question, List<String> answers, List<Integer> objects) {
  private static final Pattern SPLIT = Pattern.compile("(train|val|test)(?:_\\w+)?-scene.*");

  public Question {
    requireNonNull(id, "id");
    requireNonNull(scan, "scan");
    requireNonNull(question, "question");
    answers = List.copyOf(answers);
    objects = List.copyOf(objects);
  }

  /** The split that its id begins with, e.g. {@code train-scene0000-0}; null for other ids. */
  public @Nullable Split split() {
    Matcher matcher = SPLIT.matcher(id);
    return matcher.matches() ? Split.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)) : null;
  }

  /**
   * Reads one element of a ScanQA file. Its own documentation prints {@code object_id}, its files
   * have {@code object_ids}; both are taken.
   *
   * @throws CurationException MALFORMED_ROW
   */
  public static Question of(JsonNode row) {
    String scan = text(row, "scene_id");
    if (!ScanFolder.isName(scan)) {
      throw malformed(
          "'scene_id' must be a name such as scene0000_00, but is '" + shown(scan) + "'");
    }
    List<String> answers = new ArrayList<>();
    for (JsonNode answer : list(row, "answers")) {
      if (!answer.isTextual()) {
        throw malformed("each of 'answers' must be a text");
      }
      answers.add(answer.textValue());
    }
    List<Integer> objects = new ArrayList<>();
    for (JsonNode object : list(row, row.has("object_ids") ? "object_ids" : "object_id")) {
      if (!object.canConvertToInt() || !object.isIntegralNumber() || object.intValue() < 0) {
        throw malformed("each of 'object_ids' must be a whole number of at least 0");
      }
      objects.add(object.intValue());
    }
    return new Question(text(row, "question_id"), scan, text(row, "question"), answers, objects);
  }

  private static Iterable<JsonNode> list(JsonNode row, String key) {
    JsonNode list = row.path(key);
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    if (list.isIntegralNumber() || list.isTextual()) {
      return List.of(list);
    }
    if (!list.isArray()) {
      throw malformed("'" + key + "' must be a list");
    }
    return list;
  }

  private static String text(JsonNode row, String key) {
    JsonNode value = row.path(key);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw malformed("'" + key + "' must be a text");
    }
    return value.textValue();
  }

  private static String shown(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static CurationException malformed(String message) {
    return new CurationException(Reason.MALFORMED_ROW, message);
  }
}
