package io.github.oryxcuration.correspondence.source;

import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.correspondence.ask.MarkQuestion;
import io.github.oryxcuration.correspondence.mark.Placement;
import io.github.oryxcuration.correspondence.scene.Split;
import io.github.oryxcuration.correspondence.track.propose.ColorRegions;
import io.github.oryxcuration.correspondence.track.propose.DepthRegions;
import io.github.oryxcuration.correspondence.track.propose.Proposals;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The options of sources of scenes.
 *
 * @param views at most (8 as in the paper)
 * @param marks ids at most (8)
 * @param stuff whether walls, floors and ceilings may get a mark
 * @param ranked whether numbers are 1 to K in the order of selection, or the tracker's own ids
 * @param window how far a view may be moved to a sharper frame
 * @param leastArea of an object in a view, as a share of the view
 * @param every which frames a tracker that follows objects sees: every so many-th one; 0 for what
 *     suits the recording
 * @param split of which questions and scenes are taken
 * @param proposals what such a tracker follows
 * @param verify whether its ids are corrected by depth and poses
 */
record SceneOptions(
    int views,
    int marks,
    TrackerKind tracker,
    Placement placement,
    boolean stuff,
    boolean ranked,
    Stamp stamp,
    Answers answers,
    List<MarkQuestion> questions,
    int window,
    double leastArea,
    int every,
    Split split,
    Proposals proposals,
    boolean verify,
    long seed) {
  private static final int EVERY_OF_VIDEO = 3;

  static final Set<String> KEYS =
      Set.of(
          "views",
          "marks",
          "tracker",
          "placement",
          "stuff",
          "numbers",
          "stamp",
          "answers",
          "questions",
          "window",
          "min_area",
          "every",
          "split",
          "proposals",
          "verify",
          "seed");

  /** How objects are found. */
  enum TrackerKind {
    /** Geometric for scans, region for plain pictures and videos. */
    AUTO,
    GEOMETRIC,
    REGION
  }

  /** What is done with marks. */
  enum Stamp {
    MARKS,
    NONE,
    BOTH
  }

  /** What becomes of several answers. */
  enum Answers {
    FIRST,
    ONE,
    EACH
  }

  SceneOptions {
    questions = List.copyOf(questions);
  }

  /**
   * Reads and checks them.
   *
   * @throws io.github.oryxcuration.core.recipe.RecipeException that names the source and the option
   */
  static SceneOptions of(SourceSpec source) {
    OptionReader read = new OptionReader(source);
    TrackerKind tracker =
        read.one(
            "tracker", "auto", "auto, geometric, region", word -> TrackerKind.valueOf(upper(word)));
    return new SceneOptions(
        read.number("views", 8, 1, 64),
        read.number("marks", 8, 0, 99),
        tracker,
        read.one("placement", "robust", "paper, robust", Placement::of),
        read.one("stuff", "drop", "keep, drop", word -> either(word, "keep", "drop")),
        read.one("numbers", "ranked", "ranked, raw", word -> either(word, "ranked", "raw")),
        read.one("stamp", "marks", "marks, none, both", word -> Stamp.valueOf(upper(word))),
        read.one("answers", "first", "first, one, each", word -> Answers.valueOf(upper(word))),
        questions(read, tracker),
        read.number("window", 5, 0, 100),
        read.one("min_area", "0.1", "a number of percent from 0 to 50", SceneOptions::percent),
        read.number("every", 0, 0, 1000),
        read.one("split", "train", "train, val", SceneOptions::split),
        read.one("proposals", "color", "color, depth", SceneOptions::proposals),
        read.one("verify", "none", "none, geometry", word -> either(word, "geometry", "none")),
        read.one("seed", "0", "a whole number", Long::parseLong));
  }

  private static List<MarkQuestion> questions(OptionReader read, TrackerKind tracker) {
    List<MarkQuestion> questions =
        read.many("questions", "", "seen, left, nearer", MarkQuestion::of);
    for (MarkQuestion kind : questions) {
      if (kind.needsExactIds() && tracker == TrackerKind.REGION) {
        throw read.refusal(
            "questions",
            kind.word()
                + " is answered from annotated objects; with tracker: region the answer would be a"
                + " guess");
      }
    }
    return questions;
  }

  /** Of videos and scans, which have 30 frames a second. */
  int everyInVideo() {
    return every == 0 ? EVERY_OF_VIDEO : every;
  }

  /** Of folders of pictures, which are mostly thinned already. */
  int everyPicture() {
    return Math.max(1, every);
  }

  private static Split split(String word) {
    Split split = Split.valueOf(upper(word));
    if (split == Split.TEST) {
      throw new IllegalArgumentException(word);
    }
    return split;
  }

  private static double percent(String text) {
    double value = Double.parseDouble(text);
    if (!(value >= 0 && value <= 50)) {
      throw new IllegalArgumentException(text);
    }
    return value / 100;
  }

  private static Proposals proposals(String word) {
    return switch (word) {
      case "color" -> new ColorRegions();
      case "depth" -> new DepthRegions();
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static boolean either(String word, String yes, String no) {
    if (!word.equals(yes) && !word.equals(no)) {
      throw new IllegalArgumentException(word);
    }
    return word.equals(yes);
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
