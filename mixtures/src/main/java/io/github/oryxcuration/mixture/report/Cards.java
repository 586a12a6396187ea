package io.github.oryxcuration.mixture.report;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.geometry.FrameSampling;
import io.github.oryxcuration.core.parquet.ParquetCells;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.shard.Haystacks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes cards of samples; reads the pictures of these samples alone. */
final class Cards {
  static final int SHOTS = 6;
  static final int PICTURE_SIDE = 256;
  static final int FRAME_SIDE = 176;

  /** Numbers on views must be readable. */
  static final int MARKED_SIDE = 320;

  static final double QUALITY = 0.8;
  private static final int TURNS = 8;
  private static final int LONGEST_TEXT = 1500;
  private static final double NOTABLE_DISTORTION = 1.25;

  private Cards() {}

  /** The cards of every source, in the order of the samples. */
  static Map<String, List<Card>> of(Map<String, List<SourceTally.Shown>> chosen)
      throws IOException {
    Map<String, SortedMap<Long, SourceTally.Shown>> byShard = new TreeMap<>();
    for (List<SourceTally.Shown> shown : chosen.values()) {
      for (SourceTally.Shown one : shown) {
        byShard.computeIfAbsent(one.shard(), s -> new TreeMap<>()).put(one.row(), one);
      }
    }
    Map<SourceTally.Shown, Card> cards = new HashMap<>();
    for (Map.Entry<String, SortedMap<Long, SourceTally.Shown>> shard : byShard.entrySet()) {
      read(shard.getKey(), shard.getValue(), cards);
    }
    Map<String, List<Card>> bySource = new LinkedHashMap<>();
    chosen.forEach(
        (source, shown) ->
            bySource.put(
                source, shown.stream().map(s -> Objects.requireNonNull(cards.get(s))).toList()));
    return bySource;
  }

  private static void read(
      String shard, SortedMap<Long, SourceTally.Shown> rows, Map<SourceTally.Shown, Card> cards)
      throws IOException {
    ParquetCells.read(
        shard,
        "images",
        new TreeSet<>(rows.keySet()),
        new ParquetCells.Receiver() {
          @Override
          public void accept(long row, List<ParquetCells.Cell> cells) throws IOException {
            SourceTally.Shown shown = Objects.requireNonNull(rows.get(row));
            cards.put(shown, card(shown.sample(), shots(shown.sample(), whole(shown, cells))));
          }

          @Override
          public void lost(long row, CurationException why) {
            SourceTally.Shown shown = Objects.requireNonNull(rows.get(row));
            Card.Shot fault = new Card.Shot(null, "", "", why.explanation());
            cards.put(shown, card(shown.sample(), List.of(fault)));
          }
        });
  }

  /** With the pictures that a haystack holds. */
  private static List<ParquetCells.Cell> whole(
      SourceTally.Shown shown, List<ParquetCells.Cell> cells) throws IOException {
    Sample sample = shown.sample();
    if (sample.haystack().isEmpty()) {
      return cells;
    }
    Sample own = sample.withFrames(Haystacks.own(sample.frames(), cells));
    try {
      return Haystacks.beside(shown.shard()).whole(own).frames().stream()
          .map(frame -> new ParquetCells.Cell(frame.picture().bytes(), frame.path()))
          .toList();
    } catch (CurationException e) {
      return List.of(); // the card says how many frames it lacks
    }
  }

  private static List<Card.Shot> shots(Sample sample, List<ParquetCells.Cell> cells)
      throws IOException {
    List<Card.Shot> shots = new ArrayList<>();
    int count = Math.min(cells.size(), sample.frames().size());
    if (count == 0) {
      return shots;
    }
    for (int i : shown(sample, count)) {
      Frame frame = sample.frames().get(i);
      byte[] bytes = cells.get(i).bytes();
      shots.add(shot(sample, i, frame, bytes == null ? new byte[0] : bytes));
    }
    return shots;
  }

  /** Some frames, spread evenly; of a needle the asked ones are among them. */
  private static Set<Integer> shown(Sample sample, int count) {
    Set<Integer> shown = new TreeSet<>();
    Needle needle = sample.needle();
    if (needle != null) {
      needle.idx().stream().filter(i -> i >= 0 && i < count).forEach(shown::add);
    }
    for (int i :
        FrameSampling.linspace(count, Math.min(count, Math.max(1, SHOTS - shown.size())))) {
      shown.add(i);
    }
    return shown;
  }

  private static boolean isAsked(Sample sample, int number) {
    Needle needle = sample.needle();
    return needle != null && needle.idx().contains(number);
  }

