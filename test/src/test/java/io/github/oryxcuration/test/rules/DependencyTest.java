package io.github.oryxcuration.test.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.github.oryxcuration.test.rules.Product.CLASSES;
import static io.github.oryxcuration.test.rules.Product.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DependencyTest {
  private static final String[] STORAGE_AND_CLI = {ROOT + ".core.storage..", ROOT + ".cli.."};

  /**
   * The engine maps weights, which object storage cannot offer: model folders are local. So is what
   * a system tells of its processors and cards.
   */
  private static final String[] MODEL_FOLDERS = {
    ROOT + ".runtime.weights..",
    ROOT + ".runtime.config..",
    ROOT + ".runtime.device..",
    ROOT + ".runtime.memory..",
    ROOT + ".runtime.tiny..",
    ROOT + ".runtime.info..",
    ROOT + ".runtime.prompt..",
    ROOT + ".runtime.model.."
  };

  static List<String> modules() {
    return Product.PACKAGES;
  }

  /** The table of modules: the second column may be used by the first, and nothing else of ours. */
  @ParameterizedTest
  @CsvSource({
    "core, ''",
    "runtime, core",
    "needle, core runtime",
    "correspondence, core runtime",
    "mixture, core runtime",
    "cli, core runtime needle correspondence mixture"
  })
  void moduleUsesOnlyWhatItMay(String module, String allowed) {
    List<String> forbidden = new ArrayList<>(Product.PACKAGES);
    forbidden.add("test");
    forbidden.remove(module);
    forbidden.removeAll(List.of(allowed.split(" ")));

    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            forbidden.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void packagesOfAModuleDependOneWay(String module) {
    slices()
        .matching(ROOT + "." + module + ".(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyVideoUsesFfmpeg() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".core.video..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(CLASSES);
  }

  @Test
  void onlyFlowAndStorageUseBeam() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".core.flow..", ROOT + ".core.storage..", ROOT + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.beam..")
        .check(CLASSES);
  }

  /** The tokenizers of DJL are no network: core may use them. */
  @Test
  void onlyTheRuntimeUsesDjlsEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".runtime..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "ai.djl.engine..",
            "ai.djl.inference..",
            "ai.djl.ndarray..",
            "ai.djl.nn..",
            "ai.djl.pytorch..",
            "ai.djl.repository..",
            "ai.djl.training..")
        .check(CLASSES);
  }

  /** So that object storage stays a matter of configuration. */
  @Test
  void onlyStorageTheCommandLineAndModelFoldersKnowLocalFiles() {
    noClasses()
        .that()
        .resideOutsideOfPackages(STORAGE_AND_CLI)
        .and()
        .resideOutsideOfPackages(MODEL_FOLDERS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.nio.file..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.File")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.io\\.(FileInputStream|FileOutputStream|RandomAccessFile|File(Reader|Writer))")
        .check(CLASSES);
  }

  @Test
  void noFunctionOfBeamIsPublic() {
    classes()
        .that()
        .areAssignableTo("org.apache.beam.sdk.transforms.DoFn")
        .should()
        .notBePublic()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void theRulesSeeTheProduct() {
    assertThat(CLASSES.contain(ROOT + ".core.storage.Storage")).isTrue();
    assertThat(CLASSES.stream().map(type -> type.getSimpleName()))
        .doesNotContain("MemoryStore", "DependencyTest");
  }
}
