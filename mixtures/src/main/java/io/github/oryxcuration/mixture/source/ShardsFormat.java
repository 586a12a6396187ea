package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Carried;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.Haystacks;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.filter.Expression;
import io.github.oryxcuration.mixture.filter.ExpressionException;
import io.github.oryxcuration.mixture.scored.JoinedRows;
import io.github.oryxcuration.mixture.scored.ScoreNames;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The shards of an earlier build, so that sets can be mixed again. Everything stays as it was: id,
 * task, turns, licence, needle fields, scores, marks, the index and time of each frame; the earlier
 * provenance is kept in the new one. The option {@code ids: renew} makes new ids of file and row,
 * for sets that share samples; {@code where: CONDITION} takes the samples for which a condition of
 * {@link Expression} holds, and drops the others; {@code scores: FOLDER} adds to the samples' own
 * scores those that lie in a folder beside their set.
 */
public final class ShardsFormat implements SourceFormat {
  private static final String IMAGES = "images";
  private static final String IDS = "ids";
  private static final String KEEP = "keep";
  private static final String RENEW = "renew";
  private static final String SCORES = "scores";
  private static final String WHERE = "where";

  @Override
  public String name() {
    return "shards";
  }

  @Override
  public String description() {
    return "shards of an earlier build of this toolkit";
  }

  @Override
  public Set<String> options() {
    return Set.of(IDS, SCORES, WHERE);
  }

  @Override
  public Set<String> pathOptions() {
    return Set.of(SCORES);
  }

  @Override
  public List<SourcePart> parts(SourceSpec source) throws IOException {
    keepsIds(source); // refused before anything runs
    Expression where = where(source);
    ScoredSet scored = scored(source);
    List<SourcePart> parts = ParquetSource.parts(source, true);
    if (scored != null) {
      parts = withScores(source, parts, scored);
    }
    if (where != null) {
      checkNames(where, source, parts, scored);
    }
    return parts;
  }

  /** Scores and labels are a part of what is read. */
  private static List<SourcePart> withScores(
      SourceSpec source, List<SourcePart> shards, ScoredSet scored) throws IOException {
    Set<String> known = scored.shards();
    String labels = scored.labelFile();
    String labelled = labels.isEmpty() ? "" : "+labels:" + SourceFiles.digest(labels);
    List<SourcePart> parts = new ArrayList<>();
    for (SourcePart shard : shards) {
      String file = scored.scoreFile(Storage.name(shard.file()));
      if (!known.contains(shard.file()) || !Storage.exists(file)) {
        throw RecipeException.ofOption(
            source.name(),
            SCORES,
            scored.scores(),
            "complete scores of the set that %s is a shard of; these are of %s"
                .formatted(shard.file(), scored.set()));
      }
      parts.add(
          SourcePart.whole(
              shard.file(), shard.digest() + "+" + ParquetRows.footerDigest(file) + labelled));
    }
    return parts;
  }

  /** A misspelt name would drop every sample. */
  private static void checkNames(
      Expression where, SourceSpec source, List<SourcePart> parts, @Nullable ScoredSet scored)
      throws IOException {
    ScoreNames names = new ScoreNames(where.scores());
    if (scored != null && !scored.labelFile().isEmpty()) {
      names.addLabel();
    }
    for (SourcePart part : parts) {
      names.add(part.file());
      if (scored != null) {
        names.addBeside(scored, Storage.name(part.file()));
      }
    }
    String unknown = where.unknown(names.found());
    if (!unknown.isEmpty() && !names.sawNone()) {
      throw RecipeException.of("source " + source.name(), "options.where: " + unknown);
    }
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part) throws IOException {
    ScoredSet scored = scored(source);
    return new Reader(
        scored == null
            ? JoinedRows.alone(part.file())
            : JoinedRows.open(scored, Storage.name(part.file())),
        new RowMaker(source, part),
        part.file(),
        keepsIds(source),
        where(source));
  }

  /** Null where no scores lie beside the set. */
  private static @Nullable ScoredSet scored(SourceSpec source) throws IOException {
    String folder = source.options().getOrDefault(SCORES, "").strip();
    if (folder.isEmpty()) {
      return null;
    }
    if (!ScoredSet.isScores(folder)) {
      throw RecipeException.ofOption(
          source.name(), SCORES, folder, "a folder that score has written");
    }
    return ScoredSet.open(folder);
  }

