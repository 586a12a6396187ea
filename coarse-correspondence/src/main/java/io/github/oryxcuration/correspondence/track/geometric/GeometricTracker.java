package io.github.oryxcuration.correspondence.track.geometric;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.correspondence.scene.Instances;
import io.github.oryxcuration.correspondence.track.DepthInColor;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.FrameSequence.View;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.Tracker;
import io.github.oryxcuration.correspondence.track.Tracks;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Projects the annotated objects of a scan into its frames. A pixel shows an object if a surface of
 * it agrees with the depth that was measured there, within 4 cm or 2 % of the distance; where
 * nothing was measured, the nearest surface of the mesh decides. Frames need no order and do not
 * influence each other. The confidence of an object in a frame is the share of its pixels that
 * measured depth confirms, or 0.5 where nothing of it was measured.
 */
public final class GeometricTracker implements Tracker {
  /** Its word in recipes. */
  public static final String NAME = "geometric";

  private static final double UNMEASURED = 0.5;
  private static final int FILL_ROUNDS = 2;

  private final Instances instances;
  private final InstanceRenderer renderer;

  public GeometricTracker(Instances instances) {
    this.instances = instances;
    this.renderer = new InstanceRenderer(instances);
  }

  @Override
  public String name() {
    return NAME + "-1";
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
    instances.labels().forEach(tracks::label);
    for (int i = 0; i < frames.count(); i++) {
      View view = frames.view(i);
      if (view == null) {
        throw new CurationException(
            Reason.MEDIA_UNREADABLE,
            "frame " + i + " has no pose; the geometric tracker needs one. Use tracker: region");
      }
      add(view, tracks);
    }
    return tracks;
  }

  private void add(View view, Tracks tracks) {
    int width = view.camera().width();
    int height = view.camera().height();
    float[] measured = DepthInColor.of(view);
    renderer.draw(view.camera(), view.pose(), measured);
    short[] ids = renderer.ids().clone();
    short[] nearest = renderer.nearestIds();
    boolean[] open = new boolean[ids.length];
    int[] confirmed = new int[1 << 16];
    int[] tested = new int[1 << 16];
    for (int i = 0; i < ids.length; i++) {
      open[i] = renderer.isBare(i);
      if (measured[i] > 0 && !open[i]) {
        tested[nearest[i] & 0xffff]++;
        confirmed[nearest[i] & 0xffff] += ids[i] == nearest[i] ? 1 : 0;
      }
    }
    for (int round = 0; round < FILL_ROUNDS; round++) {
      ids = HoleFiller.filled(ids, open, width, height);
    }
    LabelMap map = new LabelMap(width, height, ids);
    SortedMap<Integer, Double> confidence = new TreeMap<>();
    map.areas()
        .forEach(
            (id, area) ->
                confidence.put(
                    id, tested[id] == 0 ? UNMEASURED : (double) confirmed[id] / tested[id]));
    tracks.add(map, confidence);
  }
}
