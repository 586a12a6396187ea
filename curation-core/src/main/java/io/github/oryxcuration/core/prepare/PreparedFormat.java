package io.github.oryxcuration.core.prepare;

import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.IOException;
import java.util.List;

/**
 * A format whose rows cannot be told part by part, because one depends on all others: which frames
 * of a thousand films are asked about, say. Its stages run before reading, in the build's own flow
 * and with its markers; what they leave below {@code work/} is read like any other file.
 */
public interface PreparedFormat extends SourceFormat {

  /**
   * The stages, in order; each is cut from the results of the one before, the first from none.
   * Names hold the source's name, so that no two sources share a marker.
   *
   * @param out the folder of the build; stages write below its {@code work/} what may be deleted
   *     after the build, and below other folders of theirs what a later build can use
   */
  List<Stage<?, ?, ?>> stages(Recipe recipe, SourceSpec source, String out);

  /** What the stages may cost, told before they run; an empty string where they cost nothing. */
  default String forecast(SourceSpec source) throws IOException {
    return "";
  }

  /**
   * Reads one part after the stages have run.
   *
   * @param out as above
   */
  Rows read(SourceSpec source, SourcePart part, String out) throws IOException;

  @Override
  default Rows read(SourceSpec source, SourcePart part) {
    throw new UnsupportedOperationException(
        name() + " must be prepared before it is read; this command cannot do that");
  }
}