  private static Card.Shot shot(Sample sample, int number, Frame frame, byte[] bytes)
      throws IOException {
    String size = frame.width() + "×" + frame.height();
    String moment = frame.hasTime() ? Numbers.moment(frame.seconds()) : size;
    String caption = isAsked(sample, number) ? "needle " + number + " · " + moment : moment;
    String what =
        isVideo(sample)
            ? "Frame " + (number + 1) + (frame.hasTime() ? " at " + moment : "")
            : "Picture " + (number + 1);
    String alt = what + " of sample " + sample.id() + ", " + size + " pixels";
    try {
      int side = side(sample);
      return new Card.Shot(Thumbnail.of(bytes, side, QUALITY), alt, caption, "");
    } catch (CurationException e) {
      return new Card.Shot(null, alt, caption, e.explanation());
    }
  }

  private static int side(Sample sample) {
    if (!sample.marks().isEmpty()) {
      return MARKED_SIDE;
    }
    return isVideo(sample) || sample.frames().size() > 1 ? FRAME_SIDE : PICTURE_SIDE;
  }

  /**
   * What the numbers stand for, e.g. {@code 1 chair, 2 table}; where they have no names, how many.
   */
  private static String marked(Sample sample) {
    SortedMap<Integer, String> labels = new TreeMap<>();
    sample.marks().forEach(mark -> labels.put(mark.id(), mark.label()));
    String names =
        labels.values().stream().allMatch(String::isEmpty)
            ? labels.size() + " objects"
            : labels.entrySet().stream()
                .map(label -> label.getKey() + " " + label.getValue())
                .collect(Collectors.joining(", "));
    return sample.marks().size() + " marks: " + Texts.cut(names, LONGEST_TEXT);
  }

  private static Card card(Sample sample, List<Card.Shot> shots) {
    int all = sample.frames().size();
    int turns = sample.conversations().size();
    String modality = sample.modality().word();
    String kind = sample.task().equals(modality) ? modality : modality + " · " + sample.task();
    return new Card(
        sample.id(),
        kind,
        sample.license(),
        isVideo(sample),
        !sample.marks().isEmpty(),
        shots,
        all > shots.size() && !shots.isEmpty()
            ? shots.size()
                + " of "
                + Numbers.whole(all)
                + (isVideo(sample) ? " frames" : " pictures")
            : "",
        lines(sample),
        turns > TURNS ? "and " + Numbers.whole(turns - TURNS) + " more turns" : "",
        facts(sample),
        warning(sample.budget()));
  }

  private static List<Card.Line> lines(Sample sample) {
    List<Card.Line> lines = new ArrayList<>();
    Needle needle = sample.needle();
    if (needle != null) {
      lines.add(new Card.Line("asked", Texts.cut(needle.question(), LONGEST_TEXT)));
      lines.add(new Card.Line("answer", Texts.cut(needle.answer(), LONGEST_TEXT)));
      lines.add(new Card.Line("needle", needle.type() + " of frames " + needle.idx()));
      return lines;
    }
    List<Turn> turns = sample.conversations();
    for (Turn turn : turns.subList(0, Math.min(TURNS, turns.size()))) {
      lines.add(new Card.Line(turn.from(), Texts.cut(turn.value(), LONGEST_TEXT)));
    }
    return lines;
  }

  private static List<String> facts(Sample sample) {
    Budget budget = sample.budget();
    List<String> facts = new ArrayList<>();
    if (!sample.marks().isEmpty()) {
      facts.add(marked(sample));
    }
    if (!sample.frames().isEmpty()) {
      Frame first = sample.frames().get(0);
      facts.add(
          String.format(
              java.util.Locale.ROOT,
              "%d×%d → %d×%d in the trainer, distortion %s",
              first.width(),
              first.height(),
              budget.width(),
              budget.height(),
              Numbers.decimal(budget.distortion())));
      if (isVideo(sample)) {
        facts.add(
            Numbers.whole(sample.frames().size())
                + " frames"
                + (budget.frames() < sample.frames().size()
                    ? ", " + Numbers.whole(budget.frames()) + " seen"
                    : ""));
      }
    }
    String text =
        Numbers.whole(budget.textTokens())
            + (budget.textTokensEstimated() ? " text (estimated)" : " text");
    facts.add(
        sample.frames().isEmpty()
            ? Numbers.whole(budget.totalTokens())
                + " tokens"
                + (budget.textTokensEstimated() ? " (estimated)" : "")
            : Numbers.whole(budget.visualTokens())
                + " visual + "
                + text
                + " = "
                + Numbers.whole(budget.totalTokens())
                + " tokens");
    return facts;
  }

  private static String warning(Budget budget) {
    if (budget.over()) {
      return "over the trainer's token limit: its answer may be cut off";
    }
    return budget.distortion() >= NOTABLE_DISTORTION
        ? "the trainer stretches it by " + Numbers.decimal(budget.distortion())
        : "";
  }

  private static boolean isVideo(Sample sample) {
    return sample.modality() == Modality.VIDEO || sample.modality() == Modality.VIDEO_LONG;
  }
}
