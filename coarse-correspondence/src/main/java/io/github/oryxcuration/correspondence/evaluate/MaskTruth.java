package io.github.oryxcuration.correspondence.evaluate;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.scan.GreyPng;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A folder of mask pictures, called like the frames or numbered like them. */
record MaskTruth(Map<String, String> paths) implements SequenceTruth {

  static MaskTruth open(String folder) throws IOException {
    Map<String, String> paths = new HashMap<>();
    for (Storage.Entry entry : Storage.list(folder)) {
      String name = Storage.name(entry.path());
      if (name.endsWith(".png")) {
        String other = paths.put(SequenceTruth.key(name), entry.path());
        if (other != null) {
          throw new CurationException(
              Reason.MEDIA_UNREADABLE,
              "%s and %s are masks of the same frame".formatted(other, entry.path()));
        }
      }
    }
    if (paths.isEmpty()) {
      throw new CurationException(Reason.NO_FRAMES, folder + ": no masks (png) in it");
    }
    return new MaskTruth(paths);
  }

  @Override
  public Optional<LabelMap> map(int place, String name) throws IOException {
    String path = paths.get(SequenceTruth.key(name));
    if (path == null) {
      return Optional.empty();
    }
    try {
      GreyPng png = GreyPng.read(Storage.readAll(path));
      return Optional.of(new LabelMap(png.width(), png.height(), png.values()));
    } catch (CurationException e) {
      throw new CurationException(e.reason(), path + " " + e.explanation(), e);
    }
  }
}
