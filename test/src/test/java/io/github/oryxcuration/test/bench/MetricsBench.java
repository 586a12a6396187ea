package io.github.oryxcuration.test.bench;

import io.github.oryxcuration.mixture.metrics.AnsweredItem;
import io.github.oryxcuration.mixture.metrics.Evaluation;
import io.github.oryxcuration.mixture.metrics.Meteor;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Scores captions for all metrics.
 *
 * <pre>
 *   MetricsBench [PAIRS]
 * </pre>
 *
 * <p>Captions are drawn: 8 to 16 words, as frequent as in text (the word of rank r with weight
 * 1/r), the answer being the reference with a third of its words exchanged, two moved and endings
 * changed. The time is that of one cold run, the dictionary's included. The bound is 60 s for
 * 50,000 pairs on two cores.
 */
public final class MetricsBench {
  private static final List<String> WORDS =
      List.of(
          ("a the on of in with and is to man sitting standing woman two people at an it holding street"
                  + " table white person down top riding next walking red black near cat dog train"
                  + " bathroom room kitchen plate food playing large small field group water beach"
                  + " blue green tennis ball baseball bus truck sign clock building tree trees grass"
                  + " chair chairs desk wooden sofa couch window door wall shelf lamp box boxes child"
                  + " children boy girl young old skateboard snow skiing wave surfing horse elephants"
                  + " giraffe zebra bear bird birds pizza sandwich cake fruit bananas apples vegetables"
                  + " glass wine cups bowl knife fork laptop computer phone talking looking eating"
                  + " cutting running jumping flying parked driving crowded empty open closed beautiful"
                  + " big little several many some three four front behind under over between beside"
                  + " picture photograph image shirt hat jacket dress umbrella bag suitcase bench park"
                  + " city road traffic light lights motorcycle bicycle airplane airport boat river"
                  + " mountain bridge house garden flowers vase mirror sink toilet bed pillows cabinet")
              .split(" ", -1));

  private final Random random = new Random(7);

  private MetricsBench() {}

  /** See the class. */
  public static void main(String[] arguments) {
    int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
    new MetricsBench().run(pairs, System.out);
  }

  private void run(int pairs, PrintStream out) {
    List<AnsweredItem> items = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      List<String> reference = caption();
      items.add(
          new AnsweredItem("i" + i, List.of(text(changed(reference))), List.of(text(reference))));
    }
    long start = System.nanoTime();
    Evaluation scores = Evaluation.of(items, new Meteor(Meteor.Resources.DEFAULT));
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(
        Locale.ROOT,
        "%,d pairs, all metrics, %d cores: %.1f s (at most 60 s for 50,000)%n%s%n",
        pairs,
        Runtime.getRuntime().availableProcessors(),
        seconds,
        scores);
  }

  private List<String> caption() {
    List<String> words = new ArrayList<>();
    int length = 8 + random.nextInt(9);
    for (int i = 0; i < length; i++) {
      words.add(word());
    }
    return words;
  }

  private String word() {
    double rank = Math.pow(WORDS.size() + 1.0, random.nextDouble());
    return WORDS.get(Math.min(WORDS.size(), (int) rank) - 1);
  }

  private List<String> changed(List<String> caption) {
    List<String> words = new ArrayList<>(caption);
    for (int i = 0; i < words.size(); i++) {
      if (random.nextInt(3) == 0) {
        words.set(i, word());
      } else if (random.nextInt(10) == 0) {
        words.set(i, words.get(i) + "s");
      }
    }
    Collections.swap(words, random.nextInt(words.size()), random.nextInt(words.size()));
    return words;
  }

  private static String text(List<String> words) {
    String line = String.join(" ", words);
    return line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1) + ".";
  }
}
