package io.github.oryxcuration.runtime.vision;

import io.github.oryxcuration.core.picture.RgbImage;
import java.util.List;

/** A medium as the networks take it: pixels at their final size. */
public sealed interface Visual {
  /**
   * How many visual tokens it becomes.
   *
   * @param patch side of a patch in pixels
   */
  long tokens(int patch);

  /** How many patches the vision tower encodes for it. */
  long patches(int patch);

  /** How many of them cannot be encoded apart: those of a picture's views, or of a frame. */
  int inseparable(int patch);

  /** A picture: the low view first, as it stands in the sequence. */
  record TwoViews(RgbImage low, RgbImage high) implements Visual {
    @Override
    public long tokens(int patch) {
      return 3 + lines(Grid.of(low, patch), 1) + lines(Grid.of(high, patch), 1);
    }

    @Override
    public long patches(int patch) {
      return inseparable(patch);
    }

    @Override
    public int inseparable(int patch) {
      return Grid.of(low, patch).cells() + Grid.of(high, patch).cells();
    }
  }

  /**
   * A video.
   *
   * @param frames each once; at least one, all of one size
   * @param order which frame stands at each moment, so that a frame shown twice is encoded once
   */
  record Frames(List<RgbImage> frames, List<Integer> order, Compression compression)
      implements Visual {
    public Frames {
      frames = List.copyOf(frames);
      order = List.copyOf(order);
      if (frames.isEmpty() || order.isEmpty()) {
        throw new IllegalArgumentException("a video must have at least one frame");
      }
      for (RgbImage frame : frames) {
        if (!frame.size().equals(frames.get(0).size())) {
          throw new IllegalArgumentException(
              "frames must have one size, but had "
                  + frames.get(0).size()
                  + " and "
                  + frame.size());
        }
      }
      for (int index : order) {
        if (index < 0 || index >= frames.size()) {
          throw new IllegalArgumentException(
              "order must name frames 0 to " + (frames.size() - 1) + ", but names " + index);
        }
      }
    }

    @Override
    public long tokens(int patch) {
      return 2 + order.size() * (lines(Grid.of(frames.get(0), patch), compression.side()) + 1);
    }

    @Override
    public long patches(int patch) {
      return (long) frames.size() * inseparable(patch);
    }

    @Override
    public int inseparable(int patch) {
      return Grid.of(frames.get(0), patch).cells();
    }
  }

  /** Tokens of a grid's rows, each with its newline, after the compressor. */
  private static long lines(Grid grid, int side) {
    return (long) (grid.rows() / side) * (grid.columns() / side + 1);
  }
}
