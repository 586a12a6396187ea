package io.github.oryxcuration.mixture.heldout;

import io.github.oryxcuration.core.picture.PerceptualHash;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What one evaluation list holds, ready to be compared with; filled by its reader, then only read.
 */
final class EvaluationList {
  private final String name;
  private final String sha256;
  private final Set<String> ids = new HashSet<>();
  private final Set<String> shortIds = new HashSet<>();
  private final Set<String> pictures = new HashSet<>();
  private final LooksIndex looks = new LooksIndex();
  private final LongStream.Builder gathered = LongStream.builder();
  private long[] ngrams = {};
  private long texts;
  private long shortTexts;

  EvaluationList(String name, String sha256) {
    this.name = name;
    this.sha256 = sha256;
  }

  String name() {
    return name;
  }

  void addId(String value) {
    for (String id : MediaIds.of(value)) {
      (MediaIds.isTelling(id) ? ids : shortIds).add(id);
    }
  }

  void addText(String text) {
    long[] hashes = Ngrams.hashes(Ngrams.words(text));
    if (hashes.length == 0) {
      shortTexts++;
    } else {
      texts++;
      LongStream.of(hashes).forEach(gathered::add);
    }
  }

  /** {@code hash} may be {@link PerceptualHash#NONE}; {@code digest} may be empty. */
  void addPicture(String digest, long hash) {
    if (!digest.isEmpty()) {
      pictures.add(digest);
    }
    if (hash != PerceptualHash.NONE) {
      looks.add(hash);
    }
  }

  /** To be called once, after the last addition. */
  EvaluationList complete() {
    ngrams = gathered.build().sorted().distinct().toArray();
    return this;
  }

  boolean hasId(String id) {
    return ids.contains(id);
  }

  boolean hasPicture(String digest) {
    return pictures.contains(digest);
  }

  boolean looksLike(long hash) {
    return hash != PerceptualHash.NONE && looks.hasNear(hash);
  }

  boolean hasNgram(long hash) {
    return Arrays.binarySearch(ngrams, hash) >= 0;
  }

  /** For the certificate. */
  Certificate.Listed listed(Certificate.Hits hits) {
    return new Certificate.Listed(
        name,
        sha256,
        ids.size(),
        shortIds.size(),
        pictures.size(),
        looks.size(),
        texts,
        shortTexts,
        ngrams.length,
        hits);
  }
}
