package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.plan.Planned;
import io.github.oryxcuration.core.shard.Haystacks;
import io.github.oryxcuration.core.storage.Storage;
import java.io.Serializable;
import java.util.Locale;

/**
 * The names of everything that a build writes below its output folder.
 *
 * @param out the folder, absolute
 */
public record Layout(String out) implements Serializable {

  String read(int part) {
    return path("work/read/%05d.run", part);
  }

  String readLedger(int part) {
    return path("ledger/read-%05d.jsonl", part);
  }

  String probed(int bucket) {
    return path("work/probe/%05d.rows", bucket);
  }

  String ranks(int bucket) {
    return path("work/probe/%05d.ranks", bucket);
  }

  String probeCache(int bucket) {
    return path("probe/media-%05d.jsonl", bucket);
  }

  String probeLedger(int bucket) {
    return path("ledger/probe-%05d.jsonl", bucket);
  }

  String crossing(int bucket) {
    return path("work/mix/%05d.ranks", bucket);
  }

  String ordered(int bucket) {
    return path("work/order/%05d.run", bucket);
  }

  String unselectedLedger(int bucket) {
    return path("ledger/unselected-%05d.jsonl", bucket);
  }

  String plan(int bucket) {
    return path("plan/part-%05d.parquet", bucket);
  }

  String writeLedger(int shard) {
    return path("ledger/write-%05d.jsonl", shard);
  }

  /** Samples that were written with fewer frames than their media should give. */
  String reducedLedger(int shard) {
    return path("ledger/reduced-%05d.jsonl", shard);
  }

  /** Media of a part of which something was passed over when its rows were read. */
  String readReducedLedger(int part) {
    return path("ledger/reduced-read-%05d.jsonl", part);
  }

  static String shardName(int shard, int shards) {
    return String.format(Locale.ROOT, "train-%05d-of-%05d", shard, shards);
  }

  public String shard(int shard, int shards) {
    return Storage.child(out, "data/" + shardName(shard, shards) + ".parquet");
  }

  static String shardMarker(int shard, int shards) {
    return "manifest/" + shardName(shard, shards) + ".json";
  }

  /** Which haystacks a part of the plan shows first, and where. */
  String haystacksOfPart(int part) {
    return path("work/haystacks/part-%05d.jsonl", part);
  }

  /** What is known of a haystack that was stored, or could not be. */
  String haystack(long haystack) {
    return path("work/haystacks/%s.json", Planned.haystackName(haystack));
  }

  /** The sorted parts of the plan, kept over the stage in between for the one that writes them. */
  String sorted() {
    return path("work/sorted.json");
  }

  /** Which files of haystacks were written. */
  String haystacksWritten() {
    return path("work/haystacks.json");
  }

  static String haystackName(int file, int files) {
    return String.format(Locale.ROOT, "haystacks-%05d-of-%05d", file, files);
  }

  String haystacks(int file, int files) {
    return Storage.child(out, Haystacks.FOLDER + "/" + haystackName(file, files) + ".parquet");
  }

  static String haystacksMarker(int file, int files) {
    return "manifest/" + haystackName(file, files) + ".json";
  }

  /** What the read stage found, kept for the balance. */
  String readSummary() {
    return path("work/read.json");
  }

  /** What the order stage left out, kept for the balance. */
  String orderSummary() {
    return path("work/order.json");
  }

  /** What the mix decided. */
  public String mix() {
    return path("plan/mix.json");
  }

  /** Which shards there will be. */
  public String shards() {
    return path("plan/shards.json");
  }

  public String manifest() {
    return path("manifest.json");
  }

  /** Says which recipe this folder holds, from the first moment of a build. */
  public String identity() {
    return path("plan/build.json");
  }

  private String path(String pattern, Object... arguments) {
    return Storage.child(out, String.format(Locale.ROOT, pattern, arguments));
  }
}
