package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a format makes of one row, before its conversation is brought into the dialect.
 *
 * @param task the format's word; a recipe may override it
 * @param license of the row itself, or an empty string for the source's
 */
record Draft(
    String task,
    Modality modality,
    List<MediaRef> media,
    List<Turn> turns,
    String license,
    @Nullable Needle needle) {
  static final String QA = "qa";
  static final String MCQ = "mcq";
  static final String CAPTION = "caption";
  static final String TEXT = "text";

  Draft {
    media = List.copyOf(media);
    turns = List.copyOf(turns);
  }

  static Draft text(List<Turn> turns) {
    return new Draft(TEXT, Modality.TEXT, List.of(), turns, "", null);
  }

  /** A row of pictures, or of text alone where there are none. */
  static Draft pictures(String task, List<? extends MediaRef> media, List<Turn> turns) {
    return media.isEmpty()
        ? text(turns)
        : new Draft(task, Modality.IMAGE, List.copyOf(media), turns, "", null);
  }

  static Draft video(String task, MediaRef video, List<Turn> turns) {
    return new Draft(task, Modality.VIDEO, List.of(video), turns, "", null);
  }
}
