package io.github.oryxcuration.mixture.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Cambrian-7M and 10M: LLaVA's keys, one row a line. A row whose {@code image} is one of four words
 * is text alone, by the test of Cambrian's own {@code train_fsdp.py}; Python's bare {@code NaN} is
 * taken for the same.
 */
public final class CambrianFormat implements SourceFormat {
  private static final Set<String> NO_IMAGE = Set.of("", "None", "none", "nan");

  @Override
  public String name() {
    return "cambrian";
  }

  @Override
  public String description() {
    return "Cambrian JSONL, with or without system prompts";
  }

  @Override
  public List<SourcePart> parts(SourceSpec source) throws IOException {
    return SourceFiles.lines(source);
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part) throws IOException {
    MediaPaths paths = new MediaPaths(source);
    return JsonRows.single(
        Records.arrayOrLines(part),
        new RowMaker(source, part),
        "id",
        row ->
            isText(row.get("image"))
                ? Draft.text(Fields.conversations(row))
                : LlavaRow.pictures(row, paths));
  }

  private static boolean isText(@org.jspecify.annotations.Nullable JsonNode image) {
    return image == null
        || image.isNull()
        || (image.isTextual() && NO_IMAGE.contains(image.textValue()))
        || (image.isFloatingPointNumber() && Double.isNaN(image.doubleValue()));
  }
}
