package io.github.oryxcuration.core.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.ledger.Account;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code manifest.json} of a finished build. It holds no time and no machine: equal builds have
 * equal manifests.
 *
 * @param toolkit version that built the set
 * @param fingerprint of recipe, inputs, tokenizer and toolkit: equal fingerprints, equal shards
 * @param tokenizer sha256 of the tokenizer file, or {@code estimate}
 * @param recipe in its canonical form, without secrets
 * @param inputs annotation files and their digests, in ascending order
 * @param shards in order
 * @param haystacks shards of the films that needle samples share, in order; often none
 * @param accounts one per source, in ascending order
 * @param unit what {@code asked} counts in the accounts: samples or tokens
 */
public record Manifest(
    String name,
    long seed,
    String toolkit,
    String fingerprint,
    String tokenizer,
    JsonNode recipe,
    List<Input> inputs,
    List<Shard> shards,
    List<Shard> haystacks,
    List<Account> accounts,
    String unit) {

  public Manifest {
    // Manifests of before needles shared their films do not name any.
    haystacks = haystacks == null ? List.of() : List.copyOf(haystacks);
  }

  /**
   * One annotation file.
   *
   * @param file from the recipe's folder, or from the source's where it lies elsewhere; whole with
   *     a scheme
   */
  public record Input(String source, String file, String digest) {}

  /** One finished shard. */
  public record Shard(String file, long rows, long bytes, String sha256) {}

  public static Manifest read(String folder) throws IOException {
    return Json.read(Storage.readAll(path(folder)), Manifest.class);
  }

  public static boolean exists(String folder) {
    return Storage.exists(path(folder));
  }

  public static String path(String folder) {
    return Storage.child(folder, "manifest.json");
  }

  public long rows() {
    return shards.stream().mapToLong(Shard::rows).sum();
  }

  /** Of samples and haystacks. */
  public long bytes() {
    return Stream.of(shards, haystacks).flatMap(List::stream).mapToLong(Shard::bytes).sum();
  }

  public long lost() {
    return accounts.stream().mapToLong(Account::lostInAll).sum();
  }

  public long read() {
    return accounts.stream().mapToLong(Account::read).sum();
  }

  /** Whether every source balances. */
  public boolean balances() {
    return accounts.stream().allMatch(Account::balances);
  }
}
