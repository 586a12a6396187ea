package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.IOException;
import java.util.List;

/**
 * LLaVA-NeXT-Data: Parquet with the columns {@code id}, {@code conversations} and {@code image}, a
 * struct of bytes and path that is null for text.
 */
public final class LlavaNextFormat implements SourceFormat {
  private static final String IMAGE = "image";

  @Override
  public String name() {
    return "llava-next";
  }

  @Override
  public String description() {
    return "LLaVA-NeXT-Data Parquet, pictures inside";
  }

  @Override
  public List<SourcePart> parts(SourceSpec source) throws IOException {
    return ParquetSource.parts(source, true);
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part) throws IOException {
    return ParquetSource.open(
        source,
        part,
        "id",
        List.of("conversations", IMAGE),
        List.of(),
        (row, values) ->
            Draft.pictures(
                Draft.QA,
                values.get(IMAGE) == null
                    ? List.of()
                    : List.of(new MediaRef.InCell(part.file(), row, IMAGE, 0)),
                Cells.conversations(values)));
  }
}
