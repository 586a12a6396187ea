package io.github.oryxcuration.cli.needles;

import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which films a command takes: a tree of MovieNet's, or files. */
public final class FilmOptions {
  /** Of work on one film: two hours of film take minutes, on slow machines many. */
  public static final int MAX_SECONDS = 7200;

  @Option(names = "--movienet", paramLabel = "ROOT", description = "A folder in MovieNet's layout.")
  private @Nullable String movienet;

  @Option(names = "--films", paramLabel = "FILE", arity = "1..*", description = "Video files.")
  private List<String> films = new ArrayList<>();

  /** Whether the user names files, and no tree. */
  boolean areFiles() {
    return movienet == null;
  }

  /**
   * Writes into a recipe's source where its films lie.
   *
   * @throws UsageException unless a tree or files are named, and not both
   */
  public void putInto(Map<String, Object> source) {
    String root = movienet;
    if ((root == null) == films.isEmpty()) {
      throw new UsageException("Name films by --movienet or by --films: one of the two.");
    }
    if (root != null) {
      source.put("media_root", TypedPath.absolute(root));
    } else {
      source.put("files", films.stream().map(TypedPath::absolute).toList());
    }
  }
}