  /** Null where all samples are taken. */
  private static @Nullable Expression where(SourceSpec source) {
    String text = source.options().getOrDefault(WHERE, "");
    try {
      return text.isBlank() ? null : Expression.parse(text);
    } catch (ExpressionException e) {
      throw RecipeException.ofOption(
          source.name(), WHERE, text, "a condition as filter takes it; " + e.getMessage());
    }
  }

  private static boolean keepsIds(SourceSpec source) {
    String word = source.options().getOrDefault(IDS, KEEP).strip();
    if (!word.equals(KEEP) && !word.equals(RENEW)) {
      throw RecipeException.ofOption(source.name(), IDS, word, KEEP + ", " + RENEW);
    }
    return word.equals(KEEP);
  }

  private static final class Reader implements Rows {
    private final JoinedRows samples;
    private final RowMaker maker;
    private final String file;
    private final boolean keepsIds;
    private final @Nullable Expression where;
    private final Haystacks haystacks;

    Reader(
        JoinedRows samples,
        RowMaker maker,
        String file,
        boolean keepsIds,
        @Nullable Expression where) {
      this.samples = samples;
      this.maker = maker;
      this.file = file;
      this.keepsIds = keepsIds;
      this.where = where;
      this.haystacks = Haystacks.beside(file);
    }

    @Override
    public boolean hasNext() {
      return samples.hasNext();
    }

    @Override
    public Outcome<Candidate> next() {
      Sample sample;
      try {
        sample = samples.next();
      } catch (CurationException e) {
        return maker.lost(Long.toString(samples.rowNumber()), e);
      }
      long row = samples.rowNumber();
      Outcome<Candidate> outcome =
          maker.row(Long.toString(row), sample.id(), () -> draft(sample, row));
      if (outcome instanceof Outcome.Kept<Candidate> kept) {
        String id = keepsIds ? sample.id() : kept.row().id();
        return Outcome.kept(kept.row().carrying(id, Carried.of(sample)));
      }
      return outcome;
    }

    private Draft draft(Sample sample, long row) {
      if (where != null) {
        check(where, sample);
      }
      List<MediaRef> media = new ArrayList<>();
      switch (sample.modality()) {
        case TEXT -> {}
        case IMAGE -> {
          for (int i = 0; i < sample.frames().size(); i++) {
            media.add(new MediaRef.InCell(file, row, IMAGES, i));
          }
        }
        case VIDEO, VIDEO_LONG ->
            media.add(
                sample.haystack().isEmpty()
                    ? new MediaRef.InCell(file, row, IMAGES, MediaRef.InCell.ALL)
                    : inHaystack(sample, row));
      }
      if (sample.modality() == Modality.IMAGE && media.isEmpty()) {
        throw Fields.malformed("the sample is of modality image and has no picture");
      }
      return new Draft(
          sample.task(),
          sample.modality(),
          media,
          sample.conversations(),
          sample.license(),
          sample.needle());
    }

    private static void check(Expression where, Sample sample) {
      switch (where.verdict(sample)) {
        case KEEP -> {}
        case DROP -> throw new CurationException(Reason.FILTERED, where.whyDropped(sample));
        case UNDECIDED -> throw new CurationException(Reason.UNDECIDED, where.whyUndecided(sample));
      }
    }

    /** The frames of the haystack, and the picture of its own that a sample may have among them. */
    private MediaRef inHaystack(Sample sample, long row) {
      try {
        Haystacks.Place place = haystacks.place(sample.haystack());
        MediaRef film = new MediaRef.InCell(place.path(), place.row(), IMAGES, MediaRef.InCell.ALL);
        Set<String> held =
            haystacks.light(sample.haystack()).frames().stream()
                .map(Frame::sha256)
                .collect(Collectors.toSet());
        for (int at = 0; at < sample.frames().size(); at++) {
          String sha256 = sample.frames().get(at).sha256();
          if (!held.contains(sha256)) {
            List<Long> all = LongStream.range(0, sample.frames().size()).boxed().toList();
            return new MediaRef.Inserted(
                new MediaRef.Picked(film, all),
                new MediaRef.InCell(file, row, IMAGES, 0),
                sha256,
                at);
          }
        }
        return film;
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the haystack of " + sample.id(), e);
      }
    }

    @Override
    public void close() throws IOException {
      samples.close();
    }
  }
}
