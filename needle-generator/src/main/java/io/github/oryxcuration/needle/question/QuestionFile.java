package io.github.oryxcuration.needle.question;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.plan.Rank;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Questions about pictures: a JSON array or one object a line. An object holds {@code image},
 * {@code question}, {@code answer} and for multiple choice {@code options}, whose answer is an
 * option or its letter; or LLaVA's {@code image} and {@code conversations}, of which the first
 * question and answer are taken.
 */
public final class QuestionFile {
  private static final int MOST_OPTIONS = 26;
  private static final String PLACEHOLDER = "<image>";

  private QuestionFile() {}

  /**
   * Looks at the file that a source names.
   *
   * @throws RecipeException if it is not there
   */
  public static Storage.Entry stat(SourceSpec source, String path) throws IOException {
    try {
      return Storage.stat(path);
    } catch (FileNotFoundException e) {
      throw RecipeException.of("source " + source.name(), path + ": no such file of questions");
    }
  }

  /**
   * Draws questions, read one by one, whatever the size of the file.
   *
   * @param count at most; fewer where the file has fewer that can be used
   * @throws IOException if the file cannot be read, or holds no question that can be used
   */
  public static List<Question> draw(String path, int count, long seed) throws IOException {
    TreeMap<byte[], Question> drawn = new TreeMap<>(Arrays::compareUnsigned);
    String fault = "it is empty";
    long number = 0;
    try (InputStream in = Storage.read(path);
        JsonParser parser = Json.mapper().getFactory().createParser(in)) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY) {
        token = parser.nextToken();
      }
      for (; token != null && token != JsonToken.END_ARRAY; token = parser.nextToken()) {
        JsonNode row = Json.mapper().readTree(parser);
        String id = String.valueOf(number++);
        try {
          drawn.put(Rank.of(seed, "niah-question", id), of(id, row));
        } catch (IllegalArgumentException e) {
          fault = "row " + id + ": " + e.getMessage();
        }
        if (drawn.size() > count) {
          drawn.pollLastEntry();
        }
      }
    } catch (FileNotFoundException e) {
      throw new IOException(path + ": no such file of questions", e);
    } catch (JsonProcessingException e) {
      throw new IOException(path + ": row " + number + " is no JSON: " + e.getOriginalMessage(), e);
    }
    if (drawn.isEmpty()) {
      throw new IOException(path + " holds no question that can be used; the last fault: " + fault);
    }
    return List.copyOf(drawn.values());
  }

  private static Question of(String id, JsonNode row) {
    String picture = text(row, "image");
    List<String> options = new ArrayList<>();
    row.path("options").forEach(option -> options.add(option.asText()));
    if (options.size() == 1 || options.size() > MOST_OPTIONS) {
      throw new IllegalArgumentException("it has " + options.size() + " options; 2 to 26 allowed");
    }
    if (row.has("question")) {
      String answer = text(row, "answer");
      return new Question(
          id,
          picture,
          text(row, "question"),
          options,
          options.isEmpty() ? answer : letter(options, answer));
    }
    Map<String, String> first = new TreeMap<>();
    for (JsonNode turn : row.path("conversations")) {
      first.putIfAbsent(turn.path("from").asText(), turn.path("value").asText());
    }
    String question = first.getOrDefault("human", "").replace(PLACEHOLDER, "").strip();
    String answer = first.getOrDefault("gpt", "").strip();
    if (question.isEmpty() || answer.isEmpty()) {
      throw new IllegalArgumentException("question and answer, or conversations, are missing");
    }
    return new Question(id, picture, question, List.of(), answer);
  }

  private static String text(JsonNode row, String key) {
    String text = row.path(key).asText("").strip();
    if (text.isEmpty() || !row.path(key).isValueNode()) {
      throw new IllegalArgumentException(key + " is missing or no text");
    }
    return text;
  }

  private static String letter(List<String> options, String answer) {
    for (int i = 0; i < options.size(); i++) {
      if (answer.equals(Question.letter(i)) || answer.equals(options.get(i))) {
        return Question.letter(i);
      }
    }
    throw new IllegalArgumentException(
        "the answer '" + answer + "' is none of the options " + options);
  }
}
