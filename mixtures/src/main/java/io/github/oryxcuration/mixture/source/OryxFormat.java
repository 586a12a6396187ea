package io.github.oryxcuration.mixture.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Oryx's own training JSON with patch files (Oryx {@code DATA.md} and {@code oryx/train/train.py}).
 * {@code image} is a path, a slice of a patch or a list of either; {@code video} a path or a slice;
 * {@code video_long} a slice with {@code idx}, {@code type}, {@code question} and {@code answer}.
 * Of several keys the trainer's order holds: image, video, video_long. The option {@code bgr} says
 * which video patches store exchanged colours, see {@link StoredColors}.
 */
public final class OryxFormat implements SourceFormat {
  @Override
  public String name() {
    return "oryx";
  }

  @Override
  public String description() {
    return "Oryx-SFT JSON with patch files, needle samples included";
  }

  @Override
  public Set<String> options() {
    return Set.of(StoredColors.KEY);
  }

  @Override
  public List<SourcePart> parts(SourceSpec source) throws IOException {
    StoredColors.of(source); // refused before anything runs
    return SourceFiles.lines(source);
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part) throws IOException {
    PatchRefs refs = new PatchRefs(new MediaPaths(source), StoredColors.of(source));
    return JsonRows.single(
        Records.arrayOrLines(part), new RowMaker(source, part), "id", row -> draft(row, refs));
  }

  private static Draft draft(JsonNode row, PatchRefs refs) {
    if (Fields.has(row, "image")) {
      return Draft.pictures(Draft.QA, images(row.get("image"), refs), Fields.conversations(row));
    }
    if (Fields.has(row, "video")) {
      return Draft.video(Draft.QA, refs.video(row.get("video")), Fields.conversations(row));
    }
    if (Fields.has(row, "video_long")) {
      return needle(row, refs);
    }
    return Draft.text(Fields.conversations(row));
  }

  private static List<MediaRef> images(JsonNode image, PatchRefs refs) {
    List<MediaRef> media = new ArrayList<>();
    if (!image.isArray()) {
      media.add(refs.image(image));
    }
    for (JsonNode one : image.isArray() ? image : List.<JsonNode>of()) {
      media.add(refs.image(one));
    }
    return media;
  }

  /** The trainer writes the prompt of a needle itself; the turns here are what it is made from. */
  private static Draft needle(JsonNode row, PatchRefs refs) {
    MediaRef.InPatch movie = refs.movie(row.get("video_long"));
    String type = Fields.text(row, "type");
    String question = Fields.text(row, "question");
    List<Integer> idx = new ArrayList<>();
    for (JsonNode index : Fields.array(row, "idx")) {
      long at = Fields.number(index, "'idx'");
      if (at < 0 || at >= movie.sizes().size()) {
        throw Fields.malformed(
            "'idx' is " + at + ", but the movie has " + movie.sizes().size() + " frames");
      }
      idx.add((int) at);
    }
    boolean sound =
        switch (type) {
          case "caption" -> idx.size() == 1 && question.contains("<idx>");
          case "diff" ->
              idx.size() == 2
                  && idx.get(0) < idx.get(1)
                  && question.contains("<idx1>")
                  && question.contains("<idx2>");
          default -> false;
        };
    if (!sound) {
      throw Fields.malformed(
          "a needle is of type caption with one 'idx' and <idx> in its question, or of type diff"
              + " with two in ascending order and <idx1> and <idx2>; found type '"
              + Fields.shown(type)
              + "' with 'idx' "
              + idx);
    }
    String answer = Fields.text(row, "answer");
    return new Draft(
        "needle-" + type,
        Modality.VIDEO_LONG,
        List.of(movie),
        List.of(Turn.human("<image>\n" + question), Turn.gpt(answer)),
        "",
        new Needle(idx, question, answer, type));
  }
}
