package io.github.oryxcuration.mixture.source;

import static io.github.oryxcuration.mixture.source.Reading.rows;
import static io.github.oryxcuration.mixture.source.Reading.shown;
import static io.github.oryxcuration.mixture.source.Reading.source;
import static io.github.oryxcuration.mixture.source.Reading.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.source.SourceSpec.MultiImageTurn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet sources, written here by DuckDB: a third party's files, as the published ones are. */
class ParquetFormatsTest {
  private static final String PICTURE = "{'bytes': 'x'::BLOB, 'path': 'a.jpg'}";
  private static final String TURNS =
      "[{'from': 'human', 'value': '<image>\nQ'}, {'from': 'gpt', 'value': 'A'}]";

  @TempDir Path folder;

  private void write(String name, String select) throws IOException, SQLException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet)");
    }
  }

  private SourceSpec spec(String format, String file) {
    return source(format, folder.toString(), file, folder + "/media");
  }

  private String cell(String file, int row, String column, int index) {
    return "InCell " + folder.resolve(file) + "#" + row + "." + column + "." + index;
  }

  @Test
  void llavaNextRowsWithoutAPictureAreText() throws IOException, SQLException {
    write(
        "a.parquet",
        "SELECT * FROM (VALUES ('n0', %s, %s), ('n1', [{'from': 'human', 'value': 'Q'}, {'from':"
                .formatted(TURNS, PICTURE)
            + " 'gpt', 'value': 'A'}], NULL), (NULL, "
            + TURNS
            + ", NULL), ('n3', NULL, NULL), ('n4', [NULL], NULL), ('n5', [{'from': 'human',"
            + " 'value': NULL}], NULL)) t(id, conversations, image)");
    assertThat(shown(rows(spec("llava-next", "a.parquet"))))
        .containsExactly(
            "0 n0 qa image[" + cell("a.parquet", 0, "image", 0) + "] H <image>\\nQ / G A",
            "1 n1 text text[] H Q / G A",
            "2  LOST PLACEHOLDER_COUNT: found 1 placeholders for 0 media; the counts must be equal",
            "3 n3 LOST MALFORMED_ROW: 'conversations' must be a list, but is null",
            "4 n4 LOST MALFORMED_ROW: each of 'conversations' must be a struct, but is null",
            "5 n5 LOST MALFORMED_ROW: 'value' must be a text, but is null");
  }

  @Test
  void cauldronReadsAllConfigurationsOfAFolderAndGivesEveryPictureATurn()
      throws IOException, SQLException {
    String text = "{'user': 'Q%d', 'assistant': 'A%<d', 'source': 's'}";
    write(
        "set/nlvr2/train-0.parquet",
        "SELECT [%s, %s] AS images, [%s, %s] AS texts"
            .formatted(PICTURE, PICTURE, text.formatted(1), text.formatted(2)));
    write(
        "set/ai2d/train-0.parquet",
        "SELECT * FROM (VALUES ([%s], [%s]), ([], [%2$s]), (NULL, [%2$s]), ([%1$s], []))"
                .formatted(PICTURE, text.formatted(1))
            + " t(images, texts)");
    SourceSpec source = spec("cauldron", "set");
    assertThat(shown(rows(source)))
        .containsExactly(
            "0  qa image["
                + cell("set/ai2d/train-0.parquet", 0, "images", 0)
                + "] H <image>\\nQ1 / G A1",
            "1  text text[] H Q1 / G A1",
            "2  text text[] H Q1 / G A1",
            "3  LOST EMPTY_CONVERSATION: no answer to learn from in 0 turns",
            "0  qa image["
                + cell("set/nlvr2/train-0.parquet", 0, "images", 0)
                + ", "
                + cell("set/nlvr2/train-0.parquet", 0, "images", 1)
                + "] H <image>\\n / H <image>\\nQ1 / G A1 / H Q2 / G A2");
    assertThat(shown(rows(with(source, "", "", MultiImageTurn.DROP))).get(4))
        .startsWith("0  LOST MULTI_IMAGE_TURN");
    Candidate first = ((Outcome.Kept<Candidate>) rows(source).get(0)).row();
    assertThat(first.id()).isEqualTo("s/set/ai2d/train-0.parquet@0");
    assertThat(first.origin().fileDigest()).matches("footer:[0-9a-f]{64}");
  }

  @Test
  void cinePileClipsAreFoundByLinkOrById() throws IOException, SQLException {
    write(
        "a.parquet",
        "SELECT * FROM (VALUES ('https://www.youtube.com/watch?v=Ab-1&t=3', 'Q?', ['x','y'], 1),"
            + " ('https://youtu.be/Cd_2?si=z', 'Q?', ['x','y'], 2), ('e', 'Q?', ['x',NULL], 0),"
            + " (NULL, 'Q?', ['x'], 0), ('f', 'Q?', NULL, 0), ('g', 'Q?', ['x'], NULL))"
            + " t(yt_clip_link, question, choices, answer_key_position)");
    assertThat(shown(rows(spec("cinepile", "a.parquet"))))
        .containsExactly(
            "0 https://www.youtube.com/watch?v=Ab-1&t=3 mcq video[Ab-1.mp4] H <image>\\nQ?\\nA."
                + " x\\nB. y\\nAnswer with the option's letter from the given choices directly. / G B",
            "1 https://youtu.be/Cd_2?si=z LOST BAD_ANSWER: the answer is option 2 of 0 to 1",
            "2 e LOST MALFORMED_ROW: each of 'choices' must be a text, but is null",
            "3  LOST MALFORMED_ROW: 'yt_clip_link' must be a text, but is null",
            "4 f LOST MALFORMED_ROW: 'choices' must be a list, but is null",
            "5 g LOST MALFORMED_ROW: 'answer_key_position' must be a whole number, but is null");
    Files.writeString(
        folder.resolve("map.json"),
        "{\"https://www.youtube.com/watch?v=Ab-1&t=3\":\"whole.mp4\",\"Cd_2\":\"id.mkv\"}");
    SourceSpec mapped =
        with(spec("cinepile", "a.parquet"), folder + "/map.json", "", MultiImageTurn.SPLIT);
    assertThat(shown(rows(mapped)).get(0)).contains(" mcq video[whole.mp4] ");
    assertThat(shown(rows(mapped)).get(2))
        .isEqualTo("2 e LOST MEDIA_MISSING: media_map has no entry for 'e'");
  }

  @Test
  void capsFusionPicturesAreJoinedByUrlOrByAColumnOfPaths() throws IOException, SQLException {
    write(
        "a.parquet",
        "SELECT * FROM (VALUES ('http://x/1', 'raw', 'synthetic', 'fused', 'p/1.jpg'),"
            + " (NULL, 'raw', 'synthetic', 'fused', NULL),"
            + " ('http://x/2', 'raw', 'synthetic', ' ', '../2.jpg'))"
            + " t(image_url, laion_2b, laion_coco, capsfusion, local)");
    Files.writeString(
        folder.resolve("map.json"), "{\"http://x/1\":\"1.jpg\",\"http://x/2\":\"2.jpg\"}");
    SourceSpec source = spec("capsfusion", "a.parquet");
    assertThat(
            shown(rows(with(source, folder + "/map.json", "Describe it.", MultiImageTurn.SPLIT))))
        .containsExactly(
            "0 http://x/1 caption image[1.jpg] H <image>\\nDescribe it. / G fused",
            "1  LOST MEDIA_MISSING: the row names no picture: 'image_url' is empty",
            "2 http://x/2 LOST EMPTY_CONVERSATION: turn 2 (gpt) has no text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rows(source))
        .withMessage(
            "source 's' must have a media_map from image URLs to files, or the option path_column");
    SourceSpec byColumn =
        Reading.withOptions(
            source, java.util.Map.of("path_column", "local", "caption_column", "laion_2b"));
    assertThat(shown(rows(byColumn)))
        .containsExactly(
            "0 p/1.jpg caption image[1.jpg] H <image>\\nRender a clear and concise summary of the"
                + " photo. / G raw",
            "1  LOST MEDIA_MISSING: the row names no picture: 'local' is empty",
            "2 ../2.jpg LOST MEDIA_OUTSIDE_ROOT: the media path '../2.jpg' holds '..'");
  }

  @Test
  void filesThatAreNotWhatTheFormatReadsAreToldByName() throws IOException, SQLException {
    write("a.parquet", "SELECT 1 AS id");
    assertThatThrownBy(() -> rows(spec("llava-next", "a.parquet")))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + "/a.parquet must have the column 'conversations', but has [id]");
    assertThatThrownBy(() -> rows(spec("shards", "a.parquet")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.parquet");
    Files.writeString(folder.resolve("b.parquet"), "not Parquet at all");
    assertThatThrownBy(() -> rows(spec("cauldron", "b.parquet")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("b.parquet");
  }

  @Test
  void mediaRefsNameTheCellOfTheirPicture() throws IOException, SQLException {
    write(
        "a.parquet", "SELECT 'x' AS id, " + TURNS + " AS conversations, " + PICTURE + " AS image");
    Candidate row = ((Outcome.Kept<Candidate>) rows(spec("llava-next", "a.parquet")).get(0)).row();
    assertThat(row.media())
        .containsExactly(new MediaRef.InCell(folder + "/a.parquet", 0, "image", 0));
  }
}
