package io.github.oryxcuration.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.oryxcuration.core.storage.Storage.Entry;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every file system under {@link Storage} must do; one subclass for each. */
abstract class StorageContract {

  /** An empty folder, without a slash at the end. */
  abstract String root();

  private String path(String name) {
    return Storage.child(root(), name);
  }

  private static List<String> paths(List<Entry> entries) {
    return entries.stream().map(Entry::path).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.txt",
        "with space.txt",
        "Grüße 東京 🎬.txt",
        "a[1].txt",
        "a[.txt",
        "{a,b}.txt",
        "star*.txt",
        "what?.txt",
        "back\\slash.txt",
        "100%25.txt",
        "a:b#c&d+e.txt",
        ".hidden",
        "deep/er/and deeper/[x]/f.txt"
      })
  void anyNameIsItselfAndNothingElse(String name) throws IOException {
    String path = path(name);
    // What the name would match or be unescaped to if it were taken for a pattern.
    Storage.commitText(path("a1.txt"), "other");
    Storage.commitText(path("a.txt"), "other");
    Storage.commitText(path("start.txt"), "other");
    assertThat(Storage.exists(path)).isFalse();

    Storage.commitText(path, "first");
    Storage.commitText(path, "second");

    assertThat(Storage.exists(path)).isTrue();
    assertThat(Storage.stat(path).path()).isEqualTo(path);
    assertThat(Storage.stat(path).bytes()).isEqualTo(6);
    assertThat(Storage.readText(path)).isEqualTo("second");
    assertThat(paths(Storage.list(path.substring(0, path.lastIndexOf('/'))))).contains(path);

    Storage.delete(List.of(path));
    assertThat(Storage.exists(path)).isFalse();
    assertThat(paths(Storage.list(root())))
        .containsExactly(path("a.txt"), path("a1.txt"), path("start.txt"));
  }

  @Test
  void anyFileTellsAFolderThatHoldsSomethingFromOneThatHoldsNothing() throws IOException {
    assertThat(Storage.anyFile(path("none"))).isEmpty();
    String left = Storage.temporary(path("none/deep/a.txt"));
    try (WritableByteChannel torn = Storage.create(left)) {
      torn.write(ByteBuffer.wrap(new byte[3]));
    }
    assertThat(Storage.anyFile(path("none"))).isEmpty();

    Storage.commitText(path("none/deep/a.txt"), "a");

    assertThat(Storage.anyFile(path("none"))).isEqualTo(path("none/deep/a.txt"));
    assertThat(Storage.anyFile(root())).isEqualTo(path("none/deep/a.txt"));
  }

  @Test
  void missingFileIsNamedInEveryRefusal() {
    String missing = path("no such.txt");

    assertThat(Storage.exists(missing)).isFalse();
    assertThatThrownBy(() -> Storage.stat(missing))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(missing + " does not exist");
    assertThatThrownBy(() -> Storage.readAll(missing))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining(missing);
    assertThatThrownBy(() -> Storage.open(missing)).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void deletingMissingFilesIsNoError() throws IOException {
    Storage.commitText(path("a"), "");

    Storage.delete(List.of(path("b"), path("a"), path("c")));
    Storage.delete(List.of());

    assertThat(Storage.list(root())).isEmpty();
  }

  @Test
  void folderIsNotAFile() throws IOException {
    Storage.commitText(path("folder/file"), "x");

    assertThat(Storage.exists(path("folder"))).isFalse();
    assertThat(Storage.exists(path("folder/"))).isFalse();
    assertThat(Storage.exists(path("folder/file/below"))).isFalse();
    assertThatThrownBy(() -> Storage.readAll(path("folder")))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> Storage.readAll(path("folder/")))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> Storage.readAll(path("folder/file/below")))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void listIsSortedAndGivesOnlyTheFilesDirectlyInTheFolder() throws IOException {
    Storage.commitText(path("f[1]/b"), "1");
    Storage.commitText(path("f[1]/a"), "22");
    Storage.commitText(path("f[1]/sub/c"), "333");
    Storage.commitText(path("f1/d"), "4444");
    Storage.commitText(path("f"), "55555");

    for (String folder : List.of(path("f[1]"), path("f[1]/"))) {
      assertThat(Storage.list(folder))
          .extracting(Entry::path, Entry::bytes)
          .containsExactly(tuple(path("f[1]/a"), 2L), tuple(path("f[1]/b"), 1L));
    }
    assertThat(Storage.list(path("no folder"))).isEmpty();
    assertThat(Storage.list(path("f"))).isEmpty();
  }

  @Test
  void foldersAreThoseDirectlyInTheFolder() throws IOException {
    Storage.commitText(path("films/tt2/shot_0000_img_0.jpg"), "a");
    Storage.commitText(path("films/tt10/deep/er.jpg"), "b");
    Storage.commitText(path("films/tt3.tar"), "c");
    Storage.commitText(path("filmsabove/tt9/x.jpg"), "d");

    assertThat(Storage.folders(path("films"))).containsExactly("tt10", "tt2");
    assertThat(Storage.folders(path("films/"))).containsExactly("tt10", "tt2");
    assertThat(Storage.folders(path("no such folder"))).isEmpty();
  }

  @Test
  void globStaysInItsFolderUnlessToldToCross() throws IOException {
    for (String name : List.of("x/b.json", "x/a.json", "x/a.txt", "x/y/c.json", "z/d.json")) {
      Storage.commitText(path(name), name);
    }

    assertThat(paths(Storage.glob(path("x/*.json"))))
        .containsExactly(path("x/a.json"), path("x/b.json"));
    assertThat(paths(Storage.glob(path("*/?.json"))))
        .containsExactly(path("x/a.json"), path("x/b.json"), path("z/d.json"));
    assertThat(paths(Storage.glob(path("x/[b-c].json")))).containsExactly(path("x/b.json"));
    assertThat(paths(Storage.glob(path("**.json"))))
        .containsExactly(path("x/a.json"), path("x/b.json"), path("x/y/c.json"), path("z/d.json"));
    assertThat(paths(Storage.glob(path("x/a.txt")))).containsExactly(path("x/a.txt"));
    assertThat(Storage.glob(path("x/*.png"))).isEmpty();
    assertThat(Storage.glob(path("none/*"))).isEmpty();
    assertThat(Storage.glob(path("none"))).isEmpty();
  }

  @Test
  void failingWriterLeavesNothingAndTheOlderFileAsItWas() throws IOException {
    String path = path("a/file");
    assertThatThrownBy(() -> Storage.commit(path, StorageContract::failHalfway))
        .isInstanceOf(IOException.class)
        .hasMessage("writer gave up");
    assertThat(Storage.exists(path)).isFalse();
    assertThat(Storage.sweepTemporaries(path("a"))).isZero();

    Storage.commitText(path, "older");
    assertThatThrownBy(() -> Storage.commit(path, StorageContract::failHalfway));
    assertThatThrownBy(
            () ->
                Storage.commit(
                    path,
                    out -> {
                      throw new UncheckedIOException(new IOException("deep inside"));
                    }))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(Storage.readText(path)).isEqualTo("older");
    assertThat(Storage.sweepTemporaries(path("a"))).isZero();
  }

  private static void failHalfway(OutputStream out) throws IOException {
    out.write(new byte[100_000]);
    out.flush();
    throw new IOException("writer gave up");
  }

  @Test
  void temporaryFileIsNeverListedAndIsSwept() throws IOException {
    Storage.commitText(path("a"), "kept");
    String temporary = Storage.temporary(path("a"));
    try (WritableByteChannel channel = Storage.create(temporary)) {
      channel.write(ByteBuffer.wrap(new byte[3]));
    }

    assertThat(temporary).startsWith(root() + "/").isNotEqualTo(Storage.temporary(path("a")));
    assertThat(Storage.exists(temporary)).isTrue();
    assertThat(paths(Storage.list(root()))).containsExactly(path("a"));
    assertThat(paths(Storage.glob(path("*")))).containsExactly(path("a"));
    assertThat(Storage.sweepTemporaries(root())).isEqualTo(1);
    assertThat(Storage.exists(temporary)).isFalse();
    assertThat(Storage.readText(path("a"))).isEqualTo("kept");
  }

  @Test
  void moveGoesOverAnOlderFileAndMakesFolders() throws IOException {
    Storage.commitText(path("from [1]"), "new");
    Storage.commitText(path("to"), "older, longer");

    Storage.move(path("from [1]"), path("to"));
    Storage.move(path("to"), path("made/for/it"));

    assertThat(Storage.exists(path("from [1]"))).isFalse();
    assertThat(Storage.exists(path("to"))).isFalse();
    assertThat(Storage.readText(path("made/for/it"))).isEqualTo("new");
  }

  @Test
  void moveOfAMissingFileFailsAndLeavesTheTarget() throws IOException {
    Storage.commitText(path("to"), "older");

    assertThatThrownBy(() -> Storage.move(path("from"), path("to")))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(path("from") + " does not exist");

    assertThat(Storage.readText(path("to"))).isEqualTo("older");
  }

  @Test
  void rangesOfAFileAreReadAtAnyOffset() throws IOException {
    byte[] bytes = new byte[3_000_001];
    new Random(1).nextBytes(bytes);
    Storage.commit(path("big"), out -> out.write(bytes));

    assertThat(Storage.readAll(path("big"))).isEqualTo(bytes);
    assertThat(Storage.readRange(path("big"), 0, 0)).isEmpty();
    assertThat(Storage.readRange(path("big"), 2_999_999, 2))
        .containsExactly(bytes[2_999_999], bytes[3_000_000]);
    assertThat(Storage.readRange(path("big"), 1_234_567, 70_000))
        .isEqualTo(Arrays.copyOfRange(bytes, 1_234_567, 1_304_567));
    assertThatThrownBy(() -> Storage.readRange(path("big"), 2_999_999, 3))
        .isInstanceOf(EOFException.class)
        .hasMessage(path("big") + " ends at 3000001, before 3000002");
    try (SeekableByteChannel channel = Storage.open(path("big"))) {
      assertThat(channel.size()).isEqualTo(3_000_001);
      assertThat(channel.position(3_000_001).read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
    try (InputStream in = Storage.read(path("big"))) {
      in.skipNBytes(1_000_000);
      assertThat((byte) in.read()).isEqualTo(bytes[1_000_000]);
    }
  }

  @Test
  void emptyFileIsAFile() throws IOException {
    Storage.commitText(path("empty"), "");

    assertThat(Storage.stat(path("empty")).bytes()).isZero();
    assertThat(Storage.readAll(path("empty"))).isEmpty();
    assertThat(paths(Storage.list(root()))).containsExactly(path("empty"));
  }

  @Test
  void committedTextIsUtf8() throws IOException {
    Storage.commitText(path("text"), "Grüße 東京 🎬\n");

    assertThat(Storage.readAll(path("text")))
        .isEqualTo("Grüße 東京 🎬\n".getBytes(StandardCharsets.UTF_8));
    assertThat(Storage.readText(path("text"))).isEqualTo("Grüße 東京 🎬\n");
  }
}
