package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.recipe.MediaSpec.Links;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Sees to it that media lie below the media root in truth, wherever symbolic links lead. Readers
 * refuse paths that climb out of it by their text. Pictures of Parquet files are none of its
 * business: those files are chosen by the recipe, not by a row.
 */
final class LinkCheck {
  private final Recipe recipe;

  LinkCheck(Recipe recipe) {
    this.recipe = recipe;
  }

  /**
   * Looks where the media of a row lie.
   *
   * @throws CurationException MEDIA_OUTSIDE_ROOT
   */
  void check(Candidate candidate) throws IOException {
    if (recipe.media().links() == Links.FOLLOW) {
      return;
    }
    SourceSpec source = recipe.source(candidate.source());
    String root = source.mediaRoot().isEmpty() ? source.root() : source.mediaRoot();
    for (MediaRef medium : candidate.media()) {
      for (String path : paths(film(medium))) {
        if (!root.isEmpty() && !Storage.isWithin(root, path)) {
          throw new CurationException(
              Reason.MEDIA_OUTSIDE_ROOT,
              path
                  + ": a symbolic link leads out of the media root; media.links: follow allows it");
        }
      }
    }
  }

  /** Where the files lie that a row names; views of a scene may lie in a file each. */
  private static Set<String> paths(MediaRef ref) {
    if (ref instanceof MediaRef.InCell || ref instanceof MediaRef.Drawn) {
      return Set.of();
    }
    if (ref instanceof MediaRef.Views scene) {
      return scene.views().stream()
          .map(view -> view.picture().path())
          .collect(Collectors.toCollection(TreeSet::new));
    }
    return Set.of(ref.path());
  }

  /** What is inserted into a film was chosen by the recipe, not by a row. */
  private static MediaRef film(MediaRef ref) {
    if (ref instanceof MediaRef.Inserted inserted) {
      return film(inserted.among());
    }
    return ref instanceof MediaRef.Picked picked ? film(picked.of()) : ref;
  }
}
