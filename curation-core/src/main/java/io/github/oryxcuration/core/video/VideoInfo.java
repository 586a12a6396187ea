package io.github.oryxcuration.core.video;

import static java.util.Objects.requireNonNull;

/**
 * What a video file holds, told from its packets without decoding them. Equal for equal bytes.
 *
 * @param container FFmpeg's name of the container, e.g. {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param codec FFmpeg's name of the codec, e.g. {@code h264}
 * @param width of a frame as it is shown, after rotation, in stored pixels (a pixel aspect other
 *     than 1 is left alone, as the reference's reader does)
 * @param height of a frame as it is shown, after rotation
 * @param rotation clockwise degrees by which decoded frames are turned: 0, 90, 180 or 270
 * @param frames how many frames decoding gives
 * @param framesPerSecond the container's average where the times agree with it, else the average of
 *     the times; 0 where neither is known
 * @param constantRate whether every frame stands within half a period of an even grid
 * @param seconds from the first frame's start to the last frame's end
 * @param truncated whether the file breaks off before the end that its container promises, or holds
 *     packets that are cut short
 * @param times of the frames
 */
public record VideoInfo(
    String container,
    String codec,
    int width,
    int height,
    int rotation,
    long frames,
    double framesPerSecond,
    boolean constantRate,
    double seconds,
    boolean truncated,
    FrameTimes times) {

  public VideoInfo {
    requireNonNull(container, "container");
    requireNonNull(codec, "codec");
    requireNonNull(times, "times");
  }
}
