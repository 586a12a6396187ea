package io.github.oryxcuration.correspondence.source;

import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.correspondence.ask.MarkQuestion;
import io.github.oryxcuration.correspondence.ask.MarkedView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scene with its marks: what all questions about it share.
 *
 * @param views the reference that samples carry, stamped
 * @param known what is known of each view
 * @param exact whether the marked ids are annotated, not guessed by a tracker
 */
record MarkedScene(MediaRef.Views views, List<MarkedView> known, boolean exact) {
  MarkedScene {
    known = List.copyOf(known);
  }

  /** Why a kind of question would be answered by guesswork here; null where it would not. */
  @Nullable String objection(MarkQuestion kind) {
    if (kind.needsExactIds() && !exact) {
      return "which object is the same in which view is the tracker's guess here, not annotated";
    }
    return kind.needsDepth() && known.stream().allMatch(view -> view.metres().isEmpty())
        ? "nothing is known of distances here; these frames have no depth"
        : null;
  }

  /** The same views without numbers in their pixels. */
  MediaRef.Views unstamped() {
    return new MediaRef.Views(views.scene(), views.tracker(), views.views(), views.marks(), false);
  }
}
