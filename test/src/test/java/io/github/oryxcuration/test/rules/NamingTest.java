package io.github.oryxcuration.test.rules;

import static io.github.oryxcuration.test.rules.Product.CLASSES;
import static io.github.oryxcuration.test.rules.Product.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

class NamingTest {
  private static final Set<String> NAMES_THAT_SAY_NOTHING =
      Set.of("util", "utils", "common", "commons", "impl", "helper", "helpers", "misc", "base");
  private static final int LONGEST_FILE_LINES = 500;

  private static List<JavaClass> topLevel() {
    return CLASSES.stream()
        .filter(type -> type.getEnclosingClass().isEmpty())
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .toList();
  }

  @Test
  void packageNamesSayWhatIsInThem() {
    assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
        .allSatisfy(
            name ->
                assertThat(name.split("\\.")).doesNotContainAnyElementsOf(NAMES_THAT_SAY_NOTHING));
  }

  @Test
  void everyPackageIsDescribedAndNullMarked() {
    Set<String> described =
        CLASSES.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .filter(type -> type.isAnnotatedWith(NullMarked.class))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());

    assertThat(topLevel()).extracting(JavaClass::getPackageName).isSubsetOf(described);
  }

  @Test
  void publicClassesAreFinalOrMadeToBeExtended() {
    assertThat(topLevel())
        .filteredOn(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .filteredOn(type -> !type.isInterface() && !type.isEnum())
        .allSatisfy(
            type ->
                assertThat(type.getModifiers())
                    .as(type.getName())
                    .containsAnyOf(JavaModifier.FINAL, JavaModifier.ABSTRACT));
  }

  @Test
  void noSourceFileIsTooLongToRead() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (String module : Product.MODULES) {
      try (Stream<Path> files = Files.walk(Product.checkout().resolve(module).resolve("src"))) {
        for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
          try (Stream<String> lines = Files.lines(file)) {
            long count = lines.count();
            if (count > LONGEST_FILE_LINES) {
              tooLong.add(file.getFileName() + ": " + count);
            }
          }
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  /** Reported, not judged: 60 % is where one should ask why. */
  @Test
  void shareOfPublicTypesIsReported(TestReporter reporter) {
    for (String module : Product.PACKAGES) {
      Predicate<JavaClass> inModule =
          type -> (type.getPackageName() + ".").startsWith(ROOT + "." + module + ".");
      long all = topLevel().stream().filter(inModule).count();
      long open =
          topLevel().stream()
              .filter(inModule)
              .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
              .count();
      if (all > 0) {
        reporter.publishEntry(
            module,
            String.format(
                Locale.ROOT, "%d of %d types are public (%d %%)", open, all, 100 * open / all));
      }
    }
  }
}
