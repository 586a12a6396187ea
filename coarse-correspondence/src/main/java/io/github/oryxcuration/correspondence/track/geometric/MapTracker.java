package io.github.oryxcuration.correspondence.track.geometric;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.correspondence.scan.GreyPng;
import io.github.oryxcuration.correspondence.scene.InstanceMaps;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.Tracker;
import io.github.oryxcuration.correspondence.track.Tracks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeMap;

/**
 * Takes a scan's raw 2-D instances as they are. Noisier along outlines than projected annotations,
 * so it is for scans whose mesh or segments are absent. A frame without a map has no objects.
 */
final class MapTracker implements Tracker {
  private final InstanceMaps maps;

  /** Closes the maps when it is closed. */
  MapTracker(InstanceMaps maps) {
    this.maps = maps;
  }

  @Override
  public String name() {
    return GeometricTracker.NAME + "-maps-1";
  }

  @Override
  public boolean needsDenseFrames() {
    return false;
  }

  @Override
  public boolean hasAnnotatedIds() {
    return true;
  }

  @Override
  public Tracks track(FrameSequence frames) throws IOException {
    Tracks tracks = new Tracks(name(), frames.width(), frames.height());
    maps.labels().forEach(tracks::label);
    int known = 0;
    for (int i = 0; i < frames.count(); i++) {
      GreyPng map = maps.map(frames.number(i));
      known += map == null ? 0 : 1;
      tracks.add(
          map == null
              ? LabelMap.empty(frames.width(), frames.height())
              : new LabelMap(map.width(), map.height(), map.values())
                  .resized(frames.width(), frames.height()),
          new TreeMap<>());
    }
    if (known == 0) {
      throw new CurationException(
          Reason.NO_FRAMES,
          "%s: has a map for none of the %d frames".formatted(maps.path(), frames.count()));
    }
    return tracks;
  }

  @Override
  public void close() {
    try {
      maps.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
