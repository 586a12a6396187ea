package io.github.oryxcuration.mixture.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lemmas of nouns from WordNet 3.0 as NLTK 3.8's {@code WordNetLemmatizer} gives them: irregular
 * forms first, else suffix rules until a dictionary word is met; the shortest of several; a word
 * that WordNet does not know as a noun is its own lemma.
 */
final class NounLemmas {
  private static final String COMMENT = "  ";

  /** Suffix and what stands in its place. */
  private static final List<String[]> RULES =
      List.of(
          new String[] {"s", ""},
          new String[] {"ses", "s"},
          new String[] {"ves", "f"},
          new String[] {"xes", "x"},
          new String[] {"zes", "z"},
          new String[] {"ches", "ch"},
          new String[] {"shes", "sh"},
          new String[] {"men", "man"},
          new String[] {"ies", "y"});

  private final Set<String> nouns = new HashSet<>();
  private final Map<String, List<String>> irregular = new HashMap<>();

  private NounLemmas() {
    WordNet.lines(
        "index.noun",
        line -> {
          if (!line.startsWith(COMMENT)) {
            nouns.add(line.substring(0, line.indexOf(' ')));
          }
        });
    WordNet.lines(
        "noun.exc",
        line -> {
          List<String> words = List.of(line.trim().split(" +", -1));
          irregular.put(words.get(0), words.subList(1, words.size()));
        });
  }

  private static final class Holder {
    static final NounLemmas LEMMAS = new NounLemmas();
  }

  /** The dictionary, read once. */
  static NounLemmas get() {
    return Holder.LEMMAS;
  }

  String of(String word) {
    List<String> found = morphy(word);
    return found.stream().min(Comparator.comparingInt(String::length)).orElse(word);
  }

  private List<String> morphy(String word) {
    List<String> bases = irregular.get(word);
    if (bases != null) {
      List<String> forms = new ArrayList<>(List.of(word));
      forms.addAll(bases);
      return known(forms);
    }
    List<String> forms = shortened(List.of(word));
    List<String> all = new ArrayList<>(List.of(word));
    all.addAll(forms);
    List<String> found = known(all);
    while (found.isEmpty() && !forms.isEmpty()) {
      forms = shortened(forms);
      found = known(forms);
    }
    return found;
  }

  private List<String> known(List<String> forms) {
    return new LinkedHashSet<>(forms).stream().filter(nouns::contains).toList();
  }

  private static List<String> shortened(List<String> forms) {
    List<String> shorter = new ArrayList<>();
    for (String form : forms) {
      for (String[] rule : RULES) {
        if (form.endsWith(rule[0])) {
          shorter.add(form.substring(0, form.length() - rule[0].length()) + rule[1]);
        }
      }
    }
    return shorter;
  }
}
