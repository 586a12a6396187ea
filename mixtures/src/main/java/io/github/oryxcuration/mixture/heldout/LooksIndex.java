package io.github.oryxcuration.mixture.heldout;

import io.github.oryxcuration.core.picture.NearHashes;
import io.github.oryxcuration.core.picture.PerceptualHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Perceptual hashes in memory, found again by any hash that is near one of them. */
final class LooksIndex {
  private final Set<Long> all = new HashSet<>();
  private final List<Map<Long, List<Long>>> tables = new ArrayList<>();

  LooksIndex() {
    NearHashes.masks().forEach(mask -> tables.add(new HashMap<>()));
  }

  int size() {
    return all.size();
  }

  void add(long hash) {
    if (all.add(hash)) {
      for (int table = 0; table < tables.size(); table++) {
        long key = hash & NearHashes.masks().get(table);
        tables.get(table).computeIfAbsent(key, k -> new ArrayList<>(1)).add(hash);
      }
    }
  }

  boolean hasNear(long hash) {
    if (all.contains(hash)) {
      return true;
    }
    for (int table = 0; table < tables.size(); table++) {
      long key = hash & NearHashes.masks().get(table);
      for (long other : tables.get(table).getOrDefault(key, List.of())) {
        if (PerceptualHash.distance(hash, other) <= NearHashes.NEAR) {
          return true;
        }
      }
    }
    return false;
  }
}
