package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CapsFusion-120M: Parquet with {@code image_url}, {@code capsfusion} and the captions it was made
 * of, {@code laion_2b} and {@code laion_coco}. {@code media_map} joins URLs to files; the option
 * {@code path_column} names a column that holds the file instead, and {@code caption_column}
 * another caption. Some published rows have no URL: MEDIA_MISSING.
 */
public final class CapsFusionFormat implements SourceFormat {
  private static final String PROMPT = "Render a clear and concise summary of the photo.";
  private static final String URL = "image_url";
  private static final String PATH_COLUMN = "path_column";
  private static final String CAPTION_COLUMN = "caption_column";

  @Override
  public String name() {
    return "capsfusion";
  }

  @Override
  public String description() {
    return "CapsFusion Parquet, pictures joined by media_map or by a column of paths";
  }

  @Override
  public Set<String> options() {
    return Set.of(PATH_COLUMN, CAPTION_COLUMN);
  }

  @Override
  public List<SourcePart> parts(SourceSpec source) throws IOException {
    check(source);
    return ParquetSource.parts(source, false);
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part) throws IOException {
    check(source);
    Turn prompt = Prompt.of(source, PROMPT);
    String caption = source.options().getOrDefault(CAPTION_COLUMN, "capsfusion");
    String key = source.options().getOrDefault(PATH_COLUMN, URL);
    MediaMap map = MediaMap.of(source);
    MediaPaths paths = new MediaPaths(source);
    return ParquetSource.open(
        source,
        part,
        key,
        List.of(key, caption),
        List.of(),
        (row, values) ->
            Draft.pictures(
                Draft.CAPTION,
                List.of(new MediaRef.InFile(paths.resolve(map.path(key(values, key))))),
                List.of(prompt, Turn.gpt(Cells.text(values, caption)))));
  }

  private static void check(SourceSpec source) {
    Prompt.of(source, PROMPT);
    if (source.mediaMap().isEmpty() && !source.options().containsKey(PATH_COLUMN)) {
      throw new IllegalArgumentException(
          "source '"
              + source.name()
              + "' must have a media_map from image URLs to files, or the option path_column");
    }
  }

  private static String key(Map<?, ?> values, String column) {
    String key = Cells.textOrEmpty(values, column);
    if (key.isBlank()) {
      throw new CurationException(
          Reason.MEDIA_MISSING, "the row names no picture: '" + column + "' is empty");
    }
    return key;
  }
}
