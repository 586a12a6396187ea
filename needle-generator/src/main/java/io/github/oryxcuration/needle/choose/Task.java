package io.github.oryxcuration.needle.choose;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a needle asks. */
public enum Task {
  /** What one frame shows. */
  CAPTION,
  /** In what two frames differ. */
  DIFF,
  /** What a picture shows that took the place of a frame and is none of the film. */
  INSERT;

  /** As the trainer's {@code type} has it, which knows frames to describe and frames to compare. */
  public String type() {
    return this == DIFF ? "diff" : "caption";
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static Task of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
