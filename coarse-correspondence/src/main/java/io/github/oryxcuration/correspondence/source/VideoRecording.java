package io.github.oryxcuration.correspondence.source;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.ScanSequence;
import io.github.oryxcuration.correspondence.track.VideoFrames;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Every so many-th frame of a video file, of which nothing else is known. */
final class VideoRecording implements Recording {
  private final String path;
  private final VideoFrames frames;

  private VideoRecording(String path, VideoFrames frames) {
    this.path = path;
    this.frames = frames;
  }

  static VideoRecording open(String path, int every) throws IOException {
    return new VideoRecording(path, VideoFrames.open(path, every, ScanSequence.MAX_WIDTH));
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public int frames() {
    return frames.count();
  }

  @Override
  public int count() {
    return frames.count();
  }

  @Override
  public int width() {
    return frames.fullWidth();
  }

  @Override
  public boolean isUsable(int frame) {
    return true;
  }

  @Override
  public boolean isReadable(int frame) {
    return true;
  }

  @Override
  public Optional<RgbImage> image(int frame) throws IOException {
    return Optional.of(frames.image(frame));
  }

  @Override
  public MediaRef.View view(int frame) {
    long index = frames.index(frame);
    return new MediaRef.View(
        new MediaRef.Picked(new MediaRef.InFile(path), List.of(index)),
        index,
        frames.seconds(frame));
  }

  @Override
  public FrameSequence sequence(List<Integer> chosen) {
    return frames.only(chosen);
  }

  @Override
  public String faults() {
    return "";
  }

  @Override
  public void close() {}
}
