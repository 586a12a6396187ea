package io.github.oryxcuration.mixture.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.records.RawRecord;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Perception Test: one JSON object keyed by video id. Each multiple-choice question is one row,
 * with {@code <video id>.<question id>} for position; the other annotations are not rows and are
 * not counted. The video is {@code media_map}'s entry for the id, or {@code <video id>.mp4}.
 */
public final class PerceptionTestFormat implements SourceFormat {
  @Override
  public String name() {
    return "perception-test";
  }

  @Override
  public String description() {
    return "Perception Test JSON; one sample for each multiple-choice question";
  }

  @Override
  public String templateProblem(String template) {
    return Choices.problem(template);
  }

  @Override
  public List<SourcePart> parts(SourceSpec source) throws IOException {
    new Choices(source);
    return SourceFiles.whole(source);
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part) throws IOException {
    Reader reader = new Reader(new Choices(source), MediaMap.of(source), new VideoFiles(source));
    return new JsonRows(Records.object(part), new RowMaker(source, part), reader::map);
  }

  private static final class Reader {
    private final Choices choices;
    private final MediaMap map;
    private final VideoFiles videos;
    private final Set<String> seen = new HashSet<>();

    Reader(Choices choices, MediaMap map, VideoFiles videos) {
      this.choices = choices;
      this.map = map;
      this.videos = videos;
    }

    void map(RawRecord record, JsonNode row, RowMaker maker, Consumer<Outcome<Candidate>> rows) {
      String video = record.key();
      JsonNode questions = row.get("mc_question");
      if (questions == null || questions.isNull()) {
        return;
      }
      if (!questions.isArray()) {
        rows.accept(
            maker.malformed(
                record.position(),
                "'mc_question' must be a list, but is " + Fields.kind(questions)));
        return;
      }
      for (int i = 0; i < questions.size(); i++) {
        JsonNode question = questions.get(i);
        String id = Fields.id(question, "id");
        String name = video + "." + id;
        boolean unique = !id.isEmpty() && seen.add(name);
        rows.accept(
            maker.row(
                unique ? name : record.position() + "#" + i,
                name,
                () -> draft(video, name, unique, question)));
      }
    }

    private Draft draft(String video, String name, boolean unique, JsonNode question) {
      if (!unique) {
        throw Fields.malformed("question '" + Fields.shown(name) + "' has no id of its own");
      }
      return Draft.video(
          Draft.MCQ,
          videos.find(map.path(video)),
          choices.turns(
              Fields.text(question, "question"),
              Fields.texts(question, "options"),
              Fields.number(Fields.require(question, "answer_id"), "'answer_id'")));
    }
  }
}
