package io.github.oryxcuration.correspondence.track.geometric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.correspondence.room.RoomSpec;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.Tracker;
import io.github.oryxcuration.correspondence.track.Tracks;
import java.io.IOException;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VerifiedTrackerTest {
  private static final RoomSpec SPEC = RoomSpec.of(1, 40, 240, 180);

  /** What an object is called in a frame. */
  private interface Names {
    int of(int frame, int object);
  }

  /** A tracker with exact masks under wrong ids. */
  private static Tracker named(PosedRoom room, Names names) {
    return new Tracker() {
      @Override
      public String name() {
        return "named-1";
      }

      @Override
      public boolean needsDenseFrames() {
        return false;
      }

      @Override
      public Tracks track(FrameSequence frames) {
        Tracks tracks = new Tracks(name(), frames.width(), frames.height());
        for (int i = 0; i < frames.count(); i++) {
          short[] ids = room.truth(i).ids().clone();
          for (int p = 0; p < ids.length; p++) {
            ids[p] = ids[p] == 0 ? 0 : (short) names.of(i, ids[p]);
          }
          tracks.add(new LabelMap(frames.width(), frames.height(), ids), new TreeMap<>());
        }
        tracks.label(4, "fourth");
        return tracks;
      }
    };
  }

  @Test
  void idsThatAreRightStay() throws IOException {
    PosedRoom room = new PosedRoom(SPEC, 1);
    Tracks tracks = new VerifiedTracker(named(room, (frame, object) -> object)).track(room);
    assertThat(tracks.tracker()).isEqualTo("named-1+verified-1");
    for (int i = 0; i < room.count(); i++) {
      assertThat(tracks.map(i)).isEqualTo(room.truth(i));
    }
    assertThat(tracks.label(4)).isEqualTo("fourth");
    assertThat(tracks.label(5)).isEmpty();
  }

  @Test
  void idThatGoesOverToAnotherObjectIsSplitAndWhatItLeftIsJoined() throws IOException {
    PosedRoom room = new PosedRoom(SPEC, 1);
    // Look-alikes 1, 2 and 3 stand on different sides of the room and change ids on the way.
    Names wrong = (frame, object) -> frame < 20 || object > 3 ? object : object % 3 + 1;
    double before = room.idf1(named(room, wrong).track(room));
    double after = room.idf1(new VerifiedTracker(named(room, wrong)).track(room));
    assertThat(before).isLessThan(0.93);
    assertThat(after).isEqualTo(1);
  }

  @Test
  void idsOfOneObjectAreMerged() throws IOException {
    PosedRoom room = new PosedRoom(SPEC, 1);
    Names torn = (frame, object) -> object + 20 * (frame / 8);
    assertThat(room.idf1(named(room, torn).track(room))).isLessThan(0.6);
    assertThat(room.idf1(new VerifiedTracker(named(room, torn)).track(room))).isEqualTo(1);
  }

  @Test
  void masksWithoutIdsOfEightViewsAreJoinedByTheirPlace() throws IOException {
    for (long seed = 1; seed <= 5; seed++) {
      RoomSpec noisy =
          RoomSpec.of(seed, 160, 320, 240).withDepthNoise(0.01).withPoseNoise(0.01, 0.5);
      PosedRoom room = new PosedRoom(noisy, 20);
      assertThat(room.idf1(new VoxelTracker(room.masks()).track(room)))
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(0.95);
    }
  }
}
