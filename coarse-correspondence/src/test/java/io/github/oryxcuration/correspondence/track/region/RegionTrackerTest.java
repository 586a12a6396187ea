package io.github.oryxcuration.correspondence.track.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.correspondence.evaluate.MaskScores;
import io.github.oryxcuration.correspondence.evaluate.TrackEvaluation;
import io.github.oryxcuration.correspondence.room.Room;
import io.github.oryxcuration.correspondence.room.RoomSpec;
import io.github.oryxcuration.correspondence.scan.GreyPng;
import io.github.oryxcuration.correspondence.track.FrameFolder;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.Tracks;
import io.github.oryxcuration.correspondence.track.propose.Proposals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegionTrackerTest {
  private static TrackEvaluation.Scores scores(RoomSequence frames, RegionTracker tracker)
      throws IOException {
    Tracks tracks = tracker.track(frames);
    TrackEvaluation evaluation = new TrackEvaluation();
    for (int i = 0; i < frames.count(); i++) {
      evaluation.add(tracks.map(i), frames.truth(i));
    }
    return evaluation.scores();
  }

  private static RoomSequence room(long seed) {
    return new RoomSequence(Room.of(RoomSpec.of(seed, 160, 320, 240)));
  }

  @Test
  void objectsOfARoomKeepTheirIdsWithMasksEveryTenFrames() throws IOException {
    for (long seed : new long[] {1, 2, 5}) {
      RoomSequence frames = room(seed);
      TrackEvaluation.Scores scores =
          scores(frames, new RegionTracker(frames.exactMasks(), 10, true));
      assertThat(scores.idf1()).isGreaterThanOrEqualTo(0.95);
    }
  }

  @Test
  void equalFramesGiveEqualTracks() throws IOException {
    RoomSequence frames = new RoomSequence(Room.of(RoomSpec.of(4, 24, 160, 120)));
    Tracks first = new RegionTracker().track(frames);
    Tracks second = new RegionTracker().track(frames);
    assertThat(first.count()).isEqualTo(24);
    for (int i = 0; i < first.count(); i++) {
      assertThat(second.map(i)).isEqualTo(first.map(i));
    }
  }

  @Test
  void cutStopsWhatWasFollowedAndItsReturnBringsIdsBack() throws IOException {
    RoomSequence room = new RoomSequence(Room.of(RoomSpec.of(4, 60, 320, 240)));
    // Eleven frames of the room, eleven of something else, and the room again.
    FrameSequence cut = new CutSequence(room, 11, 22);
    Proposals masks =
        (frames, frame, image) ->
            frame >= 11 && frame < 22
                ? Optional.empty()
                : room.exactMasks().propose(frames, frame < 11 ? frame : frame - 11, image);
    Tracks tracks = new RegionTracker(masks, 11, false).track(cut);
    assertThat(tracks.map(10).areas()).hasSizeGreaterThan(6);
    assertThat(tracks.map(15).areas()).isEmpty();
    assertThat(tracks.map(22).areas().keySet()).containsAll(tracks.map(10).areas().keySet());
  }

  @Test
  void carOfDavisIsFollowedFromItsFirstMask() throws IOException {
    Path folder = SharedFiles.shared("data/tracking/davis_car-shadow").toAbsolutePath().normalize();
    FrameFolder frames = FrameFolder.open(folder.resolve("JPEGImages").toString(), 854);
    Proposals first =
        (all, frame, image) -> frame == 0 ? Optional.of(mask(folder, 0)) : Optional.empty();
    Tracks tracks = new RegionTracker(first, 1000, false).track(frames);
    double j = 0;
    double f = 0;
    for (int i = 1; i < frames.count() - 1; i++) {
      LabelMap truth = mask(folder, i);
      boolean[] a = set(tracks.map(i).resized(truth.width(), truth.height()));
      boolean[] b = set(truth);
      j += MaskScores.j(a, b) / (frames.count() - 2);
      f += MaskScores.f(a, b, truth.width(), truth.height()) / (frames.count() - 2);
    }
    assertThat((j + f) / 2).isGreaterThanOrEqualTo(0.80);
  }

  private static LabelMap mask(Path folder, int frame) throws IOException {
    Path file = folder.resolve(String.format(Locale.ROOT, "Annotations/%05d.png", frame));
    GreyPng png = GreyPng.read(Files.readAllBytes(file));
    return new LabelMap(png.width(), png.height(), png.values());
  }

  private static boolean[] set(LabelMap map) {
    boolean[] set = new boolean[map.ids().length];
    for (int i = 0; i < set.length; i++) {
      set[i] = map.ids()[i] != 0;
    }
    return set;
  }
}
