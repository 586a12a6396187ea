package io.github.oryxcuration.mixture.scored;

import static java.util.stream.Collectors.toSet;

import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;

/**
 * A finished set, and the folder of its scores where they lie beside it.
 *
 * @param set the folder of the set, absolute
 * @param scores the folder of its scores, or an empty string where the samples hold them all
 */
public record ScoredSet(String set, String scores) implements Serializable {
  private static final String IDENTITY = "scores.json";
  private static final String LABELS = "labels.jsonl";

  /**
   * What a folder of scores says of itself.
   *
   * @param set the folder of the set, from this one where both are on one disk
   * @param fingerprint of the set's manifest
   */
  record Identity(String set, String fingerprint) {}

  /**
   * Opens a folder of scores, or a set.
   *
   * @param folder absolute
   * @throws FileNotFoundException if it is neither, or the set of the scores is gone
   * @throws IOException if the set is not the one that was scored
   */
  public static ScoredSet open(String folder) throws IOException {
    String identity = Storage.child(folder, IDENTITY);
    if (!isScores(folder)) {
      if (!Manifest.exists(folder)) {
        throw new FileNotFoundException(
            folder + " holds neither a finished set (manifest.json) nor scores (scores.json)");
      }
      return new ScoredSet(folder, "");
    }
    Identity scored = Json.read(Storage.readAll(identity), Identity.class);
    String set = RelativePath.resolve(folder, scored.set());
    if (!Manifest.exists(set)) {
      throw new FileNotFoundException(
          "the set " + set + ", whose scores are in " + folder + ", is not there");
    }
    String found = Manifest.read(set).fingerprint();
    if (!found.equals(scored.fingerprint())) {
      throw new IOException(
          "the scores in "
              + folder
              + " are of another set than "
              + set
              + " holds now: its fingerprint is "
              + found
              + ", scored was "
              + scored.fingerprint()
              + ". Score it again.");
    }
    return new ScoredSet(set, folder);
  }

  /** Whether a folder says of itself that it holds scores. */
  public static boolean isScores(String folder) {
    return Storage.exists(Storage.child(folder, IDENTITY));
  }

  /** Makes a folder one of scores of a finished set. */
  public static ScoredSet create(String folder, String set) throws IOException {
    Identity identity =
        new Identity(RelativePath.of(folder, set), Manifest.read(set).fingerprint());
    Storage.commitText(Storage.child(folder, IDENTITY), Json.writePretty(identity));
    return new ScoredSet(set, folder);
  }

  public Manifest manifest() throws IOException {
    return Manifest.read(set);
  }

  public String shard(String file) {
    return Storage.child(set, "data/" + file);
  }

  /** The file of labels that people have put beside the scores, or an empty string. */
  public String labelFile() {
    String file = scores.isEmpty() ? "" : Storage.child(scores, LABELS);
    return !file.isEmpty() && Storage.exists(file) ? file : "";
  }

  /**
   * What people say of samples, by id: from 0 for bad to 1 for good.
   *
   * @throws IOException if the file cannot be read
   */
  public Map<String, Double> labels() throws IOException {
    String file = labelFile();
    return file.isEmpty() ? Map.of() : Labels.read(file);
  }

  /** The paths of its shards. */
  public Set<String> shards() throws IOException {
    return manifest().shards().stream().map(shard -> shard(shard.file())).collect(toSet());
  }

  /** The scores of a shard, or an empty string where the samples hold them all. */
  public String scoreFile(String shard) {
    return scores.isEmpty() ? "" : Storage.child(scores, "scores/" + shard);
  }
}
