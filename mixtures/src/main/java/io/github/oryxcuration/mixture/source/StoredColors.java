package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.source.SourceSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which video patches store their frames with red and blue exchanged. The patches that Oryx's
 * authors made of five sources do: the trainer reads those by OpenCV and leaves them in its order
 * ({@code train.py:1101-1105}), so that two exchanges cancel. Pictures are never exchanged.
 */
enum StoredColors {
  /** Those whose path holds one of the trainer's five words, as the trainer decides. */
  AUTO,
  /** All video patches of the source. */
  ALWAYS,
  /** None. */
  NEVER;

  /** The option's key. */
  static final String KEY = "bgr";

  private static final List<String> WORDS =
      List.of("sharegpt4o", "ShareGPT4Video/new_patch", "cinepile", "nextqa", "perceptiontest");

  /**
   * The source's option.
   *
   * @throws RecipeException if it is none of the three words
   */
  static StoredColors of(SourceSpec source) {
    String word = source.options().getOrDefault(KEY, "auto").strip();
    for (StoredColors one : values()) {
      if (one.word().equals(word)) {
        return one;
      }
    }
    throw RecipeException.ofOption(
        source.name(),
        KEY,
        word,
        Arrays.stream(values()).map(StoredColors::word).collect(Collectors.joining(", ")));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The patch of a video with the colours that it stores. */
  MediaRef.InPatch of(MediaRef.InPatch video) {
    boolean bgr =
        switch (this) {
          case AUTO -> WORDS.stream().anyMatch(video.path()::contains);
          case ALWAYS -> true;
          case NEVER -> false;
        };
    return video.withBgr(bgr);
  }
}
