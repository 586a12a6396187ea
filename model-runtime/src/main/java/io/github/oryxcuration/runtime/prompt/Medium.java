package io.github.oryxcuration.runtime.prompt;

import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Modality;
import java.util.List;

/** What one {@code <image>} of a question stands for. */
public sealed interface Medium {
  /**
   * A picture.
   *
   * @param image as its file stores it: like the reference, nobody turns it by its EXIF orientation
   *     here; the toolkit's own samples have theirs turned already
   */
  record Picture(RgbImage image) implements Medium {}

  /** A video, or the views of a scene: regions of 2 x 2 patches become a token. */
  record Video(FrameSource frames) implements Medium {}

  /** An extremely long video: regions of 4 x 4 patches become a token. */
  record LongVideo(FrameSource frames) implements Medium {}

  /**
   * What the pictures of a sample are to the model: each a medium of its own, or all of them the
   * frames of one video. Pictures are decoded here, frames when they are asked for.
   */
  static List<Medium> of(Modality modality, List<EncodedPicture> pictures) {
    if (pictures.isEmpty()) {
      return List.of();
    }
    return switch (modality) {
      case TEXT, IMAGE ->
          pictures.stream()
              .<Medium>map(
                  each -> new Picture(Pictures.decode(each.bytes(), EncodedFrames.MAX_PIXELS)))
              .toList();
      case VIDEO -> List.of(new Video(new EncodedFrames(pictures)));
      case VIDEO_LONG -> List.of(new LongVideo(new EncodedFrames(pictures)));
    };
  }
}
