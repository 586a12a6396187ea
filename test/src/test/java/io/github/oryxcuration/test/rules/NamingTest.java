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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

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
      try (Stream<Path> files =
          Files.walk(Product.checkout().resolve(module).resolve("src/main"))) {
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
  void shareOfPublicTypesIsReported() throws IOException {
    StringBuilder report = new StringBuilder();
    for (String module : Product.PACKAGES) {
      List<JavaClass> types =
          topLevel().stream()
              .filter(type -> (type.getPackageName() + ".").startsWith(ROOT + "." + module + "."))
              .toList();
      long open =
          types.stream().filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)).count();
      report.append(
          String.format(
              Locale.ROOT,
              "%-15s %4d of %4d types are public (%d %%)%n",
              module,
              open,
              types.size(),
              types.isEmpty() ? 0 : 100 * open / types.size()));
    }
    Path file = Product.checkout().resolve("test/target/public-types.txt");
    Files.writeString(file, report);
    assertThat(file).isNotEmptyFile();
  }
}
