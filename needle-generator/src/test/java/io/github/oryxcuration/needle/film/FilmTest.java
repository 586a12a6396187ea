package io.github.oryxcuration.needle.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmTest {
  private static final long MAX_BYTES = 1 << 24;

  @TempDir Path folder;

  @Test
  void keyFramesAreInOrderOfTheirNumbersAndOnlyTheMiddleOneHasAnExactTime() throws IOException {
    MovieNetFixture fixture = new MovieNetFixture(folder);
    fixture.film("tt1", 2);
    fixture.write("movie1K.video_info.v1.json", "{\"tt1\":{\"fps\":24}}");
    fixture.write("240P/tt1/cover.jpg", MovieNetFixture.jpeg(MovieNetFixture.scene(1)));

    Film film = Film.read(MovieNetTree.open(folder.toString()), "tt1", MAX_BYTES);

    assertThat(film.frames())
        .containsExactly(
            new FilmFrame(1, 0, 0, 0.25, false),
            new FilmFrame(2, 0, 1, 0.5, true),
            new FilmFrame(3, 0, 2, 0.75, false),
            new FilmFrame(4, 1, 0, 1.25, false),
            new FilmFrame(5, 1, 1, 1.5, true),
            new FilmFrame(6, 1, 2, 1.75, false));
    assertThat(film.unusable()).isEqualTo(1);
    assertThat(film.medium()).isEqualTo(new MediaRef.InFolder(folder + "/240P/tt1"));
    assertThat(film.annotation().isEmpty()).isTrue();
  }

  @Test
  void withoutAFileOfSubtitlesTheStoryTellsWhatIsSaid() throws IOException {
    MovieNetFixture fixture = new MovieNetFixture(folder);
    fixture.film("tt1", 1);
    fixture.write(
        "annotation/tt1.json",
        "{\"story\":[{\"subtitle\":[{\"duration\":[1,2],\"sentences\":[\"Hi.\"]}]}]}");
    MovieNetTree tree = MovieNetTree.open(folder.toString());
    List<Subtitles.Cue> told = Film.read(tree, "tt1", MAX_BYTES).subtitles().cues();
    fixture.write("subtitle/tt1.srt", "1\n00:00:03,0 --> 00:00:04,0\nHo.\n");

    assertThat(told).containsExactly(new Subtitles.Cue(1, 2, "Hi."));
    assertThat(Film.read(tree, "tt1", MAX_BYTES).subtitles().cues())
        .containsExactly(new Subtitles.Cue(3, 4, "Ho."));
  }

  @Test
  void filmWithoutFramesOrWithFramesOfUnknownShotsIsRefused() throws IOException {
    MovieNetFixture fixture = new MovieNetFixture(folder);
    fixture.film("tt1", 1);
    fixture.picture("tt1", 7, 0, 3);
    fixture.write("list.v1.txt", "tt1\ntt2\n");
    MovieNetTree tree = MovieNetTree.open(folder.toString());

    assertThatThrownBy(() -> Film.read(tree, "tt2", MAX_BYTES))
        .isInstanceOf(CurationException.class)
        .hasMessage(folder + ": no key frames of tt2 in " + folder + "/240P");
    assertThatThrownBy(() -> Film.read(tree, "tt1", MAX_BYTES))
        .isInstanceOf(CurationException.class)
        .hasMessage(
            folder + "/240P/tt1/shot_0007_img_0.jpg: there is no shot 7; the shot file has 1");
  }

  @Test
  void folderThatIsNoTreeIsToldSo() {
    assertThatThrownBy(() -> MovieNetTree.open(folder.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            folder
                + " is no MovieNet tree: expected list.v1.txt, or key frames in one of 240P,"
                + " 240P_frames, keyframe_240P, keyframes_from_240P, shot_keyf");
  }

  @Test
  void idThatLeadsOutOfTheTreeIsRefused() throws IOException {
    new MovieNetFixture(folder).write("list.v1.txt", "tt1\n../../etc\n");

    assertThatThrownBy(() -> MovieNetTree.open(folder.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            folder + "/list.v1.txt: found '../../etc', expected a film's id such as tt0032138");
  }

  @Test
  void sharedFilmIsReadFromFolderAndTarAlike() throws IOException {
    MovieNetTree tree = MovieNetTree.open(SharedFiles.shared("data/movienet").toString());

    Film film = Film.read(tree, "tt9000001", MAX_BYTES);

    assertThat(tree.films()).containsExactly("tt9000001");
    assertThat(tree.allFrames("tt9000001")).hasSize(2);
    assertThat(film.frames()).hasSize(21);
    assertThat(film.frames().get(4)).isEqualTo(new FilmFrame(4, 1, 1, 141 / 24.0, true));
    assertThat(film.meta().title()).isEqualTo("Big Buck Bunny (2008)");
    assertThat(film.subtitles().cues()).hasSize(2);
  }
}
