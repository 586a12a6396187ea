package io.github.oryxcuration.correspondence.source;

import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.correspondence.ask.MarkedView;
import java.util.List;

/**
 * A scene with its marks: what all questions about it share.
 *
 * @param views the reference that samples carry, stamped
 * @param known what is known of each view
 */
record MarkedScene(MediaRef.Views views, List<MarkedView> known) {
  MarkedScene {
    known = List.copyOf(known);
  }

  /** The same views without numbers in their pixels. */
  MediaRef.Views unstamped() {
    return new MediaRef.Views(views.scene(), views.views(), views.marks(), false);
  }
}
