package io.github.oryxcuration.mixture.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.error.Advice;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.ledger.LedgerReader;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.core.storage.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of a row, by its sample id or its own id in the source: written, lost, or not
 * selected. Reads ids of the shards and the ledger; the pictures of one row alone, and those only
 * to make it again.
 */
public final class Explainer {
  /** More rows of one id are counted, not told. */
  public static final int MOST = 20;

  private final String folder;
  private final Manifest manifest;
  private final String asked;
  private final MixCuts cuts;
  private final List<Story> stories = new ArrayList<>();
  private long more;

  private Explainer(String folder, String asked) throws IOException {
    this.folder = folder;
    this.manifest = Manifest.read(folder);
    this.asked = asked;
    this.cuts = MixCuts.read(folder, manifest);
  }

  /**
   * Looks for an id.
   *
   * @param folder of a finished build, absolute
   * @param recreate whether written samples are made again from the raw data and compared
   * @throws IOException if the folder has no manifest, or cannot be read
   */
  public static Explanation of(String folder, String id, boolean recreate, Progress progress)
      throws IOException {
    Explainer explainer = new Explainer(folder, id);
    explainer.written(progress, recreate);
    explainer.lost();
    if (explainer.stories.isEmpty()) {
      explainer.unselected();
    }
    return new Explanation(
        id, explainer.stories, explainer.more, explainer.stories.isEmpty() ? explainer.hint() : "");
  }

  private void add(Story story) {
    if (stories.size() < MOST) {
      stories.add(story);
    } else {
      more++;
    }
  }

  private void written(Progress progress, boolean recreate) throws IOException {
    progress.stage("explain", manifest.shards().size());
    for (Manifest.Shard shard : manifest.shards()) {
      String path = Storage.child(folder, "data/" + shard.file());
      SortedSet<Long> rows = matches(path);
      if (!rows.isEmpty()) {
        tell(path, shard.file(), rows, recreate);
      }
      progress.step(1);
    }
    progress.done();
  }

  private SortedSet<Long> matches(String shard) throws IOException {
    SortedSet<Long> matches = new TreeSet<>();
    try (ParquetRows rows = ParquetRows.open(shard, List.of("id", "provenance.origin_id"))) {
      while (rows.hasNext()) {
        Map<String, @Nullable Object> row;
        try {
          row = rows.next();
        } catch (CurationException damaged) {
          continue;
        }
        String own =
            row.get("provenance") instanceof Map<?, ?> provenance
                ? String.valueOf(provenance.get("origin_id"))
                : "";
        if (isAsked(String.valueOf(row.get("id")), own)) {
          matches.add(rows.rowNumber());
        }
      }
    }
    return matches;
  }

  /** An id names its copies too. */
  private boolean isAsked(String id, String own) {
    return asked.equals(id) || asked.equals(own) || asked.equals(MixCuts.original(id));
  }

  private void tell(String path, String file, SortedSet<Long> wanted, boolean recreate)
      throws IOException {
    try (ShardReader rows = recreate ? ShardReader.open(path) : ShardReader.openLight(path)) {
      while (rows.hasNext() && rows.rowNumber() < wanted.last()) {
        try {
          Sample sample = rows.next();
          if (wanted.contains(rows.rowNumber())) {
            add(story(sample, file, rows.rowNumber(), recreate));
          }
        } catch (CurationException damaged) {
          if (wanted.contains(rows.rowNumber())) {
            more++;
          }
        }
      }
    }
  }

  private Story story(Sample sample, String file, long row, boolean recreate) throws IOException {
    Story.Written written =
        new Story.Written(
            file,
            row,
            sample.modality().word(),
            sample.task(),
            sample.license(),
            sample.frames().size(),
            sample.provenance().media(),
            sample.provenance().steps(),
            sample.budget(),
            recreate && stories.size() < MOST
                ? Comparison.recreate(folder, manifest, sample)
                : null);
    return new Story(
        sample.id(),
        sample.source(),
        sample.provenance().origin().originId(),
        sample.provenance().origin().file(),
        sample.provenance().origin().position(),
        cuts.of(sample.source(), sample.id()),
        written,
        null,
        null);
  }

  private void lost() throws IOException {
    for (String file : LedgerReader.files(folder)) {
      LedgerReader.read(
          file,
          row -> {
            if (isAsked(row.id(), row.originId())) {
              add(story(row));
            }
          });
    }
    for (String file : LedgerReader.unfit(folder)) {
      LedgerReader.read(
          file,
          row -> {
            if (row.id().equals(asked)) { // a film has many
              add(story(row));
            }
          });
    }
  }

  private Story story(LedgerRow row) {
    Story.Lost lost =
        new Story.Lost(row.stage(), row.reason(), row.message(), Advice.of(row.reason()));
    return new Story(
        row.id(),
        row.source(),
        row.originId(),
        row.file(),
        row.position(),
        row.stage().equals("write") ? cuts.of(row.source(), row.id()) : null,
        null,
        lost,
        null);
  }

  private void unselected() throws IOException {
    for (Storage.Entry entry : Storage.list(Storage.child(folder, "ledger"))) {
      if (Storage.name(entry.path()).startsWith("unselected-")) {
        listed(entry.path());
      }
    }
    if (!stories.isEmpty()) {
      return;
    }
    int slash = asked.indexOf('/');
    String source = slash < 0 ? "" : asked.substring(0, slash);
    Story.Decision decision = asked.contains("@") ? cuts.of(source, asked) : null;
    if (decision != null && MixCuts.isPast(decision)) {
      int at = asked.lastIndexOf('@');
      String file = asked.substring(slash + 1, at);
      add(notSelected(source, asked, file, asked.substring(at + 1), decision, false));
    }
  }

  private void listed(String path) throws IOException {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(Storage.read(path), UTF_8), 1 << 16)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode row = Json.read(line, JsonNode.class);
        String id = row.path("id").asText();
        if (id.equals(asked)) {
          String source = row.path("source").asText();
          add(notSelected(source, id, "", "", cuts.of(source, id), true));
        }
      }
    }
  }

  private static Story notSelected(
      String source,
      String id,
      String file,
      String position,
      Story.@Nullable Decision decision,
      boolean listed) {
    return new Story(
        id, source, "", file, position, decision, null, null, new Story.NotSelected(listed));
  }

  private String hint() {
    return "No row of the id '"
        + asked
        + "' was written, lost or left out. Ids look like source/file@position; a row's own id"
        + " finds it too, unless the mix left it out: then ask by position, or build with ledger:"
        + " full.";
  }
}
