package io.github.oryxcuration.mixture.filter;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import java.io.IOException;
import java.io.Serializable;

/**
 * What every stage knows.
 *
 * @param set that is read
 * @param where the expression
 * @param out the folder that is written, absolute
 */
record FilterPlan(ScoredSet set, String where, String out) implements Serializable {
  /** Of everything that decides the output. */
  String fingerprint(String scores) throws IOException {
    Manifest manifest = set.manifest();
    return Digest.hex("filter\n" + manifest.fingerprint() + "\n" + scores + "\n" + where);
  }
}
