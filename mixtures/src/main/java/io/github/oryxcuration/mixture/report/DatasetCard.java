package io.github.oryxcuration.mixture.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.github.oryxcuration.core.manifest.Manifest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The card of a set: what it holds, under which licences, how it was made and how it is loaded. */
final class DatasetCard {
  /** What would be markup in a cell of a Markdown table. */
  private static final String MARKUP = "\\`*_[]<>|#&";

  private DatasetCard() {}

  /** A line of the table of sources. */
  record SourceLine(
      String name, String samples, String tokens, String part, String modalities, String license) {}

  static String of(Manifest manifest, Summary summary) throws IOException {
    Map<String, Object> names = new HashMap<>();
    names.put("name", manifest.name());
    names.put("rows", View.counted(manifest.rows(), "sample"));
    names.put("tokens", Numbers.whole(summary.tokens()));
    names.put("estimated", summary.estimated());
    names.put("bytes", Numbers.bytes(manifest.bytes()));
    names.put("shards", View.counted(manifest.shards().size(), "shard"));
    names.put("toolkit", manifest.toolkit());
    names.put("seed", Long.toString(manifest.seed()));
    names.put("fingerprint", manifest.fingerprint());
    names.put("tokenizer", manifest.tokenizer());
    names.put("over", summary.over() == 0 ? "" : View.counted(summary.over(), "sample"));
    names.put("sources", sources(summary));
    names.put("balance", View.balance(summary));
    names.put("losses", View.losses(summary));
    names.put("haystacks", !manifest.haystacks().isEmpty());
    names.put("sampled", summary.shardsRead() < summary.shards());
    Template body =
        Mustache.compiler()
            .emptyStringIsFalse(true)
            .strictSections(true)
            .withEscaper(DatasetCard::escaped)
            .compile(Resources.text("card.md"));
    // Outside the template: YAML and code blocks have rules of their own.
    return "---\n"
        + CardHead.yaml(manifest, summary)
        + "---\n\n"
        + body.execute(names)
        + "\n## Recipe\n\n"
        + fenced(Resources.yaml(manifest.recipe()));
  }

  private static List<SourceLine> sources(Summary summary) {
    return summary.sources().stream()
        .map(
            s ->
                new SourceLine(
                    s.name(),
                    Numbers.whole(s.account().written()),
                    Numbers.whole(s.account().tokens()),
                    Numbers.percent(s.account().written(), summary.rows()),
                    s.modalities().isEmpty() ? "–" : String.join(", ", s.modalities().keySet()),
                    s.licenses().isEmpty() ? "–" : String.join(", ", s.licenses().keySet())))
        .toList();
  }

  /** A fence longer than any run of backticks inside. */
  private static String fenced(String text) {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    return fence + "yaml\n" + text + fence + "\n";
  }

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        escaped.append(' ');
      } else {
        if (MARKUP.indexOf(c) >= 0) {
          escaped.append('\\');
        }
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
