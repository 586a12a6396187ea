package io.github.oryxcuration.runtime.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightDigestsTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_600_000_000_000L);

  @TempDir Path temporary;
  private Path model;
  private Path cache;

  @BeforeEach
  void folders() throws IOException {
    model = Files.createDirectories(temporary.resolve("model"));
    cache = temporary.resolve("cache").resolve("digests");
  }

  @Test
  void oneFileIsItsOwnDigestAndSeveralAreWhatSha256sumPrints() throws IOException {
    Path a = file("a.safetensors", "one");
    Path b = file("b.safetensors", "two");
    WeightDigests digests = WeightDigests.inMemory();
    assertThat(digests.of(List.of(a))).isEqualTo(Digest.hex("one"));
    String lines =
        Digest.hex("one") + "  a.safetensors\n" + Digest.hex("two") + "  b.safetensors\n";
    assertThat(digests.of(List.of(b, a))).isEqualTo(Digest.hex(lines));
  }

  @Test
  void aRememberedDigestIsUsedOnlyForTheSameStateOfTheFile() throws IOException {
    Path file = file("w", "one");
    WeightDigests.in(cache).of(List.of(file));
    Path entry = onlyEntry();
    String stored = Files.readString(entry, UTF_8);
    // A lie in the cache shows that it is used.
    Files.writeString(entry, stored.replace(Digest.hex("one"), Digest.hex("lie")));
    assertThat(WeightDigests.in(cache).of(List.of(file))).isEqualTo(Digest.hex("lie"));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_600_000_000_001L));
    assertThat(WeightDigests.in(cache).of(List.of(file))).isEqualTo(Digest.hex("one"));
    assertThat(onlyEntry()).isEqualTo(entry);
    assertThat(Files.readString(entry, UTF_8)).contains(Digest.hex("one"));
  }

  @Test
  void readingIsToldAndNotWhereTheDigestIsRemembered() throws IOException {
    Path file = file("w", "one");
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      WeightDigests.in(cache).telling((it, bytes) -> told.add(it + " " + bytes)).of(List.of(file));
    }
    assertThat(told).containsExactly(file + " 3");
  }

  @Test
  void aDamagedEntryIsReplaced() throws IOException {
    Path file = file("w", "one");
    WeightDigests.in(cache).of(List.of(file));
    for (String damage : List.of("", "{", "[]", "{\"path\":3,\"sha256\":\"zz\"}")) {
      Files.writeString(onlyEntry(), damage);
      assertThat(WeightDigests.in(cache).of(List.of(file))).isEqualTo(Digest.hex("one"));
      assertThat(Files.readString(onlyEntry(), UTF_8)).contains(Digest.hex("one"));
    }
  }

  @Test
  void aFileThatWasJustWrittenIsNotRememberedAndTheModelsFolderIsNeverWrittenTo()
      throws IOException {
    Path file = model.resolve("w");
    Files.writeString(file, "one");
    assertThat(WeightDigests.in(cache).of(List.of(file))).isEqualTo(Digest.hex("one"));
    assertThat(cache).doesNotExist();
    assertThat(model).isDirectoryContaining(path -> path.equals(file));
    try (Stream<Path> files = Files.list(model)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aCacheThatCannotBeWrittenCostsNothingButTime() throws IOException {
    Path file = file("w", "one");
    Path blocked = Files.writeString(temporary.resolve("blocked"), "a file");
    assertThat(WeightDigests.in(blocked).of(List.of(file))).isEqualTo(Digest.hex("one"));
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = model.resolve("none");
    assertThatThrownBy(() -> WeightDigests.inMemory().of(List.of(file)))
        .isInstanceOf(ModelException.class)
        .hasMessage(file + ": cannot be read: " + file);
  }

  private Path file(String name, String content) throws IOException {
    Path file = Files.writeString(model.resolve(name), content);
    return Files.setLastModifiedTime(file, LONG_AGO);
  }

  private Path onlyEntry() throws IOException {
    try (Stream<Path> entries = Files.list(cache)) {
      List<Path> all = entries.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
