package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.source.SourceSpec.MultiImageTurn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Reads whole sources and shows their rows on a line each. */
final class Reading {
  private static final List<SourceFormat> FORMATS =
      ServiceLoader.load(SourceFormat.class).stream().map(ServiceLoader.Provider::get).toList();

  private Reading() {}

  static SourceFormat format(String name) {
    return FORMATS.stream().filter(format -> format.name().equals(name)).findFirst().orElseThrow();
  }

  static SourceSpec source(String format, String root, String file, String mediaRoot) {
    return new SourceSpec(
        "s",
        format,
        List.of(root + "/" + file),
        root,
        mediaRoot,
        "",
        "",
        "",
        null,
        null,
        1,
        null,
        null,
        "",
        MultiImageTurn.SPLIT,
        Map.of());
  }

  static SourceSpec with(SourceSpec s, String mediaMap, String template, MultiImageTurn policy) {
    return with(s, mediaMap, template, policy, s.options());
  }

  static SourceSpec withOptions(SourceSpec s, Map<String, String> options) {
    return with(s, s.mediaMap(), s.template(), s.multiImageTurn(), options);
  }

  private static SourceSpec with(
      SourceSpec s,
      String mediaMap,
      String template,
      MultiImageTurn policy,
      Map<String, String> options) {
    return new SourceSpec(
        s.name(),
        s.format(),
        s.files(),
        s.root(),
        s.mediaRoot(),
        mediaMap,
        s.license(),
        s.task(),
        s.take(),
        s.share(),
        s.epochs(),
        s.min(),
        s.max(),
        template,
        policy,
        options);
  }

  static List<Outcome<Candidate>> rows(SourceSpec source) throws IOException {
    List<Outcome<Candidate>> rows = new ArrayList<>();
    SourceFormat format = format(source.format());
    for (SourcePart part : format.parts(source)) {
      rows.addAll(rows(source, part));
    }
    return rows;
  }

  static List<Outcome<Candidate>> rows(SourceSpec source, SourcePart part) throws IOException {
    List<Outcome<Candidate>> rows = new ArrayList<>();
    try (SourceFormat.Rows reading = format(source.format()).read(source, part)) {
      reading.forEachRemaining(rows::add);
    }
    return rows;
  }

  /** Each row on a line: position, task, media, turns; or position and reason. */
  static List<String> shown(List<Outcome<Candidate>> rows) {
    return rows.stream().map(Reading::shown).toList();
  }

  static String shown(Outcome<Candidate> outcome) {
    if (outcome instanceof Outcome.Lost<Candidate> lost) {
      LedgerRow row = lost.row();
      return row.position() + " " + row.originId() + " LOST " + row.reason() + ": " + row.message();
    }
    Candidate row = ((Outcome.Kept<Candidate>) outcome).row();
    return row.origin().position()
        + " "
        + row.origin().originId()
        + " "
        + row.task()
        + " "
        + row.modality().word()
        + row.media().stream().map(Reading::shown).collect(Collectors.toList())
        + " "
        + row.conversations().stream().map(Reading::shown).collect(Collectors.joining(" / "));
  }

  private static String shown(MediaRef ref) {
    String name = ref.path().substring(ref.path().lastIndexOf('/') + 1);
    return ref instanceof MediaRef.InFile ? name : ref.getClass().getSimpleName() + " " + ref.key();
  }

  private static String shown(Turn turn) {
    return (turn.from().equals(Turn.HUMAN) ? "H " : "G ") + turn.value().replace("\n", "\\n");
  }
}
