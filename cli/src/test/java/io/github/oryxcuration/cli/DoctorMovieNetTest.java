package io.github.oryxcuration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorMovieNetTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  @Test
  void filmWithoutFramesIsToldAndStandsInTheSkipList() throws IOException {
    Files.writeString(folder.resolve("list.v1.txt"), "tt1\n");
    Path skipList = folder.resolve("skip.tsv");

    int code =
        run("doctor", "movienet", folder.toString(), "-q", "--skip-list", skipList.toString());

    assertThat(code).isEqualTo(ExitCode.FAILURES);
    assertThat(out.toString())
        .startsWith("0 of 1 films can be used; 0 key frames, 0 shots\n")
        .contains("skip       1 films  NO_FRAMES ");
    assertThat(skipList).hasContent("tt1\tNO_FRAMES\tno folder and no tar of key frames\n");
  }

  @Test
  void folderThatIsNoTreeIsAUsageError() {
    assertThat(run("doctor", "movienet", folder.toString(), "-q")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(folder + " is no MovieNet tree");
  }
}
