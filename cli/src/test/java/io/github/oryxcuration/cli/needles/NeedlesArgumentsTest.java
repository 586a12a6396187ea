package io.github.oryxcuration.cli.needles;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needles and niah build say to wrong arguments: nothing of a recipe that nobody wrote. */
class NeedlesArgumentsTest {
  @TempDir Path folder;

  private final StringWriter err = new StringWriter();

  private void assertRefused(String message, String... args) {
    List<String> words = new ArrayList<>(List.of(args));
    words.addAll(List.of("-q", "--out", folder.resolve("out").toString()));

    int code =
        Main.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            words.toArray(String[]::new));

    assertThat(err.toString().strip()).isEqualTo("oryx-curate: " + message);
    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private String tree() throws IOException {
    Files.writeString(folder.resolve("list.v1.txt"), "tt1\n");
    return folder.toString();
  }

  @Test
  void filmsAreNamedInOneWay() throws IOException {
    assertRefused(
        "Name films by --movienet or by --films: one of the two.",
        "needles",
        "--movienet",
        tree(),
        "--films",
        "a.mp4");
  }

  @Test
  void filmThatIsNotThere() {
    String film = folder.resolve("a.mp4").toString();
    assertRefused("files: no such file: " + film, "needles", "--films", film);
  }

  @Test
  void folderThatIsNoTree() {
    assertRefused(
        "source needles: "
            + folder
            + " is no MovieNet tree: expected list.v1.txt, or key frames in one of 240P,"
            + " 240P_frames, keyframe_240P, keyframes_from_240P, shot_keyf",
        "needles",
        "--movienet",
        folder.toString());
  }

  @Test
  void listToSkipThatIsNotThere() throws IOException {
    String list = folder.resolve("skip.tsv").toString();
    assertRefused(
        "source needles: " + list + ": no such list of films to skip (skip)",
        "needles",
        "--movienet",
        tree(),
        "--set",
        "skip=" + list);
  }

  @Test
  void questionsThatAreNotThere() throws IOException {
    String questions = folder.resolve("q.json").toString();
    assertRefused(
        "source niah: " + questions + ": no such file of questions",
        "niah",
        "build",
        "--movienet",
        tree(),
        "--questions",
        questions);
  }
}
