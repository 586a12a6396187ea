package io.github.oryxcuration.mixture.metrics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The synonyms that METEOR 1.5 knows: WordNet 3.0's senses, and its irregular forms. Synsets are
 * compared by their number alone, as METEOR does, without the part of speech: a few unrelated words
 * share one.
 */
final class WordNet {
  private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn30/";
  private static final int[] NONE = {};

  /** Suffix and what stands in its place, in the order in which they are tried. */
  private static final List<String> SUFFIXES =
      List.of(
          "s:", "ses:s", "xes:x", "zes:z", "ches:ch", "shes:sh", "men:man", "ies:y", "s:", "ies:y",
          "es:e", "es:", "ed:e", "ed:", "ing:e", "ing:", "er:", "est:", "er:e", "est:e");

  private static final List<String[]> RULES =
      SUFFIXES.stream().map(rule -> rule.split(":", -1)).toList();

  private final Map<String, int[]> synsets = new HashMap<>();
  private final Map<String, List<String>> irregular = new HashMap<>();

  private WordNet() {
    lines("index.sense", line -> addSense(line));
    for (String part : List.of("adj.exc", "adv.exc", "noun.exc", "verb.exc")) {
      lines(part, line -> addIrregular(line));
    }
  }

  private static final class Holder {
    static final WordNet WORD_NET = new WordNet();
  }

  /** The dictionary, read once: about a second and 30 MB. */
  static WordNet get() {
    return Holder.WORD_NET;
  }

  /** Numbers of the synsets of a word and of its base forms; sorted. */
  int[] synsetsOf(String word) {
    int[] own = synsets.getOrDefault(word, NONE);
    List<String> bases = irregular.get(word);
    if (bases == null) {
      return union(own, synsets.getOrDefault(base(word), NONE));
    }
    int[] all = own;
    for (String base : bases) {
      all = union(all, synsets.getOrDefault(base, NONE));
    }
    return all;
  }

  /** Whether two sorted lists share a number. */
  static boolean intersect(int[] a, int[] b) {
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      if (a[i] == b[j]) {
        return true;
      }
      if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    return false;
  }

  private String base(String word) {
    if (word.endsWith("ss") || word.length() <= 2) {
      return word;
    }
    String end = word.endsWith("ful") ? "ful" : "";
    for (String[] rule : RULES) {
      if (word.endsWith(rule[0])) {
        String base = word.substring(0, word.length() - rule[0].length()) + rule[1];
        if (synsets.containsKey(base)) {
          return base + end;
        }
      }
    }
    return "";
  }

  /** {@code lemma%sense offset number count}. */
  private void addSense(String line) {
    String lemma = line.substring(0, line.indexOf('%'));
    int start = line.indexOf(' ') + 1;
    int offset = Integer.parseInt(line.substring(start, line.indexOf(' ', start)));
    synsets.merge(lemma, new int[] {offset}, WordNet::union);
  }

  /** {@code irregular base base …}; a form may stand in several files. */
  private void addIrregular(String line) {
    String[] words = line.trim().split(" +", -1);
    irregular.merge(
        words[0],
        List.of(words).subList(1, words.length),
        (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
  }

  private static int[] union(int[] a, int[] b) {
    if (a.length == 0 || b.length == 0) {
      return a.length == 0 ? b : a;
    }
    int[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return Arrays.stream(all).sorted().distinct().toArray();
  }

  /** Takes one line after the other. */
  interface LineReader {
    void accept(String line);
  }

  /** Reads a file of the dictionary. */
  static void lines(String name, LineReader reader) {
    try (InputStream in = WordNet.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("WordNet's " + name + " is not on the class path");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reader.accept(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read WordNet's " + name, e);
    }
  }
}
