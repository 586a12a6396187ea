package io.github.oryxcuration.test.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the rules look at: the classes of all modules, without tests, and the checkout. */
final class Product {
  static final String ROOT = "io.github.oryxcuration";

  /** The modules, in the order in which they build on each other. */
  static final List<String> MODULES =
      List.of(
          "curation-core",
          "model-runtime",
          "needle-generator",
          "coarse-correspondence",
          "mixtures",
          "cli",
          "test");

  /** The base packages of the modules but {@code test}, in the same order. */
  static final List<String> PACKAGES =
      List.of("core", "runtime", "needle", "correspondence", "mixture", "cli");

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(ROOT);

  private Product() {}

  /** The checkout's top folder: the one that holds the Maven wrapper. */
  static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("No folder above " + Path.of("").toAbsolutePath());
      }
    }
    return folder;
  }
}
