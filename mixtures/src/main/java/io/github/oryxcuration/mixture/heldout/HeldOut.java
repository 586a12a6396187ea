package io.github.oryxcuration.mixture.heldout;

import io.github.oryxcuration.core.picture.NearHashes;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Provenance;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** Evaluation lists to compare samples with; several threads may share it. Lists lie in memory. */
public final class HeldOut {
  private static final List<String> METHOD =
      List.of(
          "ids of scenes, films and videos, in ids and media paths of the samples, letter for letter;"
              + " scans of one ScanNet scene count as one",
          "pictures by SHA-256 of their bytes, and by 63-bit perceptual hashes that differ in at most "
              + NearHashes.NEAR
              + " bits",
          Ngrams.LENGTH + "-grams of words in lower case without punctuation, in every turn");

  private static final int IDS = 0;
  private static final int EQUAL = 1;
  private static final int SIMILAR = 2;
  private static final int WORDS = 3;
  private static final int KINDS = 4;

  private final List<EvaluationList> lists;
  private final AtomicLongArray hits;

  private HeldOut(List<EvaluationList> lists) {
    this.lists = lists;
    this.hits = new AtomicLongArray(lists.size() * KINDS);
  }

  /**
   * Reads lists: annotation files (.json, .jsonl, .csv, .parquet), plain ids a line (.txt), picture
   * files and folders of pictures.
   *
   * @param paths absolute
   * @throws IOException if one cannot be read or holds nothing to compare
   */
  public static HeldOut read(List<String> paths) throws IOException {
    List<EvaluationList> lists = new ArrayList<>();
    for (String path : paths) {
      lists.add(EvaluationListReader.read(path));
    }
    return new HeldOut(lists);
  }

  /**
   * What of a sample the lists have, a sentence each.
   *
   * @param hashes perceptual ones of its pictures, or none
   */
  public List<String> overlaps(Sample sample, long[] hashes) {
    List<String> found = new ArrayList<>();
    Set<String> ids = ids(sample);
    List<List<String>> texts = texts(sample);
    List<long[]> ngrams = texts.stream().map(Ngrams::hashes).toList();
    for (int n = 0; n < lists.size(); n++) {
      EvaluationList list = lists.get(n);
      String shared = sharedId(list, ids);
      if (shared != null) {
        found.add(hit(n, IDS, "'" + shared + "' is in " + list.name()));
      }
      pictures(n, sample, hashes, found);
      String words = sharedWords(list, texts, ngrams);
      if (words != null) {
        found.add(hit(n, WORDS, "13 words of " + list.name() + ": '" + words + "'"));
      }
    }
    return found;
  }

  private String hit(int list, int kind, String message) {
    hits.incrementAndGet(list * KINDS + kind);
    return message;
  }

  private static @Nullable String sharedId(EvaluationList list, Set<String> ids) {
    return ids.stream().filter(list::hasId).findFirst().orElse(null);
  }

  private void pictures(int n, Sample sample, long[] hashes, List<String> found) {
    EvaluationList list = lists.get(n);
    boolean equal = false;
    boolean similar = false;
    for (int i = 0; i < sample.frames().size() && !(equal && similar); i++) {
      String picture = "picture " + (i + 1);
      if (list.hasPicture(sample.frames().get(i).sha256())) {
        if (!equal) {
          found.add(hit(n, EQUAL, picture + " is in " + list.name()));
        }
        equal = true;
      } else if (i < hashes.length && list.looksLike(hashes[i])) {
        if (!similar) {
          found.add(hit(n, SIMILAR, picture + " looks like one of " + list.name()));
        }
        similar = true;
      }
    }
  }

  private static @Nullable String sharedWords(
      EvaluationList list, List<List<String>> texts, List<long[]> ngrams) {
    for (int t = 0; t < texts.size(); t++) {
      long[] hashes = ngrams.get(t);
      for (int i = 0; i < hashes.length; i++) {
        if (list.hasNgram(hashes[i])) {
          return String.join(" ", texts.get(t).subList(i, i + Ngrams.LENGTH));
        }
      }
    }
    return null;
  }

  private static Set<String> ids(Sample sample) {
    Set<String> ids = new LinkedHashSet<>(MediaIds.candidates(sample.id()));
    for (Provenance p = sample.provenance(); p != null; p = p.earlier()) {
      ids.addAll(MediaIds.candidates(p.origin().originId()));
      p.media().forEach(medium -> ids.addAll(MediaIds.candidates(medium.path())));
    }
    for (Frame frame : sample.frames()) {
      ids.addAll(MediaIds.candidates(frame.path()));
    }
    return new TreeSet<>(ids);
  }

  private static List<List<String>> texts(Sample sample) {
    List<List<String>> texts = new ArrayList<>();
    for (Turn turn : sample.conversations()) {
      texts.add(Ngrams.words(turn.value().replace("<image>", " ")));
    }
    Needle needle = sample.needle();
    if (needle != null) {
      texts.add(Ngrams.words(needle.question()));
      texts.add(Ngrams.words(needle.answer()));
    }
    return texts;
  }

  /** What has been compared so far. */
  public Certificate certificate(
      String set, String setDigest, String toolkitVersion, long samples, long pictures) {
    List<Certificate.Listed> listed = new ArrayList<>();
    boolean clean = true;
    for (int n = 0; n < lists.size(); n++) {
      Certificate.Hits of =
          new Certificate.Hits(
              hits.get(n * KINDS + IDS),
              hits.get(n * KINDS + EQUAL),
              hits.get(n * KINDS + SIMILAR),
              hits.get(n * KINDS + WORDS));
      clean &= of.none();
      listed.add(lists.get(n).listed(of));
    }
    return new Certificate(
        set, setDigest, toolkitVersion, METHOD, samples, pictures, clean, listed);
  }
}
