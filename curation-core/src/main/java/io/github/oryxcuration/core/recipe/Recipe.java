package io.github.oryxcuration.core.recipe;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.source.SourceSpec;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to build. Everything that decides a byte of the output is in here or in the inputs it names.
 *
 * @param name of the set, for its card and report
 * @param seed from which all randomness is drawn
 * @param total how many samples or tokens the sources divide; 0 for the largest that no share
 *     exceeds its source in
 * @param mixBy what shares count: samples or tokens
 * @param temperature shares are proportional to size^(1/temperature) where none is given; 1 keeps
 *     the sizes' proportions
 * @param allowedLoss share of read rows that may be dropped or quarantined before a build exits 1
 * @param ledger whether rows that the mix did not select are listed too
 * @param tokenizer absolute path of a {@code tokenizer.json}, or empty for the stated estimate
 * @param written how the texts stood in the file; {@link RecipeJson} shows them so
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
    List<SourceSpec> sources,
    Written written)
    implements Serializable {

  public Recipe {
    requireNonNull(name, "name");
    requireNonNull(mixBy, "mixBy");
    requireNonNull(ledger, "ledger");
    requireNonNull(tokenizer, "tokenizer");
    requireNonNull(trainer, "trainer");
    requireNonNull(media, "media");
    requireNonNull(shards, "shards");
    requireNonNull(written, "written");
    sources = List.copyOf(sources);
    if (total < 0) {
      throw new IllegalArgumentException("total must be >= 0, but was " + total);
    }
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException("temperature must be > 0, but was " + temperature);
    }
    if (!(allowedLoss >= 0 && allowedLoss <= 1)) {
      throw new IllegalArgumentException("allowedLoss must be in [0, 1], but was " + allowedLoss);
    }
    Set<String> names = new HashSet<>();
    for (SourceSpec source : sources) {
      if (!names.add(source.name())) {
        throw new IllegalArgumentException("two sources are called " + source.name());
      }
    }
  }

  /** A recipe that was not read from a file: its texts stand as they are. */
  public Recipe(
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
    this(
        name,
        seed,
        total,
        mixBy,
        temperature,
        allowedLoss,
        ledger,
        tokenizer,
        trainer,
        media,
        shards,
        sources,
        Written.NOTHING);
  }

  /** What may not be written anywhere; redact messages and paths with it. */
  public Secrets secrets() {
    return written.secrets();
  }

  /**
   * The absolute folder that the recipe lies in, from which its relative paths start; an empty
   * string for a recipe made in Java.
   */
  public String folder() {
    return written.folder();
  }

  /**
   * The folder of a source's media as it tells two builds apart: as it was written where that is
   * relative to the recipe, so that both may be moved together; else where it is.
   */
  public String mediaPlace(SourceSpec source) {
    Written.Text text = written.at(Written.source(source.name(), "media_root"));
    if (text == null || RecipeFolder.absolute(text.text()) || text.text().contains("${")) {
      return source.mediaRoot();
    }
    return text.text();
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

  /** The canonical form, which holds no secret. */
  @Override
  public String toString() {
    return RecipeJson.canonical(this);
  }
}
