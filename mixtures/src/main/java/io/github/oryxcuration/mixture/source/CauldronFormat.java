package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.text.Dialect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Cauldron: Parquet with {@code images}, a list of pictures, and {@code texts}, a list of
 * {@code user} and {@code assistant}. The text holds no placeholders; the pictures come first, so
 * one for each is put before the first question.
 */
public final class CauldronFormat implements SourceFormat {
  private static final String IMAGES = "images";

  @Override
  public String name() {
    return "cauldron";
  }

  @Override
  public String description() {
    return "The Cauldron Parquet, all configurations of a folder, pictures inside";
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
        "",
        List.of(IMAGES, "texts"),
        List.of(),
        (row, values) -> {
          List<MediaRef> media = new ArrayList<>();
          int count = values.get(IMAGES) == null ? 0 : Cells.structs(values, IMAGES).size();
          for (int i = 0; i < count; i++) {
            media.add(new MediaRef.InCell(part.file(), row, IMAGES, i));
          }
          return Draft.pictures(Draft.QA, media, turns(values, count));
        });
  }

  private static List<Turn> turns(Map<?, ?> values, int pictures) {
    List<Turn> turns = new ArrayList<>();
    String before = (Dialect.PLACEHOLDER + "\n").repeat(pictures);
    for (Map<?, ?> text : Cells.structs(values, "texts")) {
      turns.add(Turn.human(before + Cells.text(text, "user")));
      turns.add(Turn.gpt(Cells.text(text, "assistant")));
      before = "";
    }
    return turns;
  }
}
