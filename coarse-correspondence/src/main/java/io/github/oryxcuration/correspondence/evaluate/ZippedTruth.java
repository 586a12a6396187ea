package io.github.oryxcuration.correspondence.evaluate;

import io.github.oryxcuration.correspondence.scan.GreyPng;
import io.github.oryxcuration.correspondence.scene.MapZip;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.io.IOException;
import java.util.Optional;

/** A scan's zip of 2-D instance maps, by the numbers of frames. */
final class ZippedTruth implements SequenceTruth {
  private final MapZip zip;

  ZippedTruth(String path) throws IOException {
    this.zip = MapZip.open(path);
  }

  @Override
  public Optional<LabelMap> map(int place, String name) throws IOException {
    String key = SequenceTruth.key(name);
    if (!key.matches("\\d{1,9}")) {
      return Optional.empty();
    }
    return Optional.ofNullable(zip.map(Integer.parseInt(key))).map(ZippedTruth::labels);
  }

  private static LabelMap labels(GreyPng map) {
    return new LabelMap(map.width(), map.height(), map.values());
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
