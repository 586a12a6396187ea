package io.github.oryxcuration.runtime.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The JSON files of a model folder: one object each, no key twice, nothing after it. */
public final class JsonFiles {
  /** The longest that is read; the index of a model with 100,000 tensors has about 10 MB. */
  private static final long LONGEST = 64L << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFiles() {}

  /**
   * Reads a file.
   *
   * @throws ModelException if it cannot be read, or is no JSON object; says where
   */
  public static ObjectNode object(Path file) {
    try {
      long size = Files.size(file);
      if (size > LONGEST) {
        throw new ModelException(
            file + ": a JSON file of a model has at most " + LONGEST + " bytes, but has " + size);
      }
      JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
      if (root instanceof ObjectNode object) {
        return object;
      }
      throw new ModelException(file + ": must hold a JSON object, but holds " + kind(root));
    } catch (JsonProcessingException e) {
      throw new ModelException(file + ": is no valid JSON: " + located(e), e);
    } catch (NoSuchFileException e) {
      throw new ModelException(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** What the parser says, with the place. */
  static String located(JsonProcessingException e) {
    return e.getLocation() == null
        ? e.getOriginalMessage()
        : "line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + ": "
            + e.getOriginalMessage();
  }

  /** How an error calls a value: short, whatever its length. */
  public static String kind(JsonNode node) {
    if (node.isMissingNode()) {
      return "nothing";
    }
    if (node.isObject()) {
      return "an object";
    }
    if (node.isArray()) {
      return "a list of " + node.size();
    }
    return Found.shortened(node.toString());
  }
}
