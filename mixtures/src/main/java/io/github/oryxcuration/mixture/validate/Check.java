package io.github.oryxcuration.mixture.validate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is checked, in the order in which it is told. */
public enum Check {
  MANIFEST("the manifest can be read"),
  BALANCE("every source balances"),
  SHARDS("files are there"),
  DIGESTS("shards have their SHA-256"),
  SCHEMA("columns and footer are as datasets needs them"),
  ROWS("rows can be read"),
  IDS("ids are unique"),
  PICTURES("pictures decode and agree with their rows"),
  DIALECT("conversations are as the trainer reads them"),
  BUDGET("token budgets are right"),
  LIMIT("samples pass the trainer's limit only where the recipe keeps them"),
  SOURCES("samples and tokens per source are as the manifest says"),
  LEDGER("the ledger holds as many rows as the manifest says");

  private final String claim;

  Check(String claim) {
    this.claim = claim;
  }

  /** What holds if nothing is found. */
  public String claim() {
    return claim;
  }

  /** As it is called in tables and JSON. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
