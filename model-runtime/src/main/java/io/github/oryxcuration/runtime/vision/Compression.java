package io.github.oryxcuration.runtime.vision;

import io.github.oryxcuration.core.sample.Modality;

/** How much the dynamic compressor takes together: paper section 3.1, {@code perceiver.py}. */
public enum Compression {
  /** Pictures: every patch is kept. */
  NONE(1),
  /** Videos and views of a scene: regions of 2 x 2. */
  VIDEO(2),
  /** Long videos: regions of 4 x 4. */
  LONG_VIDEO(4);

  private final int side;

  Compression(int side) {
    this.side = side;
  }

  /** The side of a region, in patches. */
  public int side() {
    return side;
  }

  /** What the reference chooses for a modality. */
  public static Compression of(Modality modality) {
    return switch (modality) {
      case TEXT, IMAGE -> NONE;
      case VIDEO -> VIDEO;
      case VIDEO_LONG -> LONG_VIDEO;
    };
  }
}
