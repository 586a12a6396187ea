package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.plan.PackedRow;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.Serializable;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * What every stage knows.
 *
 * @param layout where the build writes
 * @param inputs the parts of all sources, each at the place of its number
 */
record BuildContext(Recipe recipe, Layout layout, List<ReadStage.Task> inputs)
    implements Serializable {
  BuildContext {
    inputs = List.copyOf(inputs);
  }

  /** What is the same in many rows of a part, beside the id of one. */
  PackedRow.Head head(int part, String id) {
    ReadStage.Task input = inputs.get(part);
    return new PackedRow.Head(id, input.source(), input.part().file(), input.part().digest());
  }

  /** The names of the sources in ascending order; a source is known by its place in it. */
  List<String> sources() {
    return recipe.sources().stream().map(SourceSpec::name).sorted().toList();
  }

  SourceSpec source(String name) {
    return recipe.source(name);
  }

  /** What files of a source are called in what is published. */
  PublicNames names(String source) {
    return new PublicNames(recipe, source(source));
  }

  /** The reader that a source asks for. */
  static SourceFormat format(String name) {
    List<SourceFormat> formats =
        ServiceLoader.load(SourceFormat.class).stream().map(ServiceLoader.Provider::get).toList();
    for (SourceFormat format : formats) {
      if (format.name().equals(name)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "There is no source format '"
            + name
            + "'. Known: "
            + formats.stream().map(SourceFormat::name).sorted().collect(Collectors.joining(", ")));
  }
}
