package io.github.oryxcuration.needle.plan;

import io.github.oryxcuration.core.storage.Storage;
import java.io.Serializable;
import java.util.Locale;

/**
 * Where the stages of a source of needles keep what they know.
 *
 * @param out folder of the build
 * @param source its name
 */
record NeedlePaths(String out, String source) implements Serializable {
  String film(int number) {
    return work("film-%06d.json", number);
  }

  /** The questions that films draw from. */
  String questions() {
    return work("questions.json");
  }

  String rows(int number) {
    return work("rows-%06d.jsonl", number);
  }

  /** Frames of haystacks that cannot be needles; stays with the set. */
  String unfit() {
    return Storage.child(out, "ledger/unfit-" + source + ".jsonl");
  }

  String state(int round) {
    return work("state-%02d.json", round);
  }

  String captioned(int round, int bucket) {
    return work("captioned-%02d-%04d.jsonl", round, bucket);
  }

  /** Kept for later builds of the same films. */
  String features(String key) {
    return Storage.child(out, "probe/needles/" + key + ".features");
  }

  /** Kept for later builds: what was paid for. */
  String captions(int bucket) {
    return Storage.child(
        out, String.format(Locale.ROOT, "captions/%s/bucket-%04d.jsonl", source, bucket));
  }

  private String work(String pattern, Object... arguments) {
    return Storage.child(
        out, "work/needles/" + source + "/" + String.format(Locale.ROOT, pattern, arguments));
  }
}
