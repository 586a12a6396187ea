package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.records.CsvRecords;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * NExT-QA multiple choice: CSV with the columns video, question, answer (0 to 4) and a0 to a4. The
 * video is {@code media_map}'s entry for its id ({@code map_vid_vidorID.json} as published), or
 * {@code <id>.mp4}.
 */
public final class NextQaFormat implements SourceFormat {
  private static final List<String> OPTIONS = List.of("a0", "a1", "a2", "a3", "a4");

  @Override
  public String name() {
    return "nextqa";
  }

  @Override
  public String description() {
    return "NExT-QA multiple-choice CSV";
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
    Choices choices = new Choices(source);
    MediaMap map = MediaMap.of(source);
    VideoFiles videos = new VideoFiles(source);
    CsvRecords records = new CsvRecords(Storage.read(part.file()));
    RowMaker maker = new RowMaker(source, part);
    return CsvRows.open(
        part.file(),
        records,
        List.of("video", "question", "answer", "qid", "a0", "a1", "a2", "a3", "a4"),
        (position, row) -> row(position, row, maker, choices, map, videos),
        maker);
  }

  private static Outcome<Candidate> row(
      String position,
      CsvRows.Row row,
      RowMaker maker,
      Choices choices,
      MediaMap map,
      VideoFiles videos) {
    String video = row.get("video");
    return maker.row(
        position,
        video + "_" + row.get("qid"),
        () -> {
          List<String> options = new ArrayList<>();
          OPTIONS.forEach(name -> options.add(row.get(name)));
          return Draft.video(
              Draft.MCQ,
              videos.find(map.path(video)),
              choices.turns(row.get("question"), options, answer(row.get("answer"))));
        });
  }

  private static long answer(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw Fields.malformed(
          "'answer' must be a whole number, but was '" + Fields.shown(text) + "'");
    }
  }
}
