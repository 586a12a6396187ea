package io.github.oryxcuration.correspondence.track.geometric;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.evaluate.TrackEvaluation;
import io.github.oryxcuration.correspondence.room.Room;
import io.github.oryxcuration.correspondence.room.RoomSpec;
import io.github.oryxcuration.correspondence.room.RoomView;
import io.github.oryxcuration.correspondence.scan.Cameras;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.Tracks;
import io.github.oryxcuration.correspondence.track.propose.Proposals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every so many-th frame of a room with its geometry, and the truth beside them. */
final class PosedRoom implements FrameSequence {
  private final Room room;
  private final List<RoomView> views = new ArrayList<>();
  private final List<LabelMap> truth = new ArrayList<>();

  PosedRoom(RoomSpec spec, int every) {
    room = Room.of(spec);
    for (int i = 0; i < spec.frames(); i += every) {
      views.add(room.view(i));
      short[] ids = views.get(views.size() - 1).ids().ids().clone();
      for (int p = 0; p < ids.length; p++) {
        ids[p] = ids[p] > spec.boxes() ? 0 : ids[p]; // without floor and walls
      }
      truth.add(new LabelMap(spec.width(), spec.height(), ids));
    }
  }

  LabelMap truth(int frame) {
    return truth.get(frame);
  }

  /** The exact masks, under other ids in every frame. */
  Proposals masks() {
    return (frames, frame, image) -> {
      short[] ids = truth.get(frame).ids().clone();
      for (int p = 0; p < ids.length; p++) {
        ids[p] = ids[p] == 0 ? 0 : (short) (1 + (ids[p] * 7 + frame) % 61);
      }
      return Optional.of(new LabelMap(width(), height(), ids));
    };
  }

  double idf1(Tracks tracks) {
    TrackEvaluation evaluation = new TrackEvaluation();
    for (int i = 0; i < count(); i++) {
      evaluation.add(tracks.map(i), truth.get(i));
    }
    return evaluation.scores().idf1();
  }

  @Override
  public int count() {
    return views.size();
  }

  @Override
  public int width() {
    return room.spec().width();
  }

  @Override
  public int height() {
    return room.spec().height();
  }

  @Override
  public RgbImage image(int frame) {
    return views.get(frame).image();
  }

  @Override
  public View view(int frame) {
    Cameras cameras = room.cameras();
    RoomView view = views.get(frame);
    return new View(
        cameras.color(), view.storedPose(), view.depth(), cameras.depth(), cameras.depthToColor());
  }
}
