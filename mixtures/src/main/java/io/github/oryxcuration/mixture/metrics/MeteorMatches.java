package io.github.oryxcuration.mixture.metrics;

import java.util.ArrayList;
import java.util.List;
import org.tartarus.snowball.ext.englishStemmer;

/**
 * All matches that METEOR finds between a hypothesis and a reference: equal words, equal stems,
 * synonyms, paraphrases, in this order.
 */
final class MeteorMatches {
  /** How two stretches of words match. */
  enum Module {
    EXACT(4, 1.0, 1.0),
    STEM(8, 0.6, 0.5),
    SYNONYM(12, 0.8, 0.5),
    PARAPHRASE(16, 0.6, 0.5);

    /** Where its counts stand in the statistics. */
    final int at;

    /** In the score. */
    final double weight;

    /** In the search for an alignment. */
    final double searchWeight;

    Module(int at, double weight, double searchWeight) {
      this.at = at;
      this.weight = weight;
      this.searchWeight = searchWeight;
    }
  }

  /**
   * A match.
   *
   * @param start first word in the reference
   * @param length words there
   * @param otherStart first word in the hypothesis
   * @param otherLength words there
   */
  record Match(Module module, int start, int length, int otherStart, int otherLength) {}

  private static final ThreadLocal<englishStemmer> STEMMER =
      ThreadLocal.withInitial(englishStemmer::new);

  private final List<String> hypothesis;
  private final List<String> reference;
  private final List<List<Match>> starting = new ArrayList<>();
  private final int[] hypothesisCoverage;
  private final int[] referenceCoverage;

  MeteorMatches(List<String> hypothesis, List<String> reference, Meteor.Resources resources) {
    this.hypothesis = hypothesis;
    this.reference = reference;
    this.hypothesisCoverage = new int[hypothesis.size()];
    this.referenceCoverage = new int[reference.size()];
    for (int j = 0; j < reference.size(); j++) {
      starting.add(new ArrayList<>());
    }
    words(Module.EXACT, (i, j) -> hypothesis.get(i).equals(reference.get(j)));
    if (hypothesis.equals(reference)) {
      return;
    }
    if (resources.stems()) {
      List<String> stems = hypothesis.stream().map(MeteorMatches::stem).toList();
      List<String> others = reference.stream().map(MeteorMatches::stem).toList();
      words(Module.STEM, (i, j) -> differ(i, j) && stems.get(i).equals(others.get(j)));
    }
    if (resources.synonyms()) {
      WordNet net = WordNet.get();
      List<int[]> sets = hypothesis.stream().map(net::synsetsOf).toList();
      List<int[]> others = reference.stream().map(net::synsetsOf).toList();
      words(
          Module.SYNONYM, (i, j) -> differ(i, j) && WordNet.intersect(sets.get(i), others.get(j)));
    }
    if (!resources.paraphrases().isEmpty()) {
      paraphrases(resources.paraphrases());
    }
  }

  /** Matches whose first word in the reference is the given one, in METEOR's order. */
  List<Match> startingAt(int j) {
    return starting.get(j);
  }

  /** The match that starts at a word, if it is the only one and no other touches its words. */
  boolean isFixed(Match match) {
    boolean alone = starting.get(match.start()).size() == 1;
    for (int k = 0; k < match.length(); k++) {
      alone &= referenceCoverage[match.start() + k] == 1;
    }
    for (int k = 0; k < match.otherLength(); k++) {
      alone &= hypothesisCoverage[match.otherStart() + k] == 1;
    }
    return alone;
  }

  private interface Test {
    boolean matches(int i, int j);
  }

  private boolean differ(int i, int j) {
    return !hypothesis.get(i).equals(reference.get(j));
  }

  private void words(Module module, Test test) {
    for (int j = 0; j < reference.size(); j++) {
      for (int i = 0; i < hypothesis.size(); i++) {
        if (test.matches(i, j)) {
          add(new Match(module, j, 1, i, 1));
        }
      }
    }
  }

  private void paraphrases(Paraphrases table) {
    for (int j = 0; j < reference.size(); j++) {
      for (Paraphrases.Found found : table.startingAt(reference, j)) {
        for (int i = 0; i < hypothesis.size(); i++) {
          if (standsAt(hypothesis, i, found.paraphrase())) {
            add(new Match(Module.PARAPHRASE, j, found.length(), i, found.paraphrase().size()));
          }
        }
      }
    }
    for (int i = 0; i < hypothesis.size(); i++) {
      for (Paraphrases.Found found : table.startingAt(hypothesis, i)) {
        for (int j = 0; j < reference.size(); j++) {
          if (standsAt(reference, j, found.paraphrase())) {
            add(new Match(Module.PARAPHRASE, j, found.paraphrase().size(), i, found.length()));
          }
        }
      }
    }
  }

  private void add(Match match) {
    starting.get(match.start()).add(match);
    for (int k = 0; k < match.length(); k++) {
      referenceCoverage[match.start() + k]++;
    }
    for (int k = 0; k < match.otherLength(); k++) {
      hypothesisCoverage[match.otherStart() + k]++;
    }
  }

  private static boolean standsAt(List<String> words, int start, List<String> phrase) {
    return start + phrase.size() <= words.size()
        && words.subList(start, start + phrase.size()).equals(phrase);
  }

  private static String stem(String word) {
    englishStemmer stemmer = STEMMER.get();
    stemmer.setCurrent(word);
    stemmer.stem();
    return stemmer.getCurrent();
  }
}
