package io.github.oryxcuration.mixture.heldout;

import io.github.oryxcuration.mixture.answer.NormalAnswer;
import java.util.List;

/**
 * Hashes of all runs of {@value #LENGTH} words of a text, the measure of overlap that language
 * models are checked by (Brown et al., arXiv 2005.14165, appendix C). Words are in lower case and
 * without punctuation.
 */
final class Ngrams {
  static final int LENGTH = 13;

  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Ngrams() {}

  static List<String> words(String text) {
    return NormalAnswer.allWords(text);
  }

  /** One hash per place; none where the text is shorter. */
  static long[] hashes(List<String> words) {
    long[] hashes = new long[Math.max(0, words.size() - LENGTH + 1)];
    long[] ofWords = words.stream().mapToLong(Ngrams::hash).toArray();
    for (int i = 0; i < hashes.length; i++) {
      long hash = FNV_BASIS;
      for (int k = 0; k < LENGTH; k++) {
        hash = mixed(hash ^ ofWords[i + k]);
      }
      hashes[i] = hash;
    }
    return hashes;
  }

  private static long hash(String word) {
    long hash = FNV_BASIS;
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * FNV_PRIME;
    }
    return mixed(hash);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
  private static long mixed(long z) {
    long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
    return x ^ (x >>> 31);
  }
}
