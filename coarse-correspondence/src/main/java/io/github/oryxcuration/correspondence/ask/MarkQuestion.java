package io.github.oryxcuration.correspondence.ask;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Questions that cannot be answered without the marks. Answers follow from geometry; what is close
 * to being otherwise is not asked.
 */
public enum MarkQuestion {
  /** In which views an object is seen. */
  SEEN {
    @Override
    void offer(List<MarkedView> views, List<Asked> offers) {
      SortedSet<Integer> numbers = new TreeSet<>();
      views.forEach(view -> numbers.addAll(view.marks().keySet()));
      for (int number : numbers) {
        List<Integer> in = new ArrayList<>();
        boolean clear = true;
        for (int i = 0; i < views.size(); i++) {
          if (views.get(i).marks().containsKey(number)) {
            in.add(i + 1);
          } else {
            clear &= views.get(i).seen().getOrDefault(number, 0) == 0;
          }
        }
        if (clear && in.size() < views.size()) {
          offers.add(
              new Asked(
                  "In which of the %d images can the object with mark %d be seen? Answer with the numbers of the images, the first image being 1."
                      .formatted(views.size(), number),
                  in.stream().map(String::valueOf).collect(Collectors.joining(", "))));
        }
      }
    }
  },

  /** Which of two marks is further to the left. */
  LEFT {
    @Override
    void offer(List<MarkedView> views, List<Asked> offers) {
      pairs(
          views,
          (view, i, a, b) -> {
            double ax = view.x(a);
            double bx = view.x(b);
            if (Math.abs(ax - bx) > CLEARLY_BESIDE * view.width()) {
              offers.add(
                  new Asked(
                      "In image %d, is mark %d to the left or to the right of mark %d?"
                          .formatted(i + 1, a, b),
                      ax < bx ? "left" : "right"));
            }
          });
    }
  },

  /** Which of two marked things is nearer to the camera. */
  NEARER {
    @Override
    void offer(List<MarkedView> views, List<Asked> offers) {
      pairs(
          views,
          (view, i, a, b) -> {
            double near = view.metres().getOrDefault(a, 0.0);
            double far = view.metres().getOrDefault(b, 0.0);
            double least = Math.min(near, far);
            if (least > 0 && Math.abs(near - far) > CLEARLY_NEARER * least) {
              offers.add(
                  new Asked(
                      "In image %d, which object is nearer to the camera, the one with mark %d or the one with mark %d?"
                          .formatted(i + 1, a, b),
                      String.valueOf(near < far ? a : b)));
            }
          });
    }
  };

  /** Of the width of a view. */
  private static final double CLEARLY_BESIDE = 0.1;

  /** Of the lesser distance. */
  private static final double CLEARLY_NEARER = 0.3;

  /** A question and its answer. */
  public record Asked(String question, String answer) {}

  private interface Pair {
    void of(MarkedView view, int index, int a, int b);
  }

  abstract void offer(List<MarkedView> views, List<Asked> offers);

  private static void pairs(List<MarkedView> views, Pair pair) {
    for (int i = 0; i < views.size(); i++) {
      for (int a : views.get(i).marks().keySet()) {
        for (int b : views.get(i).marks().keySet()) {
          if (a != b) {
            pair.of(views.get(i), i, a, b);
          }
        }
      }
    }
  }

  /**
   * One question of this kind about a scene.
   *
   * @throws CurationException NO_MARKS where nothing of the kind can be asked with certainty
   */
  public Asked ask(List<MarkedView> views, String scene, long seed) {
    List<Asked> offers = new ArrayList<>();
    offer(views, offers);
    if (offers.isEmpty()) {
      throw new CurationException(
          Reason.NO_MARKS,
          "%s: no question of kind %s has a certain answer".formatted(scene, word()));
    }
    byte[] drawn = Digest.of((seed + "\n" + word() + "\n" + scene).getBytes(UTF_8));
    return offers.get(
        (int) Long.remainderUnsigned(ByteBuffer.wrap(drawn).getLong(), offers.size()));
  }

  /** Whether its answer rests on which object is the same in which view. */
  public boolean needsExactIds() {
    return this == SEEN;
  }

  /** Whether its answer rests on measured depth. */
  public boolean needsDepth() {
    return this == NEARER;
  }

  /** Its word in recipes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static MarkQuestion of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
