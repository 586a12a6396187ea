package io.github.oryxcuration.correspondence.track.region;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.room.Room;
import io.github.oryxcuration.correspondence.room.RoomView;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.propose.Proposals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A room as a video: pictures alone, and the truth beside them. */
final class RoomSequence implements FrameSequence {
  private final Room room;
  private final int things;
  private final List<RgbImage> images = new ArrayList<>();
  private final List<LabelMap> truth = new ArrayList<>();

  RoomSequence(Room room) {
    this.room = room;
    this.things = room.spec().boxes() + room.spec().occluders();
    for (int i = 0; i < room.spec().frames(); i++) {
      RoomView view = room.view(i);
      images.add(view.image());
      truth.add(things(view.ids()));
    }
  }

  /** Without floor and walls. */
  private LabelMap things(LabelMap map) {
    short[] ids = map.ids().clone();
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (ids[i] & 0xffff) > things ? 0 : ids[i];
    }
    return new LabelMap(map.width(), map.height(), ids);
  }

  LabelMap truth(int frame) {
    return truth.get(frame);
  }

  /** The exact masks, under names that mean nothing: other ones in every frame. */
  Proposals exactMasks() {
    return (frames, frame, image) -> {
      short[] ids = truth.get(frame).ids().clone();
      for (int i = 0; i < ids.length; i++) {
        ids[i] = ids[i] == 0 ? 0 : (short) (1 + (ids[i] * 7 + frame) % 61);
      }
      return Optional.of(new LabelMap(width(), height(), ids));
    };
  }

  @Override
  public int count() {
    return images.size();
  }

  @Override
  public int width() {
    return room.cameras().color().width();
  }

  @Override
  public int height() {
    return room.cameras().color().height();
  }

  @Override
  public RgbImage image(int frame) {
    return images.get(frame);
  }

  @Override
  public @Nullable View view(int frame) {
    return null;
  }
}
