package io.github.oryxcuration.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocalStorageTest extends StorageContract {
  @TempDir private Path folder;

  @Override
  String root() {
    return folder.toString();
  }

  static List<String> impossibleNames() {
    return List.of("nul\0name", "x".repeat(256), "東".repeat(100), "d/".repeat(3000) + "f");
  }

  @ParameterizedTest
  @MethodSource("impossibleNames")
  void nameThatNoFileCanHaveIsAMissingFile(String name) throws IOException {
    String path = Storage.child(root(), name);

    assertThat(Storage.exists(path)).isFalse();
    assertThatThrownBy(() -> Storage.readAll(path)).isInstanceOf(FileNotFoundException.class);
    Storage.delete(List.of(path));
  }

  @Test
  void fileSchemeNamesTheLocalDisk() throws IOException {
    Storage.commitText(root() + "/a b", "x");

    assertThat(Storage.readText("file://" + root() + "/a b")).isEqualTo("x");
    assertThat(Storage.readText("file://localhost" + root() + "/a b")).isEqualTo("x");
    assertThat(Storage.exists("file:" + root() + "/a b")).isTrue();
    assertThat(Storage.list("file://" + root())).isEqualTo(Storage.list(root()));
    assertThat(Storage.glob("file://" + root() + "/a*")).isEqualTo(Storage.list(root()));
  }

  @Test
  void statTellsTheTimeOfTheLastChange() throws IOException {
    Storage.commitText(root() + "/a", "x");

    assertThat(Storage.stat(root() + "/a").modifiedMillis())
        .isEqualTo(Files.getLastModifiedTime(folder.resolve("a")).toMillis());
  }

  @Test
  void linksAreFollowedAndCircularOrDanglingOnesAreSkipped() throws IOException {
    Storage.commitText(root() + "/real/a.json", "x");
    Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("real"));
    Files.createSymbolicLink(folder.resolve("real/up"), folder);
    Files.createSymbolicLink(folder.resolve("real/b.json"), folder.resolve("nowhere"));

    assertThat(Storage.list(root() + "/linked"))
        .extracting(Storage.Entry::path)
        .containsExactly(root() + "/linked/a.json");
    assertThat(Storage.glob(root() + "/**.json"))
        .extracting(Storage.Entry::path)
        .containsExactly(root() + "/linked/a.json", root() + "/real/a.json");
    assertThat(Storage.exists(root() + "/real/b.json")).isFalse();
  }

  @Test
  void bracesAndBackslashesInAPatternAreUnderstood() throws IOException {
    Storage.commitText(root() + "/x/a.json", "x");
    Storage.commitText(root() + "/y/a[1].jsonl", "x");

    assertThat(Storage.glob(root() + "/{x,y}/*.{json,jsonl}")).hasSize(2);
    assertThat(Storage.glob(root() + "/{x/a,y/a}*.json*")).hasSize(2);
    assertThat(Storage.glob(root() + "/y/a\\[*"))
        .extracting(Storage.Entry::path)
        .containsExactly(root() + "/y/a[1].jsonl");
    assertThatThrownBy(() -> Storage.glob(root() + "/{x"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot read the pattern " + root() + "/{x: ");
  }

  /** Beam alone would read the whole folder for every name that is missing: minutes. */
  @Test
  @Timeout(20)
  void lookUpsDoNotReadTheFolder() throws IOException {
    for (int i = 0; i < 20_000; i++) {
      Files.createFile(folder.resolve("file-" + i));
    }
    long start = System.nanoTime();
    for (int i = 0; i < 10_000; i++) {
      assertThat(Storage.exists(root() + "/file-" + i)).isTrue();
      assertThat(Storage.exists(root() + "/missing-" + i)).isFalse();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }
}
