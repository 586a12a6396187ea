package io.github.oryxcuration.core.shard;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.parquet.ParquetCells;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Provenance;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a sample of the columns of {@link ShardSchema}: the inverse of {@link SampleColumns}. */
final class SampleRow {
  private final Struct row;
  private final boolean withMedia;

  SampleRow(Map<String, @Nullable Object> row, boolean withMedia) {
    this.row = new Struct(row);
    this.withMedia = withMedia;
  }

  /**
   * Makes the sample.
   *
   * @param where the row stands, for the message
   * @throws CurationException MALFORMED_ROW if a required field is null or out of range
   */
  Sample sample(String where) {
    try {
      return new Sample(
          row.text("id"),
          row.text("source"),
          row.text("task"),
          Modality.of(row.text("modality")),
          row.structs("conversations", turn -> new Turn(turn.text("from"), turn.text("value"))),
          frames(),
          haystack(),
          needle(),
          row.structs("marks", SampleRow::mark),
          budget(row.struct("budget")),
          row.text("license"),
          provenance(row.struct("provenance")),
          scores());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new CurationException(
          Reason.MALFORMED_ROW, where + " is no sample: " + e.getMessage(), e);
    }
  }

  /** Shards of before needles shared their films have no such column. */
  private String haystack() {
    return row.has("haystack") ? row.text("haystack") : "";
  }

  private List<Frame> frames() {
    List<Struct> frames = row.structs("frames", frame -> frame);
    List<Struct> images = row.structs("images", image -> image);
    if (!haystack().isEmpty()) {
      return Haystacks.own(
          frames.stream().map(SampleRow::absent).toList(),
          withMedia ? images.stream().map(SampleRow::cell).toList() : List.of());
    }
    if (frames.size() != images.size()) {
      throw new IllegalArgumentException(
          "it has %d frames and %d images".formatted(frames.size(), images.size()));
    }
    List<Frame> joined = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      joined.add(frame(frames.get(i), images.get(i)));
    }
    return joined;
  }

  private Frame frame(Struct frame, Struct image) {
    return frame(
        frame,
        withMedia ? EncodedPicture.of(image.bytes("bytes")) : EncodedPicture.absent(),
        image.text("path"));
  }

  private static ParquetCells.Cell cell(Struct image) {
    return new ParquetCells.Cell(image.bytes("bytes"), image.text("path"));
  }

  private static Frame absent(Struct frame) {
    return frame(frame, EncodedPicture.absent(), "");
  }

  private static Frame frame(Struct frame, EncodedPicture picture, String path) {
    return new Frame(
        picture,
        path,
        frame.whole("index"),
        frame.has("seconds") ? frame.real("seconds") : Frame.NO_TIME,
        frame.integer("width"),
        frame.integer("height"),
        frame.text("sha256"));
  }

  private @Nullable Needle needle() {
    if (!row.has("type")) {
      return null;
    }
    List<Integer> idx = new ArrayList<>();
    for (Object value : row.list("idx")) {
      idx.add(Math.toIntExact(Struct.cast("idx", value, Long.class)));
    }
    // Shards of before 0.1.0 was finished have no such column.
    String about = row.has("about") ? row.text("about") : "";
    return new Needle(idx, row.text("question"), row.text("answer"), row.text("type"), about);
  }

  private static Mark mark(Struct mark) {
    return new Mark(
        mark.integer("id"),
        mark.integer("view"),
        mark.real("x"),
        mark.real("y"),
        mark.real("area"),
        mark.text("label"));
  }

  private static Budget budget(Struct budget) {
    return new Budget(
        budget.integer("width"),
        budget.integer("height"),
        budget.integer("frames"),
        budget.whole("visual_tokens"),
        budget.whole("text_tokens"),
        budget.whole("total_tokens"),
        budget.flag("text_tokens_estimated"),
        budget.real("distortion"),
        budget.flag("over"));
  }

  private static Provenance provenance(Struct from) {
    Origin origin =
        new Origin(
            from.text("file"),
            from.text("file_digest"),
            from.text("position"),
            from.text("origin_id"));
    List<String> steps = new ArrayList<>();
    for (Object step : from.list("steps")) {
      steps.add(Struct.cast("steps", step, String.class));
    }
    return new Provenance(
        origin,
        from.structs(
            "media",
            m -> new Provenance.Medium(m.text("path"), m.text("sha256"), m.whole("bytes"))),
        steps,
        from.whole("seed"),
        from.text("toolkit_version"),
        from.has("earlier") ? earlier(from.text("earlier")) : null);
  }

  private static Provenance earlier(String json) {
    try {
      return Json.read(json, Provenance.class);
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException("column earlier: " + e.getMessage(), e);
    }
  }

  private Map<String, Double> scores() {
    Map<String, Double> scores = new TreeMap<>();
    for (Struct score : row.structs("scores", score -> score)) {
      scores.put(score.text("name"), score.real("value"));
    }
    return scores;
  }

  /** A group of named values; what is asked for must be there and of the type. */
  private record Struct(Map<?, ?> values) {
    boolean has(String name) {
      return values.get(name) != null;
    }

    String text(String name) {
      return cast(name, values.get(name), String.class);
    }

    long whole(String name) {
      return cast(name, values.get(name), Long.class);
    }

    int integer(String name) {
      return Math.toIntExact(whole(name));
    }

    double real(String name) {
      return cast(name, values.get(name), Double.class);
    }

    boolean flag(String name) {
      return cast(name, values.get(name), Boolean.class);
    }

    byte[] bytes(String name) {
      return cast(name, values.get(name), byte[].class);
    }

    Struct struct(String name) {
      return new Struct(cast(name, values.get(name), Map.class));
    }

    /** A list; null reads as an empty one. */
    List<?> list(String name) {
      return has(name) ? cast(name, values.get(name), List.class) : List.of();
    }

    <T> List<T> structs(String name, Function<Struct, T> make) {
      List<T> made = new ArrayList<>();
      for (Object element : list(name)) {
        made.add(make.apply(new Struct(cast(name, element, Map.class))));
      }
      return made;
    }

    static <T> T cast(String name, @Nullable Object value, Class<T> type) {
      if (value == null) {
        throw new IllegalArgumentException("column " + name + " is null");
      }
      if (!type.isInstance(value)) {
        throw new IllegalArgumentException(
            "column %s holds %s, not %s"
                .formatted(name, value.getClass().getSimpleName(), type.getSimpleName()));
      }
      return type.cast(value);
    }
  }
}
