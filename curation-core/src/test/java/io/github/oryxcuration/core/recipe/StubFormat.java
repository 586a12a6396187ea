package io.github.oryxcuration.core.recipe;

import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A format that has a name and options and reads nothing. */
record StubFormat(String name, Set<String> options) implements SourceFormat {
  static final List<StubFormat> ALL =
      List.of(
          new StubFormat("llava", Set.of()),
          new StubFormat("vcg-plus", Set.of("fps_hint", "order")),
          new StubFormat("nextqa", Set.of()));

  @Override
  public String description() {
    return "a stub";
  }

  /** Options that end in {@code _file}. */
  @Override
  public Set<String> pathOptions() {
    return options.stream().filter(key -> key.endsWith("_file")).collect(Collectors.toSet());
  }

  @Override
  public String templateProblem(String template) {
    return template.contains("{question}") ? "" : "the question is missing";
  }

  @Override
  public List<SourcePart> parts(SourceSpec source) {
    throw new UnsupportedOperationException("a stub reads nothing");
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part) {
    throw new UnsupportedOperationException("a stub reads nothing");
  }
}
