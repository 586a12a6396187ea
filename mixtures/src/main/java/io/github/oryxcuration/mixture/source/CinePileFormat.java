package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.IOException;
import java.util.List;

/**
 * CinePile: Parquet of multiple-choice questions about film clips that are named by their links.
 * {@code media_map} is asked for the link as it stands, then for the clip's id; without a map the
 * video is {@code <clip id>.mp4}, mkv or webm.
 */
public final class CinePileFormat implements SourceFormat {
  private static final String LINK = "yt_clip_link";

  @Override
  public String name() {
    return "cinepile";
  }

  @Override
  public String description() {
    return "CinePile Parquet, clips joined by media_map or by clip id";
  }

  @Override
  public String templateProblem(String template) {
    return Choices.problem(template);
  }

  @Override
  public List<SourcePart> parts(SourceSpec source) throws IOException {
    new Choices(source);
    return ParquetSource.parts(source, false);
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part) throws IOException {
    Choices choices = new Choices(source);
    MediaMap map = MediaMap.of(source);
    VideoFiles videos = new VideoFiles(source);
    return ParquetSource.open(
        source,
        part,
        LINK,
        List.of(LINK, "question", "choices", "answer_key_position"),
        List.of(),
        (row, values) ->
            Draft.video(
                Draft.MCQ,
                video(Cells.text(values, LINK), map, videos),
                choices.turns(
                    Cells.text(values, "question"),
                    Cells.texts(values, "choices"),
                    Cells.number(values, "answer_key_position"))));
  }

  private static MediaRef video(String link, MediaMap map, VideoFiles videos) {
    return videos.find(map.holds(link) ? map.path(link) : map.path(clipId(link)));
  }

  /** The id in {@code …watch?v=ID&t=1}, {@code youtu.be/ID} or the bare id. */
  static String clipId(String link) {
    int query = link.indexOf("v=");
    String id =
        link.contains("watch?") && query >= 0
            ? link.substring(query + 2)
            : link.substring(link.lastIndexOf('/') + 1);
    int end = 0;
    while (end < id.length() && "&?#".indexOf(id.charAt(end)) < 0) {
      end++;
    }
    return id.substring(0, end);
  }
}
