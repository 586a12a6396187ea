package io.github.oryxcuration.core.text;

/** The prompt that the trainer itself writes for a needle sample (Oryx {@code train.py:1335}). */
public final class NeedlePrompt {
  private NeedlePrompt() {}

  /**
   * The words are the trainer's, its grammar included.
   *
   * @param frames that are shown
   */
  public static String of(int frames, String question) {
    return "<image>\nThis is a extremely long video with a total of "
        + frames
        + " frames sampled from the video. Please carefully read every given frame in this video,"
        + " identifying the detailed contents in every frame. "
        + question;
  }
}
