package io.github.oryxcuration.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.MediaRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameFilesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "0, 2147483647, 1000, MEDIA_TOO_LARGE",
    "0, 2147483647, 9000000000, MEDIA_TRUNCATED",
    "9223372036854775000, 1000, 1000, MEDIA_TRUNCATED",
    "9223372036854774000, 1000, 1000, MEDIA_TRUNCATED",
  })
  void sliceThatNoPatchHoldsCostsItsRowAlone(long offset, int size, long maxBytes, Reason reason)
      throws IOException {
    Path patch = folder.resolve("p");
    Files.write(patch, new byte[10]);
    MediaRef.InPatch ref = new MediaRef.InPatch(patch.toString(), offset, List.of(size), false);

    assertThatThrownBy(() -> FrameFiles.patch(ref, maxBytes).bytes(0))
        .isInstanceOfSatisfying(
            CurationException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void frameLargerThanAllowedIsNotRead() throws IOException {
    Files.write(folder.resolve("1.jpg"), new byte[11]);

    assertThatThrownBy(() -> FrameFiles.folder(folder.toString(), 10).bytes(0))
        .isInstanceOfSatisfying(
            CurationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MEDIA_TOO_LARGE));
  }

  @Test
  void slicesOfOtherSizesAreOtherMedia() {
    MediaRef one = new MediaRef.InPatch("p", 5, List.of(10), false);

    assertThat(new MediaRef.InPatch("p", 5, List.of(11), false).key()).isNotEqualTo(one.key());
    assertThat(new MediaRef.InPatch("p", 5, List.of(10), true).key()).isNotEqualTo(one.key());
    assertThat(new MediaRef.InPatch("p", 5, List.of(10), false).key()).isEqualTo(one.key());
  }
}
