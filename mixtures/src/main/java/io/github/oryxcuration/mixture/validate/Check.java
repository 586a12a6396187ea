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
  HAYSTACKS("samples find their frames in their haystacks"),
  DIALECT("conversations are as the trainer reads them"),
  BUDGET("token budgets are right"),
  LIMIT("samples pass the trainer's limit only where the recipe keeps them"),
  SOURCES("samples and tokens per source are as the manifest says"),
  LEDGER("the ledger holds as many rows as the manifest says"),
  OPTIONS("answers name an option of their question"),
  HELD_OUT("nothing of the evaluation lists is in the set"),
  GIVEN_AWAY("questions do not hold their answer", true),
  CONTRADICTIONS("the same question on the same pictures has one answer", true),
  LOOKALIKES("different pictures look different", true);

  private final String claim;
  private final boolean advisory;

  Check(String claim) {
    this(claim, false);
  }

  Check(String claim, boolean advisory) {
    this.claim = claim;
    this.advisory = advisory;
  }

  /** What holds if nothing is found. */
  public String claim() {
    return claim;
  }

  /** Whether what it finds is worth a look, but leaves the set sound. */
  public boolean isAdvisory() {
    return advisory;
  }

  /** As it is called in tables and JSON. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
