package io.github.oryxcuration.core.video;

import org.bytedeco.ffmpeg.global.avutil;

/**
 * Which FFmpeg is loaded.
 *
 * @param version e.g. {@code 8.0.1}
 * @param license e.g. {@code LGPL version 3 or later}
 * @param configuration the options it was built with
 */
public record FfmpegBuild(String version, String license, String configuration) {

  /**
   * Loads the native libraries, from the class path.
   *
   * @throws UnsatisfiedLinkError where there are none for this operating system and processor
   */
  public static FfmpegBuild current() {
    Ffmpeg.load();
    return new FfmpegBuild(
        avutil.av_version_info().getString(),
        avutil.avutil_license().getString(),
        avutil.avutil_configuration().getString());
  }
}
