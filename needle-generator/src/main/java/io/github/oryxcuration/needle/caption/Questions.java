package io.github.oryxcuration.needle.caption;

import io.github.oryxcuration.needle.choose.Draw;
import io.github.oryxcuration.needle.choose.Task;
import java.util.List;
import java.util.Locale;

/**
 * The questions of needles, several phrasings each. The trainer puts positions in place of {@code
 * <idx>}, {@code <idx1>} and {@code <idx2>}.
 */
public final class Questions {
  private static final List<String> CAPTION =
      List.of(
          "What does the frame with index <idx> show?",
          "Describe the frame at position <idx>.",
          "Please give a detailed description of frame <idx>.",
          "Look at frame <idx> alone. What can be seen in it?",
          "Which people, objects and colours does frame <idx> show?",
          "Write a caption for the frame whose index is <idx>.");

  private static final List<String> DIFF =
      List.of(
          "What are the differences between frame <idx1> and frame <idx2>?",
          "Compare the frames at positions <idx1> and <idx2>. How do they differ?",
          "In what do frame <idx1> and frame <idx2> differ?",
          "What has changed from the frame with index <idx1> to the frame with index <idx2>?",
          "Look at frames <idx1> and <idx2>. Describe how the second differs from the first.",
          "Tell the frames <idx1> and <idx2> apart.");

  private static final List<String> ABOUT =
      List.of(
          "Look at frame <idx>. %s",
          "This is about the frame with index <idx>: %s",
          "Answer a question about frame <idx> alone: %s",
          "In the frame at position <idx>: %s");

  private Questions() {}

  /** A question that was there before, as one about a frame. */
  public static String about(String question, long seed, String id) {
    return String.format(Locale.ROOT, Draw.of(seed, "needle-question", id).pick(ABOUT), question);
  }

  /** The phrasing of one sample, by seed. */
  public static String of(Task task, long seed, String id) {
    return Draw.of(seed, "needle-question", id).pick(all(task));
  }

  public static List<String> all(Task task) {
    return task == Task.DIFF ? DIFF : CAPTION;
  }
}
