package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Carried;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.Haystacks;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.mixture.filter.Expression;
import io.github.oryxcuration.mixture.filter.ExpressionException;
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
 * {@link Expression} holds, and drops the others.
 */
public final class ShardsFormat implements SourceFormat {
  private static final String IMAGES = "images";
  private static final String IDS = "ids";
  private static final String KEEP = "keep";
  private static final String RENEW = "renew";
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
    return Set.of(IDS, WHERE);
  }

  @Override
  public List<SourcePart> parts(SourceSpec source) throws IOException {
    keepsIds(source); // refused before anything runs
    where(source);
    return ParquetSource.parts(source, true);
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part) throws IOException {
    return new Reader(
        ShardReader.openLight(part.file()),
        new RowMaker(source, part),
        part.file(),
        keepsIds(source),
        where(source));
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
    private final ShardReader samples;
    private final RowMaker maker;
    private final String file;
    private final boolean keepsIds;
    private final @Nullable Expression where;
    private final Haystacks haystacks;

    Reader(
        ShardReader samples,
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
        case DROP -> throw new CurationException(Reason.FILTERED, "not where " + where);
        case UNDECIDED ->
            throw new CurationException(
                Reason.FILTERED,
                "votes stopped early, and their bounds do not decide whether " + where);
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
