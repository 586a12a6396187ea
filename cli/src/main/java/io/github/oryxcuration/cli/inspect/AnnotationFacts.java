package io.github.oryxcuration.cli.inspect;

import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** An annotation file: which formats read it, and its first rows as the best of them does. */
final class AnnotationFacts {
  /** Rows that decide which format fits best. */
  private static final int TRIED_ROWS = 20;

  private static final int MOST_TEXT = 160;

  /** How a format reads the first rows. */
  private record Trial(SourceFormat format, List<Outcome<Candidate>> rows) {
    long kept() {
      return rows.stream().filter(row -> row instanceof Outcome.Kept<?>).count();
    }
  }

  private AnnotationFacts() {}

  /**
   * @param format the one to read it with, or an empty string to try all
   * @param mediaRoot where its media lie
   */
  static Facts of(String path, long bytes, String format, String mediaRoot, int shown) {
    List<Trial> trials = trials(path, format, mediaRoot);
    Facts facts = new Facts().add("kind", "annotations").add("bytes", bytes);
    if (trials.isEmpty() || trials.get(0).kept() == 0) {
      facts.add("read by", "no format: every row of the first " + TRIED_ROWS + " is refused");
    } else {
      facts.add(
          "read by", trials.stream().filter(t -> t.kept() > 0).map(AnnotationFacts::line).toList());
    }
    if (!trials.isEmpty()) {
      Trial best = trials.get(0);
      facts.add(
          "first rows by " + best.format().name(),
          best.rows().stream().limit(shown).map(AnnotationFacts::row).toList());
    }
    return facts;
  }

  private static String line(Trial trial) {
    return trial.format().name()
        + ": "
        + trial.kept()
        + " of the first "
        + trial.rows().size()
        + " rows";
  }

  private static List<Trial> trials(String path, String wanted, String mediaRoot) {
    List<Trial> trials = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (SourceFormat format : ServiceLoader.load(SourceFormat.class)) {
      names.add(format.name());
      if (format.readsFiles() && (wanted.isEmpty() || wanted.equals(format.name()))) {
        List<Outcome<Candidate>> rows = rows(format, path, mediaRoot);
        if (!rows.isEmpty()) {
          trials.add(new Trial(format, rows));
        }
      }
    }
    if (!wanted.isEmpty() && !names.contains(wanted)) {
      throw new UsageException(
          "--format must be one of " + String.join(", ", names) + ", but was " + wanted);
    }
    trials.sort(Comparator.comparingLong(Trial::kept).reversed());
    return trials;
  }

  private static List<Outcome<Candidate>> rows(SourceFormat format, String path, String mediaRoot) {
    String root = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    SourceSpec source =
        new SourceSpec(
            "inspect",
            format.name(),
            List.of(path),
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
            SourceSpec.MultiImageTurn.SPLIT,
            Map.of());
    List<Outcome<Candidate>> rows = new ArrayList<>();
    try (SourceFormat.Rows read = format.read(source, SourcePart.whole(path, ""))) {
      while (read.hasNext() && rows.size() < TRIED_ROWS) {
        rows.add(read.next());
      }
    } catch (IOException
        | UncheckedIOException
        | CurationException
        | IllegalArgumentException
        | IllegalStateException e) {
      // Not a file of this format.
      return rows;
    }
    return rows;
  }

  private static Map<String, Object> row(Outcome<Candidate> outcome) {
    Facts facts = new Facts();
    if (outcome instanceof Outcome.Kept<Candidate> kept) {
      Candidate row = kept.row();
      facts
          .add("id", row.id())
          .add("modality", row.modality().word())
          .add("media", row.media().stream().map(MediaRef::key).toList());
      int number = 1;
      for (Turn turn : row.conversations()) {
        facts.add(number++ + " " + turn.from(), Shortened.text(turn.value(), MOST_TEXT));
      }
    } else if (outcome instanceof Outcome.Lost<Candidate> lost) {
      facts.add("id", lost.row().id());
      facts.add("lost", lost.row().reason() + ": " + lost.row().message());
    }
    return facts.map();
  }
}
