package io.github.oryxcuration.mixture.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.IOException;
import java.util.List;

/**
 * LLaVA-Hound (ShareGPTVideo): {@code video} names a folder of frames below the media root. The
 * preference keys of its DPO files, {@code chosen} and {@code rejected}, are not read; its image
 * instructions are.
 */
public final class LlavaHoundFormat implements SourceFormat {
  @Override
  public String name() {
    return "llava-hound";
  }

  @Override
  public String description() {
    return "LLaVA-Hound JSONL; a video is a folder of frames";
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
    MediaRef folder = new MediaRef.InFolder(paths.resolve(Fields.text(row, "video")));
    return Draft.video(Draft.QA, folder, Fields.conversations(row));
  }
}
