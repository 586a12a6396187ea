package io.github.oryxcuration.test.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.oryxcuration.test.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README says is what there is. */
class ReadmeTest {
  private static final Set<String> NOT_IN_GIT = Set.of("target", "out");
  private static final Pattern COMMAND =
      Pattern.compile("^\\s*(?:\\$ )?(?:\\./)?(?:cli/)?oryx-curate +([a-z][a-z-]*)");

  /** A line of the folder tree, bare, in a table or in a list: {@code - `mixtures/` ...}. */
  private static final Pattern FOLDER =
      Pattern.compile("^(?:\\| *|[-*] +|[├└]── )?`?([a-z][a-z-]*)/`?(?:[ |:].*)?$");

  private static final Pattern LISTED_COMMAND =
      Pattern.compile("^ {2}([a-z][a-z-]*)(?:,.*)?(?: .*)?$");

  private static List<String> readme() throws IOException {
    Path readme = Product.checkout().resolve("README.md");
    assumeTrue(Files.exists(readme), "README.md is not there: nothing to compare with");
    return Files.readAllLines(readme);
  }

  private static List<String> codeOf(List<String> readme) {
    List<String> code = new ArrayList<>();
    boolean inside = false;
    for (String line : readme) {
      if (line.strip().startsWith("```")) {
        inside = !inside;
      } else if (inside) {
        code.add(line);
      }
    }
    return code;
  }

  @Test
  void topFolderHoldsTheFixedFilesAndTheModules() throws IOException {
    Set<String> wanted = new TreeSet<>(Product.MODULES);
    wanted.addAll(List.of("pom.xml", "LICENSE", "mvnw"));
    try (Stream<Path> entries = Files.list(Product.checkout())) {
      Set<String> found =
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(name -> !name.startsWith(".") && !NOT_IN_GIT.contains(name))
              .filter(name -> !name.equals("README.md"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(found).isEqualTo(wanted);
    }
  }

  @Test
  void readmeNamesEveryModuleAndOnlyFoldersThatExist() throws IOException {
    String text = String.join("\n", readme());
    assertThat(text).contains(Product.MODULES);

    assertThat(readme().stream().map(FOLDER::matcher).filter(Matcher::matches))
        .extracting(matcher -> matcher.group(1))
        .allSatisfy(name -> assertThat(Product.checkout().resolve(name)).isDirectory());
  }

  @Test
  void readmeShowsEveryCommandAndOnlyCommandsThatExist(@TempDir Path folder) throws IOException {
    Set<String> shown =
        codeOf(readme()).stream()
            .map(COMMAND::matcher)
            .filter(Matcher::find)
            .map(matcher -> matcher.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(shown).isEqualTo(commands(folder));
  }

  /** As {@code --help} lists them. */
  private static Set<String> commands(Path folder) throws IOException {
    Path log = folder.resolve("help.txt");
    ChildJvm.of("io.github.oryxcuration.cli.Main", "--help").run(log, Duration.ofMinutes(1));
    return Files.readAllLines(log).stream()
        .dropWhile(line -> !line.startsWith("Commands:"))
        .skip(1)
        .takeWhile(line -> !line.isBlank() && line.startsWith(" "))
        .map(LISTED_COMMAND::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .filter(name -> !name.equals("help"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
