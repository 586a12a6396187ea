package io.github.oryxcuration.mixture.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.IOException;
import java.util.List;

/**
 * ShareGPT4Video: the caption of the whole video, {@code idx} "-1", answers the recipe's template.
 * Captions of key frames and of the changes between them are not read; a row that has no others is
 * EMPTY_CONVERSATION. The LLaVA form of the set is read by {@code llava}.
 */
public final class ShareGpt4VideoFormat implements SourceFormat {
  private static final String PROMPT = "Describe this video in detail.";
  private static final String WHOLE_VIDEO = "-1";

  @Override
  public String name() {
    return "sharegpt4video";
  }

  @Override
  public String description() {
    return "ShareGPT4Video JSONL; the whole video's caption, asked for by the template";
  }

  @Override
  public List<SourcePart> parts(SourceSpec source) throws IOException {
    Prompt.of(source, PROMPT);
    return SourceFiles.lines(source);
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part) throws IOException {
    Turn prompt = Prompt.of(source, PROMPT);
    MediaPaths paths = new MediaPaths(source);
    return JsonRows.single(
        Records.arrayOrLines(part),
        new RowMaker(source, part),
        "video_id",
        row -> draft(row, prompt, paths));
  }

  private static Draft draft(JsonNode row, Turn prompt, MediaPaths paths) {
    MediaRef video = new MediaRef.InFile(paths.resolve(Fields.text(row, "video_path")));
    for (JsonNode caption : Fields.array(row, "captions")) {
      if (Fields.id(caption, "idx").equals(WHOLE_VIDEO)) {
        Turn answer = Turn.gpt(Fields.text(caption, "content"));
        return Draft.video(Draft.CAPTION, video, List.of(prompt, answer));
      }
    }
    throw new CurationException(
        Reason.EMPTY_CONVERSATION, "no caption has idx \"-1\", the whole video's");
  }
}
