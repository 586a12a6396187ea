package io.github.oryxcuration.cli.build;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.ledger.Account;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.storage.Storage;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a finished build tells: the balance, what was lost, and where to look. */
record BuildSummary(Manifest manifest, double lostShare, double allowedLoss, String folder) {

  static BuildSummary of(Manifest manifest, Recipe recipe, String folder) {
    long read = manifest.read();
    long chosen = // what a condition of the recipe left out was not lost
        manifest.accounts().stream()
            .mapToLong(account -> account.lost().getOrDefault(Reason.FILTERED, 0L))
            .sum();
    double share = read == 0 ? 0 : (double) (manifest.lost() - chosen) / read;
    return new BuildSummary(manifest, share, recipe.allowedLoss(), folder);
  }

  boolean withinAllowance() {
    return manifest.balances() && lostShare <= allowedLoss;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    int width = manifest.accounts().stream().mapToInt(a -> a.source().length()).max().orElse(6);
    width = Math.max(width, "source".length());
    String row = "%-" + width + "s %10s %9s %10s %13s %8s %12s%n";
    text.append(
        String.format(
            Locale.ROOT,
            row,
            "source",
            "read",
            "repeated",
            "written",
            "not selected",
            "dropped",
            "quarantined"));
    for (Account account : manifest.accounts()) {
      text.append(
          String.format(
              Locale.ROOT,
              row,
              account.source(),
              account.read(),
              account.repeated(),
              account.written(),
              account.notSelected(),
              account.lost(Reason.Fate.DROPPED),
              account.lost(Reason.Fate.QUARANTINED)));
    }
    text.append(System.lineSeparator());
    reasons()
        .forEach((reason, n) -> text.append(String.format(Locale.ROOT, "%8d %s%n", n, reason)));
    text.append(
        String.format(
            Locale.ROOT,
            "%nThe balance %s: read + repeated = written + not selected + dropped + quarantined%n",
            manifest.balances() ? "holds" : "DOES NOT HOLD"));
    text.append(
        String.format(
            Locale.ROOT,
            "%s in %s, %.1f MB -> %s%n",
            counted(manifest.rows(), "sample"),
            counted(manifest.shards().size(), "shard"),
            manifest.bytes() / 1e6,
            Storage.child(folder, "data")));
    if (lostShare > allowedLoss) {
      text.append(
          String.format(
              Locale.ROOT,
              "%.2f %% of the rows were lost, %.2f %% are allowed (allowed_loss); what was written"
                  + " is whole. The ledger names every row: %s%n",
              100 * lostShare,
              100 * allowedLoss,
              Storage.child(folder, "ledger")));
    }
    text.append(String.format(Locale.ROOT, "Report: %s%n", Storage.child(folder, "report.html")));
    return text.toString();
  }

  /** {@code 1 shard}, {@code 2 shards}. */
  static String counted(long n, String one) {
    return n + " " + one + (n == 1 ? "" : "s");
  }

  private Map<Reason, Long> reasons() {
    Map<Reason, Long> reasons = new TreeMap<>();
    for (Account account : manifest.accounts()) {
      account.lost().forEach((reason, n) -> reasons.merge(reason, n, Long::sum));
    }
    return reasons;
  }

  String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("folder", folder);
    json.put("balances", manifest.balances());
    json.put("rows", manifest.rows());
    json.put("bytes", manifest.bytes());
    json.put("shards", manifest.shards());
    json.put("accounts", manifest.accounts());
    json.put("lost_share", lostShare);
    json.put("allowed_loss", allowedLoss);
    json.put("fingerprint", manifest.fingerprint());
    return Json.write(json) + System.lineSeparator();
  }
}
