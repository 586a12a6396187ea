package io.github.oryxcuration.needle.eval;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers that were given elsewhere: lines of {@code {"id": …, "answer": …}}. */
public final class AnswerFile implements Answerer {
  private final String path;
  private final Map<String, String> answers;

  private AnswerFile(String path, Map<String, String> answers) {
    this.path = path;
    this.answers = answers;
  }

  /**
   * Reads the file.
   *
   * @throws IOException if it cannot be read, or a line holds no id and answer, or an id again
   */
  public static AnswerFile open(String path) throws IOException {
    Map<String, String> answers = new HashMap<>();
    int line = 0;
    for (String text : Storage.readText(path).lines().toList()) {
      line++;
      if (!text.isBlank()) {
        JsonNode row;
        try {
          row = Json.read(text, JsonNode.class);
        } catch (UncheckedIOException e) {
          throw new IOException(path + ": line " + line + " is no JSON", e);
        }
        if (!row.path("id").isTextual() || !row.path("answer").isTextual()) {
          throw new IOException(path + ": line " + line + " lacks the texts id and answer");
        }
        String id = row.path("id").textValue();
        if (answers.put(id, row.path("answer").textValue()) != null) {
          throw new IOException(path + ": line " + line + " answers " + id + " a second time");
        }
      }
    }
    return new AnswerFile(path, answers);
  }

  @Override
  public String name() {
    return "file " + Storage.name(path);
  }

  @Override
  public String answer(String id, List<EncodedPicture> frames, String prompt) {
    String answer = answers.get(id);
    if (answer == null) {
      throw new CurationException(
          Reason.CAPTION_FAILED, id + ": " + path + " holds no answer to it");
    }
    return answer;
  }

  @Override
  public void close() {}
}
