package io.github.oryxcuration.mixture.heldout;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.picture.PerceptualHash;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.records.CsvRecords;
import io.github.oryxcuration.core.storage.Storage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a list holds, whatever its layout: every text under a key that names a scene, film,
 * video, picture or file is an id, every other text is one whose words are compared, and the bytes
 * of a picture are a picture. Where a JSON file is an object of objects, its keys are ids, too.
 */
final class EvaluationListReader {
  private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "gif", "bmp", "webp");
  private static final long MOST_PIXELS = 1_000_000_000;

  /** Words of keys begin with these, as in {@code video_id}, {@code filename}, {@code url}. */
  private static final List<String> KEYS_OF_IDS =
      List.of(
          "scene", "film", "movie", "imdb", "video", "youtube", "clip", "image", "file", "path",
          "url");

  /** Words of keys that are ids as they are, as in EgoSchema's {@code q_uid}. */
  private static final Set<String> WORDS_OF_IDS = Set.of("vid", "uid");

  /** What is said of a video, but is no name of it. */
  private static final Set<String> WORDS_OF_OTHERS =
      Set.of(
          "category",
          "count",
          "domain",
          "duration",
          "format",
          "fps",
          "frames",
          "height",
          "length",
          "size",
          "source",
          "split",
          "title",
          "type",
          "width");

  /** LVBench's. */
  private static final String KEY = "key";

  private final EvaluationList list;

  private EvaluationListReader(EvaluationList list) {
    this.list = list;
  }

  static EvaluationList read(String path) throws IOException {
    if (Storage.isFolder(path)) {
      return folder(path);
    }
    if (!Storage.exists(path)) {
      throw new FileNotFoundException(path + " (of --against) does not exist");
    }
    byte[] bytes = Storage.readAll(path);
    EvaluationList list = new EvaluationList(Storage.name(path), Digest.hex(bytes));
    EvaluationListReader reader = new EvaluationListReader(list);
    String type = extension(path);
    if (PICTURES.contains(type)) {
      reader.picture(path, bytes);
    } else {
      switch (type) {
        case "json" -> {
          JsonNode root = tree(path, bytes);
          reader.keys(root);
          reader.json("", root);
        }
        case "jsonl" -> reader.lines(path, bytes);
        case "csv" -> reader.csv(path, bytes);
        case "parquet" -> reader.parquet(path);
        case "txt" -> reader.plain(bytes);
        default ->
            throw new IOException(
                path
                    + " is no evaluation list that can be read: give .json, .jsonl, .csv, .parquet,"
                    + " .txt (an id a line), a picture or a folder of pictures");
      }
    }
    return list.complete();
  }

  private static EvaluationList folder(String path) throws IOException {
    List<String> files = new ArrayList<>();
    for (Storage.Entry entry : Storage.glob(path + "/**")) {
      if (PICTURES.contains(extension(entry.path()))) {
        files.add(entry.path());
      }
    }
    if (files.isEmpty()) {
      throw new IOException(path + " (of --against) holds no picture");
    }
    List<String> digests = new ArrayList<>();
    for (String file : files) {
      digests.add(Digest.hex(Storage.readAll(file)));
    }
    EvaluationList list =
        new EvaluationList(Storage.name(path), Digest.hex(String.join("\n", digests)));
    EvaluationListReader reader = new EvaluationListReader(list);
    for (String file : files) {
      reader.picture(file, Storage.readAll(file));
    }
    return list.complete();
  }

  private void picture(String name, byte[] bytes) throws IOException {
    try {
      list.addPicture(Digest.hex(bytes), PerceptualHash.of(Pictures.decode(bytes, MOST_PIXELS)));
    } catch (CurationException e) {
      throw new IOException(name + " (of --against): " + e.explanation(), e);
    }
  }

  private static JsonNode tree(String path, byte[] bytes) throws IOException {
    try {
      return Json.mapper().readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new IOException(path + " (of --against) is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private void lines(String path, byte[] bytes) throws IOException {
    int number = 0;
    for (String line : new String(bytes, UTF_8).lines().toList()) {
      number++;
      if (!line.isBlank()) {
        json("", tree(path + " line " + number, line.getBytes(UTF_8)));
      }
    }
  }

  private void plain(byte[] bytes) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(new ByteArrayInputStream(bytes), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          list.addId(line.strip());
        }
      }
    }
  }

  private void csv(String path, byte[] bytes) throws IOException {
    try (CsvRecords records = new CsvRecords(new ByteArrayInputStream(bytes))) {
      CsvRecords.Row header = records.next();
      List<String> names = header == null ? List.of() : header.fields();
      int number = 1;
      for (CsvRecords.Row row = records.next(); row != null; row = records.next()) {
        number++;
        if (row.fault() != null || row.fields().size() != names.size()) {
          throw new IOException(
              "%s (of --against), record %d: expected %d fields, found %d"
                  .formatted(path, number, names.size(), row.fields().size()));
        }
        for (int i = 0; i < names.size(); i++) {
          value(names.get(i), row.fields().get(i));
        }
      }
    }
  }

  private void parquet(String path) throws IOException {
    Set<String> columns;
    try (ParquetRows footer = ParquetRows.open(path, List.of())) {
      columns = footer.columns();
    }
    try (ParquetRows rows = ParquetRows.open(path, columns)) {
      while (rows.hasNext()) {
        for (Map.Entry<String, @Nullable Object> cell : rows.next().entrySet()) {
          cell(path, cell.getKey(), cell.getValue());
        }
      }
    }
  }

  private void cell(String path, String key, @Nullable Object value) throws IOException {
    if (value instanceof List<?> elements) {
      for (Object element : elements) {
        cell(path, key, element);
      }
    } else if (value instanceof Map<?, ?> struct) {
      for (Map.Entry<?, ?> child : struct.entrySet()) {
        cell(path, String.valueOf(child.getKey()), child.getValue());
      }
    } else if (value instanceof byte[] bytes) {
      picture("a picture of " + path, bytes);
    } else if (value instanceof String || value instanceof Long || value instanceof Integer) {
      value(key, value.toString());
    }
  }

  /** Those of lists by video: each has a digit or is ActivityNet's, as no word of a layout is. */
  private void keys(JsonNode root) {
    if (root.isObject() && root.valueStream().allMatch(JsonNode::isObject)) {
      root.propertyStream()
          .map(Map.Entry::getKey)
          .filter(key -> key.startsWith("v_") || key.chars().anyMatch(Character::isDigit))
          .forEach(list::addId);
    }
  }

  private void json(String key, JsonNode node) {
    if (node.isArray()) {
      node.forEach(element -> json(key, element));
    } else if (node.isObject()) {
      node.properties().forEach(field -> json(field.getKey(), field.getValue()));
    } else if (node.isTextual() || node.isIntegralNumber()) {
      value(key, node.asText());
    }
  }

  private void value(String key, String value) {
    if (value.isBlank()) {
      return;
    }
    if (isId(key) && value.strip().chars().noneMatch(Character::isWhitespace)) {
      list.addId(value);
    } else {
      list.addText(value);
    }
  }

  private static boolean isId(String key) {
    List<String> words =
        Stream.of(key.split("(?<=[a-z])(?=[A-Z])|[^A-Za-z]+", -1))
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList();
    boolean named =
        key.equals(KEY)
            || words.stream()
                .anyMatch(
                    word ->
                        WORDS_OF_IDS.contains(word)
                            || KEYS_OF_IDS.stream().anyMatch(word::startsWith));
    return named && words.stream().noneMatch(WORDS_OF_OTHERS::contains);
  }

  private static String extension(String path) {
    return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
