package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The shards of an earlier build, so that sets can be mixed again. Task, licence and needle fields
 * stay as they were; the sample's id becomes the row's own id, and leads to its provenance.
 */
public final class ShardsFormat implements SourceFormat {
  private static final String IMAGES = "images";

  @Override
  public String name() {
    return "shards";
  }

  @Override
  public String description() {
    return "shards of an earlier build of this toolkit";
  }

  @Override
  public List<SourcePart> parts(SourceSpec source) throws IOException {
    return ParquetSource.parts(source, true);
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part) throws IOException {
    return new Reader(ShardReader.openLight(part.file()), new RowMaker(source, part), part.file());
  }

  private static final class Reader implements Rows {
    private final ShardReader samples;
    private final RowMaker maker;
    private final String file;

    Reader(ShardReader samples, RowMaker maker, String file) {
      this.samples = samples;
      this.maker = maker;
      this.file = file;
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
      return maker.row(Long.toString(row), sample.id(), () -> draft(sample, row));
    }

    private Draft draft(Sample sample, long row) {
      List<MediaRef> media = new ArrayList<>();
      switch (sample.modality()) {
        case TEXT -> {}
        case IMAGE -> {
          for (int i = 0; i < sample.frames().size(); i++) {
            media.add(new MediaRef.InCell(file, row, IMAGES, i));
          }
        }
        case VIDEO, VIDEO_LONG ->
            media.add(new MediaRef.InCell(file, row, IMAGES, MediaRef.InCell.ALL));
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

    @Override
    public void close() throws IOException {
      samples.close();
    }
  }
}
