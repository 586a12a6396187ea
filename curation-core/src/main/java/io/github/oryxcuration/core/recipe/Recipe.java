package io.github.oryxcuration.core.recipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to build. Everything that decides a byte of the output is in here or in the inputs it names.
 *
 * @param name of the set, for its card and report
 * @param seed from which all randomness is drawn
 * @param total how many samples the shares divide; 0 where no source has a share
 * @param mixBy what shares count: samples or tokens
 * @param temperature shares are proportional to size^(1/temperature) where none is given; 1 keeps
 *     the sizes' proportions
 * @param allowedLoss share of read rows that may be dropped or quarantined before a build exits 1
 * @param ledger whether rows that the mix did not select are listed too
 * @param tokenizer path of a {@code tokenizer.json}, or empty for the stated estimate
 */
public record Recipe(
    String name,
    long seed,
    long total,
    MixBy mixBy,
    double temperature,
    double allowedLoss,
    LedgerMode ledger,
    String tokenizer,
    TrainerSpec trainer,
    MediaSpec media,
    ShardSpec shards,
    List<SourceSpec> sources) {

  public Recipe {
    sources = List.copyOf(sources);
  }

  /** What the shares of a mix count. */
  public enum MixBy {
    SAMPLES,
    TOKENS
  }

  /** What the ledger lists. */
  public enum LedgerMode {
    /** Rows that were dropped or quarantined. */
    LOSSES,
    /** Rows that the mix did not select as well. */
    FULL
  }

  public SourceSpec source(String name) {
    for (SourceSpec source : sources) {
      if (source.name().equals(name)) {
        return source;
      }
    }
    throw new IllegalArgumentException("no source is called " + name);
  }

  public @Nullable SourceSpec find(String name) {
    return sources.stream().filter(s -> s.name().equals(name)).findFirst().orElse(null);
  }
}
