package io.github.oryxcuration.mixture.explain;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Provenance;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.mixture.build.Recreation;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a sample again and compares it with the stored one, to the byte. */
final class Comparison {
  private Comparison() {}

  static Story.Recreated recreate(String folder, Manifest manifest, Sample stored)
      throws IOException {
    List<String> differences = new ArrayList<>();
    try {
      compare(stored, Recreation.sample(folder, manifest, stored.id()), differences);
    } catch (CurationException e) {
      differences.add("it cannot be made: " + e.reason() + ": " + e.explanation());
    } catch (FileNotFoundException e) {
      differences.add("it cannot be made: " + e.getMessage());
    }
    return new Story.Recreated(differences.isEmpty(), differences);
  }

  static void compare(Sample stored, Sample made, List<String> differences) {
    differ(differences, "source", stored.source(), made.source());
    differ(differences, "task", stored.task(), made.task());
    differ(differences, "modality", stored.modality(), made.modality());
    differ(differences, "conversations", stored.conversations(), made.conversations());
    differ(differences, "needle", stored.needle(), made.needle());
    differ(differences, "budget", stored.budget(), made.budget());
    differ(differences, "licence", stored.license(), made.license());
    differ(differences, "steps", stored.provenance().steps(), made.provenance().steps());
    differ(
        differences,
        "digests of the media",
        stored.provenance().media().stream().map(Provenance.Medium::sha256).toList(),
        made.provenance().media().stream().map(Provenance.Medium::sha256).toList());
    differ(differences, "number of pictures", stored.frames().size(), made.frames().size());
    for (int i = 0; i < Math.min(stored.frames().size(), made.frames().size()); i++) {
      Frame here = stored.frames().get(i);
      Frame there = made.frames().get(i);
      if (!here.equals(there)) {
        boolean bytes = here.picture().equals(there.picture());
        differences.add("picture " + (i + 1) + (bytes ? " has other numbers" : " has other bytes"));
      }
    }
  }

  private static void differ(
      List<String> differences, String name, @Nullable Object stored, @Nullable Object made) {
    if (!Objects.equals(stored, made)) {
      differences.add(name + " was " + stored + ", is now " + made);
    }
  }
}
