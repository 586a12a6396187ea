package io.github.oryxcuration.mixture.score;

import java.io.IOException;
import java.io.Serializable;

/** A model by its description, to be opened wherever a shard is scored. */
public interface ScoringModel extends Serializable {
  /**
   * Everything that decides its answers besides the request: which model, of which version, which
   * parameters; the same text for the same behaviour. Finished work counts only while it fits.
   */
  String identity();

  /**
   * Opens it for one shard.
   *
   * @param folder where it may keep what it knows between runs
   * @param shard a name for the shard
   * @param shards how many there are in all
   */
  Answerer open(String folder, String shard, int shards) throws IOException;
}
