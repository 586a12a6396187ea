package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.Secrets;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What files are called in what a build publishes: by paths that are the same on every machine.
 * Below the recipe's folder that is the path from there, else the path below the source's own
 * folders, else the name alone. Paths with a scheme stay. Secrets of the recipe are not named.
 */
final class PublicNames {
  private static final Pattern REMOTE = Pattern.compile("[a-zA-Z][-a-zA-Z0-9+.]+://.*");
  private static final String LOCAL = "file:";

  private final List<String> folders = new ArrayList<>();

  private final Secrets secrets;

  PublicNames(Recipe recipe, SourceSpec source) {
    this.secrets = recipe.secrets();
    for (String folder : List.of(recipe.folder(), source.root(), source.mediaRoot())) {
      if (folder.length() > 1) {
        folders.add(folder.endsWith("/") ? folder : folder + "/");
      }
    }
  }

  String of(String path) {
    return secrets.redact(named(path));
  }

  private String named(String path) {
    if (isRemote(path) || path.startsWith(SourcePart.MADE)) {
      return path;
    }
    for (String folder : folders) {
      if (path.startsWith(folder)) {
        return path.substring(folder.length());
      }
    }
    return path.startsWith("/") || path.startsWith(LOCAL)
        ? path.substring(path.lastIndexOf('/') + 1)
        : path;
  }

  /** The row by an id that names no secret: ids hold the path of their file. */
  Candidate of(Candidate row) {
    String id = secrets.redact(row.id());
    return id.equals(row.id()) ? row : row.withId(id);
  }

  /** The row with the file it came from, and those that its message names, by these names. */
  LedgerRow of(LedgerRow row) {
    return new LedgerRow(
        row.source(),
        secrets.redact(row.id()),
        row.originId(),
        of(row.file()),
        row.position(),
        row.stage(),
        row.reason(),
        inText(row.message()));
  }

  private String inText(String message) {
    List<String> longestFirst = new ArrayList<>(folders);
    longestFirst.sort(Comparator.comparing(String::length).reversed());
    String text = message;
    for (String folder : longestFirst) {
      if (!isRemote(folder)) {
        text = text.replace(folder, "");
      }
    }
    return secrets.redact(text);
  }

  private static boolean isRemote(String path) {
    return !path.startsWith(LOCAL) && REMOTE.matcher(path).matches();
  }
}
