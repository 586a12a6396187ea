package io.github.oryxcuration.mixture.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.IOException;
import java.util.List;

/**
 * LLaVA-1.5: {@code [{"id", "image", "conversations": [{"from", "value"}]}]}, as JSON or JSONL.
 * {@code image} is a path, a list of paths or absent; {@code video} may stand in its place.
 */
public final class LlavaFormat implements SourceFormat {
  @Override
  public String name() {
    return "llava";
  }

  @Override
  public String description() {
    return "LLaVA-1.5 JSON or JSONL (558K, mix665k and all that took over its keys)";
  }

  @Override
  public List<SourcePart> parts(SourceSpec source) throws IOException {
    return SourceFiles.lines(source);
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part) throws IOException {
    MediaPaths paths = new MediaPaths(source);
    return JsonRows.single(
        Records.arrayOrLines(part), new RowMaker(source, part), "id", row -> draft(row, paths));
  }

  private static Draft draft(JsonNode row, MediaPaths paths) {
    if (!Fields.has(row, "video")) {
      return LlavaRow.pictures(row, paths);
    }
    LlavaRow.refuseBoth(row);
    MediaRef video = new MediaRef.InFile(paths.resolve(Fields.text(row, "video")));
    return Draft.video(Draft.QA, video, Fields.conversations(row));
  }
}
