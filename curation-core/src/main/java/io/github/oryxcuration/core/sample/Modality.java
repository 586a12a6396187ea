package io.github.oryxcuration.core.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Oryx's own words for what a sample shows; they choose the compression of visual tokens (Oryx,
 * arXiv 2409.12961, section 3.1.2): 1x1 for pictures, 2x2 for videos and multi-view 3D, 4x4 for
 * extremely long videos.
 */
public enum Modality {
  TEXT,
  IMAGE,
  VIDEO,
  VIDEO_LONG;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static Modality of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
