package io.github.oryxcuration.mixture.heldout;

import java.util.List;

/**
 * What of a set was compared with which evaluation lists, and what was found. It says nothing of
 * what the lists do not hold: a list of questions without pictures proves nothing of pictures.
 *
 * @param set name of the set, or of its folder where it has no manifest
 * @param setDigest SHA-256 of its manifest, or an empty string
 * @param toolkitVersion that looked
 * @param method what was compared how, in words
 * @param samples that were looked at
 * @param pictures that were looked at; 0 where they were left out
 * @param clean whether nothing was found
 */
public record Certificate(
    String set,
    String setDigest,
    String toolkitVersion,
    List<String> method,
    long samples,
    long pictures,
    boolean clean,
    List<Listed> lists) {
  public Certificate {
    method = List.copyOf(method);
    lists = List.copyOf(lists);
  }

  /**
   * Samples of the set that a list has something of, by what that is; a sample may count several
   * times.
   */
  public record Hits(long ids, long equalPictures, long similarPictures, long words) {
    boolean none() {
      return ids + equalPictures + similarPictures + words == 0;
    }
  }

  /**
   * One list.
   *
   * @param file its name
   * @param sha256 of the file; of a folder, of the digests of its files
   * @param ids of scenes, films and videos that were compared
   * @param idsTooShort to be told apart, so not compared
   * @param pictures compared by their bytes
   * @param looks compared by their perceptual hashes
   * @param texts compared by their 13-grams
   * @param textsTooShort for a 13-gram, so not compared
   * @param ngrams distinct ones
   */
  public record Listed(
      String file,
      String sha256,
      long ids,
      long idsTooShort,
      long pictures,
      long looks,
      long texts,
      long textsTooShort,
      long ngrams,
      Hits hits) {}
}
