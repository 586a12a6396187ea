package io.github.oryxcuration.mixture.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.IOException;
import java.util.List;

/**
 * VCG+112K of VideoGPT+, and the older VideoInstruct100K ({@code {"q", "a", "video_id"}}). Ids
 * repeat, so they are not part of a sample's id; the extension on disk varies.
 */
public final class VcgPlusFormat implements SourceFormat {
  @Override
  public String name() {
    return "vcg-plus";
  }

  @Override
  public String description() {
    return "VCG+112K and VideoInstruct100K JSON; mp4, mkv or webm on disk";
  }

  @Override
  public List<SourcePart> parts(SourceSpec source) throws IOException {
    return SourceFiles.lines(source);
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part) throws IOException {
    VideoFiles videos = new VideoFiles(source);
    return JsonRows.single(
        Records.arrayOrLines(part), new RowMaker(source, part), "id", row -> draft(row, videos));
  }

  private static Draft draft(JsonNode row, VideoFiles videos) {
    if (Fields.has(row, "q")) {
      List<Turn> turns =
          List.of(Turn.human("<image>\n" + Fields.text(row, "q")), Turn.gpt(Fields.text(row, "a")));
      return Draft.video(Draft.QA, videos.find(Fields.text(row, "video_id")), turns);
    }
    return Draft.video(Draft.QA, videos.find(Fields.text(row, "video")), Fields.conversations(row));
  }
}
