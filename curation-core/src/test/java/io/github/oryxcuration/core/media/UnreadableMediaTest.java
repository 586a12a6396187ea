package io.github.oryxcuration.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.recipe.MediaSpec;
import io.github.oryxcuration.core.recipe.TrainerSpec;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.storage.MemoryStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadableMediaTest {
  private static final byte[] PICTURE = PngEncoder.encode(RgbImage.filled(40, 30, 1, 2, 3));

  @TempDir private Path folder;

  private static CurationException refusal(MediaRef ref, Modality modality) {
    try (MediaReader media = reader()) {
      CurationException refused = null;
      try {
        media.probe(ref, modality);
      } catch (CurationException e) {
        refused = e;
      } catch (IOException e) {
        throw new AssertionError("the run would stop: " + e, e);
      }
      return Objects.requireNonNull(refused, "it was read");
    }
  }

  private static MediaReader reader() {
    return new MediaReader(
        new MediaSpec(
            MediaSpec.Check.DECODE,
            MediaSpec.Links.WITHIN,
            1 << 20,
            1 << 20,
            60,
            1000,
            0,
            MediaSpec.Fit.STRETCH,
            MediaSpec.CorruptTail.QUARANTINE,
            95),
        new TrainerSpec(8192, TrainerSpec.OverBudget.KEEP, 1536, 0, 288, 480, 1, 64),
        ProbeCache.none());
  }

  /** What every lookup of fails, for a superuser too: a link to itself. */
  private Path loop(Path at) throws IOException {
    return Files.createSymbolicLink(at, at);
  }

  @Test
  void fileThatTheSystemRefusesToLookUpCostsItsRowAlone() throws IOException {
    Path bad = loop(folder.resolve("bad.jpg"));
    for (Modality modality : List.of(Modality.IMAGE, Modality.VIDEO)) {
      CurationException refused = refusal(new MediaRef.InFile(bad.toString()), modality);
      assertThat(refused.reason()).isEqualTo(Reason.MEDIA_UNREADABLE);
      assertThat(refused.explanation())
          .startsWith(bad + ": cannot be read: Too many levels of symbolic links");
    }
  }

  @Test
  void folderThatTheSystemRefusesToListCostsItsRowAlone() throws IOException {
    Path bad = loop(folder.resolve("frames"));
    assertThat(refusal(new MediaRef.InFolder(bad.toString()), Modality.VIDEO).reason())
        .isEqualTo(Reason.MEDIA_UNREADABLE);

    Path frames = Files.createDirectory(folder.resolve("good"));
    Files.write(frames.resolve("1.png"), PICTURE);
    loop(frames.resolve("2.png"));
    assertThat(refusal(new MediaRef.InFolder(frames.toString()), Modality.VIDEO).reason())
        .isEqualTo(Reason.MEDIA_UNREADABLE);
  }

  @Test
  void fileWithoutPermissionCostsItsRowAlone() throws IOException {
    Path file = Files.write(folder.resolve("p.png"), PICTURE);
    Path frames = Files.createDirectory(folder.resolve("frames"));
    Files.write(frames.resolve("1.png"), PICTURE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(frames, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(file)).as("a superuser may read everything").isFalse();

    for (MediaRef ref :
        List.of(new MediaRef.InFile(file.toString()), new MediaRef.InFolder(frames.toString()))) {
      CurationException refused = refusal(ref, Modality.VIDEO);
      assertThat(refused.reason()).isEqualTo(Reason.MEDIA_UNREADABLE);
      assertThat(refused.explanation()).containsIgnoringCase("permission denied");
    }
    Files.setPosixFilePermissions(frames, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void readErrorOfOneFileCostsItsRowAloneAndTheNextIsRead() throws IOException {
    try (MemoryStore store = MemoryStore.create();
        MediaReader media = reader()) {
      store.put("a.png", PICTURE);
      store.put("b.png", PICTURE);
      store.fail(MemoryStore.Operation.READ, 1);

      MediaRef bad = new MediaRef.InFile(store.path("a.png"));
      assertThatThrownBy(() -> media.probe(bad, Modality.IMAGE))
          .isInstanceOf(CurationException.class)
          .hasMessageStartingWith(store.path("a.png") + ": cannot be read: Planned fault: READ");
      MediaRef good = new MediaRef.InFile(store.path("b.png"));
      assertThat(media.probe(good, Modality.IMAGE).probe().width()).isEqualTo(40);
    }
  }

  @Test
  void storeThatIsGoneEndsTheRun() throws IOException {
    try (MemoryStore store = MemoryStore.create();
        MediaReader media = reader()) {
      store.put("a.png", PICTURE);
      store.crash(MemoryStore.Operation.READ, 1);

      MediaRef ref = new MediaRef.InFile(store.path("a.png"));
      assertThatThrownBy(() -> media.probe(ref, Modality.IMAGE))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Planned fault: READ");
    }
  }

  @Test
  void whatIsNotTheMediumsFaultEndsTheRun() {
    String file = folder.resolve("p.png").toString();
    for (IOException failure :
        List.of(
            new ClosedByInterruptException(),
            new FileNotFoundException(file + " (Too many open files)"),
            new IOException(new FileSystemException(file, null, "Cannot allocate memory")))) {
      assertThatThrownBy(() -> Unreadable.of(file, file, failure)).isSameAs(failure);
    }
    String unmounted = folder.resolve("mount/p.png").toString();
    IOException stale = new FileSystemException(unmounted, null, "Input/output error");
    assertThatThrownBy(() -> Unreadable.of(unmounted, unmounted, stale)).isSameAs(stale);
  }

  @Test
  void messageSaysWhatTheSystemSaid() throws IOException {
    Path file = Files.write(folder.resolve("p.png"), PICTURE);
    String path = file.toString();
    assertThat(Unreadable.of("p", path, new AccessDeniedException(path)))
        .hasMessage("p: cannot be read: permission denied");
    assertThat(Unreadable.of("p", path, new FileSystemException(path, null, "Input/output error")))
        .hasMessage("p: cannot be read: Input/output error");
    assertThat(Unreadable.of("p", path + "x", new FileNotFoundException("gone")))
        .hasMessage("p: no such file; check the row's path and the source's media_root");
  }
}
