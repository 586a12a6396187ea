package io.github.oryxcuration.mixture.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.plan.Rank;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Derives the mix's cuts from the plan. The rows of lowest rank are taken, so the highest rank that
 * the plan holds of a source is its cut.
 */
final class MixCuts {
  private final long seed;
  private final Map<String, byte[]> last = new HashMap<>();
  private final Map<String, Long> taken = new HashMap<>();
  private final Map<String, Long> available = new TreeMap<>();

  private MixCuts(long seed) {
    this.seed = seed;
  }

  /** Reads ids of the plan alone; a set without its plan has no cuts. */
  static MixCuts read(String folder, Manifest manifest) throws IOException {
    MixCuts cuts = new MixCuts(manifest.seed());
    for (Storage.Entry part : Storage.list(Storage.child(folder, "plan"))) {
      if (part.path().endsWith(".parquet")) {
        try (ParquetRows rows = ParquetRows.open(part.path(), List.of("id", "source", "copy"))) {
          while (rows.hasNext()) {
            cuts.add(rows.next());
          }
        }
      }
    }
    cuts.readSupply(Storage.child(folder, "plan/mix.json"));
    return cuts;
  }

  private void add(Map<String, @Nullable Object> row) {
    String id = String.valueOf(row.get("id"));
    String source = String.valueOf(row.get("source"));
    taken.merge(source, 1L, Long::sum);
    if (row.get("copy") instanceof Long copy && copy == 0) {
      byte[] rank = Rank.of(seed, Rank.SELECT, id);
      last.merge(source, rank, (a, b) -> Arrays.compareUnsigned(a, b) >= 0 ? a : b);
    }
  }

  private void readSupply(String path) throws IOException {
    try {
      for (JsonNode share : Json.read(Storage.readAll(path), JsonNode.class).path("shares")) {
        JsonNode supply = share.path("supply");
        available.put(supply.path("source").asText(), supply.path("rows").asLong());
      }
    } catch (FileNotFoundException e) {
      available.clear();
    }
  }

  /** What the mix decided of a row, copies included; null where the plan tells nothing. */
  Story.@Nullable Decision of(String source, String id) {
    byte[] cut = last.get(source);
    if (cut == null) {
      return null;
    }
    return new Story.Decision(
        Rank.hex(Rank.of(seed, Rank.SELECT, original(id))),
        Rank.hex(cut),
        taken.getOrDefault(source, 0L),
        available.getOrDefault(source, -1L));
  }

  /** Whether a rank lies past the cut: compared as unsigned bytes, so as text. */
  static boolean isPast(Story.Decision decision) {
    return decision.rank().compareTo(decision.cut()) > 0;
  }

  /** The id without the number of a copy. */
  static String original(String id) {
    int tilde = id.lastIndexOf('~');
    boolean copy =
        tilde > 0
            && tilde + 1 < id.length()
            && id.chars().skip(tilde + 1).allMatch(c -> c >= '0' && c <= '9');
    return copy ? id.substring(0, tilde) : id;
  }
}
