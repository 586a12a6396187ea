package io.github.oryxcuration.needle.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.text.NeedlePrompt;
import io.github.oryxcuration.needle.grid.GridCell;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks the questions of a grid, scores the answers and writes what people read of them: {@code
 * answers.jsonl}, {@code scores.json}, {@code heatmap.png} and {@code report.html}. As many samples
 * are in memory as are asked at once.
 */
public final class GridEvaluation {
  private static final String PLACEHOLDER = "<image>\n";

  private GridEvaluation() {}

  /**
   * One line of {@code answers.jsonl}; a file of such lines can be scored again.
   *
   * @param answer null where none was given
   * @param blind the answer without frames; null where there is none
   * @param blindRight null where it was not asked blind
   * @param fault why there is no answer
   */
  private record Line(
      String id,
      GridCell cell,
      String expected,
      @Nullable String answer,
      boolean right,
      @Nullable String blind,
      @Nullable Boolean blindRight,
      @Nullable String fault) {}

  /**
   * Evaluates.
   *
   * @param set folder of a finished set of the format {@code niah}
   * @param answerer asked with all frames
   * @param blind asked without frames; null for no baseline
   * @param together how many samples are asked at once, where the answerers can do that
   * @param out folder for the results
   * @throws IOException if the set cannot be read, or the answerer answers nothing at all
   */
  public static GridScores run(
      String set,
      Answerer answerer,
      @Nullable Answerer blind,
      int together,
      String out,
      Progress progress)
      throws IOException {
    Manifest manifest = Manifest.read(set);
    GridScores.Counter counter = new GridScores.Counter();
    SortedMap<String, String> lines = new TreeMap<>(); // by id: shards are in a random order
    progress.stage("niah", manifest.rows());
    try (AtOnce<Line> asked = new AtOnce<>(together, line -> take(line, counter, lines))) {
      for (Manifest.Shard shard : manifest.shards()) {
        try (ShardReader rows = ShardReader.open(Storage.child(set, "data/" + shard.file()))) {
          while (rows.hasNext()) {
            Sample sample = rows.next();
            Needle needle = sample.needle();
            if (needle != null && needle.type().equals(GridCell.TYPE)) {
              asked.run(() -> ask(sample, needle, answerer, blind));
            }
            progress.step(1);
          }
        }
      }
      asked.finish();
    }
    progress.done();
    if (lines.isEmpty()) {
      throw new IOException(set + " holds no sample of a needle grid; niah build makes one");
    }
    GridScores scores = counter.scores(answerer.name(), blind == null ? "" : blind.name());
    if (scores.unanswered() == scores.all().asked()) {
      throw new IOException(
          "none of the %d questions of %s was answered by %s; the first is %s"
              .formatted(scores.unanswered(), set, answerer.name(), lines.firstKey()));
    }
    byte[] map = HeatMap.png(scores);
    Storage.commitText(
        Storage.child(out, "answers.jsonl"), String.join("\n", lines.values()) + "\n");
    Storage.commitText(Storage.child(out, "scores.json"), Json.writePretty(scores));
    Storage.commit(Storage.child(out, "heatmap.png"), file -> file.write(map));
    Storage.commit(
        Storage.child(out, "report.html"),
        file -> file.write(EvalPage.html(manifest.name(), scores, map).getBytes(UTF_8)));
    return scores;
  }

  private static void take(Line line, GridScores.Counter counter, SortedMap<String, String> lines) {
    if (line.answer == null) {
      counter.unanswered();
    }
    counter.seen(line.cell, line.right);
    if (line.blindRight != null) {
      counter.blind(line.cell, line.blindRight);
    }
    lines.put(line.id, Json.write(line));
  }

  private static Line ask(Sample sample, Needle needle, Answerer answerer, @Nullable Answerer blind)
      throws IOException {
    GridCell cell = Json.read(needle.about(), GridCell.class);
    List<EncodedPicture> frames = sample.frames().stream().map(Frame::picture).toList();
    String prompt =
        NeedlePrompt.of(frames.size(), needle.question()).substring(PLACEHOLDER.length());
    String answer = null;
    String fault = null;
    try {
      answer = answerer.answer(sample.id(), frames, prompt);
    } catch (CurationException e) {
      fault = e.getMessage();
    }
    String unseeing = null;
    if (blind != null) {
      try {
        unseeing = blind.answer(sample.id(), List.of(), needle.question());
      } catch (CurationException e) {
        unseeing = null; // a refusal to guess is no hit
      }
    }
    return new Line(
        sample.id(),
        cell,
        needle.answer(),
        answer,
        isRight(answer, cell, needle),
        unseeing,
        blind == null ? null : isRight(unseeing, cell, needle),
        fault);
  }

  private static boolean isRight(@Nullable String answer, GridCell cell, Needle needle) {
    return answer != null && Scoring.isRight(answer, cell.options(), needle.answer());
  }
}
