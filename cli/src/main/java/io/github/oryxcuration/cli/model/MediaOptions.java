package io.github.oryxcuration.cli.model;

import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.picture.PictureInfo;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.runtime.prompt.FrameRule;
import io.github.oryxcuration.runtime.prompt.MediaRules;
import io.github.oryxcuration.runtime.prompt.Medium;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a question is about. */
final class MediaOptions {
  private static final long MAX_PIXELS = 1L << 28;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "A picture; may be given several times.")
  private List<String> images = new ArrayList<>();

  @Option(names = "--video", paramLabel = "FILE", description = "A video.")
  private @Nullable String video;

  @Option(
      names = "--long",
      description = "Compress the video 4x4 instead of 2x2, and show up to 256 frames.")
  private boolean isLong;

  @Option(
      names = "--frames",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Frames of the video to show, spread evenly (default: 64, repeated where there are fewer,"
              + " as the reference does; with --long up to 256).")
  private int frames;

  /**
   * The media, in their order.
   *
   * @param notes hears of what a user should know of them
   */
  List<Medium> read(Consumer<String> notes) throws IOException {
    if (video == null && (isLong || frames > 0)) {
      throw new UsageException((isLong ? "--long" : "--frames") + " is for a --video");
    }
    if (video != null && !images.isEmpty()) {
      throw new UsageException("give pictures or a video, not both");
    }
    if (frames < 0) {
      throw new UsageException("--frames must be at least 0, but was " + frames);
    }
    List<Medium> media = new ArrayList<>();
    for (String image : images) {
      media.add(picture(TypedPath.absolute(image), notes));
    }
    if (video != null) {
      VideoFrames source = VideoFrames.open(TypedPath.absolute(video));
      media.add(isLong ? new Medium.LongVideo(source) : new Medium.Video(source));
    }
    return media;
  }

  private static Medium picture(String path, Consumer<String> notes) throws IOException {
    byte[] bytes = Storage.readAll(path);
    try {
      return picture(path, bytes, notes);
    } catch (CurationException e) { // which does not know the file's name
      throw new CurationException(e.reason(), path + ": " + e.explanation(), e);
    }
  }

  private static Medium picture(String path, byte[] bytes, Consumer<String> notes) {
    PictureInfo info = Pictures.inspect(bytes);
    if (info.orientation().exif() != 1) {
      notes.accept(
          path
              + " says that it lies on its side or is mirrored (EXIF orientation "
              + info.orientation().exif()
              + "); the model sees it as it is stored, as with the reference");
    }
    return new Medium.Picture(Pictures.decode(bytes, MAX_PIXELS));
  }

  MediaRules rules() {
    MediaRules published = MediaRules.published();
    return frames == 0 ? published : published.withFrames(new FrameRule(frames, false));
  }
}
