package io.github.oryxcuration.correspondence.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceFormat.Rows;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.text.Dialect;
import io.github.oryxcuration.correspondence.ask.MarkQuestion;
import io.github.oryxcuration.correspondence.ask.PromptFile;
import io.github.oryxcuration.correspondence.scene.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows of a run of scenes: each is opened when its first row is asked for. */
final class SceneRows implements Rows {
  private static final String PLAIN = "-plain";

  private final SourceSpec source;
  private final SourcePart part;
  private final SceneOptions options;
  private final ScanScenes scans;
  private final QuestionFile file;
  private final PromptFile marked = PromptFile.of(PromptFile.MARKED);
  private final PromptFile plain = PromptFile.of(PromptFile.PLAIN);
  private final Deque<Outcome<Candidate>> ready = new ArrayDeque<>();
  private final List<LedgerRow> reduced = new ArrayList<>();
  private int next;

  SceneRows(SourceSpec source, SourcePart part, SceneOptions options, ScanScenes scans)
      throws IOException {
    this.source = source;
    this.part = part;
    this.options = options;
    this.scans = scans;
    this.file =
        part.isStored()
            ? QuestionFile.open(part.file())
            : QuestionFile.none(part.file().substring(ScanQaFormat.UNASKED.length()));
    this.next = part.isStored() ? (int) part.start() : 0;
    if (next == 0) {
      file.broken().forEach(row -> lose(row.position(), "", row.why()));
    }
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && next < Math.min(part.end(), file.scenes().size())) {
      try {
        scene(file.scenes().get(next++));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public Outcome<Candidate> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  /** A scan that cannot be used costs its questions; nothing of one scan reaches another. */
  private void scene(String scan) throws IOException {
    MarkedScene scene = null;
    CurationException why = null;
    List<QuestionFile.Row> asked = new ArrayList<>();
    for (QuestionFile.Row row : file.rows(scan)) {
      CurationException refusal = refusal(row.question());
      if (refusal == null) {
        asked.add(row);
      } else {
        lose(row.position(), row.question().id(), refusal);
      }
    }
    if (!asked.isEmpty() || !part.isStored()) {
      try {
        scene = scans.scene(scan, faults -> skip(scan, faults));
      } catch (CurationException e) {
        why = e;
      }
    }
    for (QuestionFile.Row row : asked) {
      if (scene == null) {
        lose(row.position(), row.question().id(), java.util.Objects.requireNonNull(why));
      } else {
        question(row, scene);
      }
    }
    if (scene != null) {
      for (MarkQuestion kind : kinds(scene)) {
        markQuestion(scan, kind, scene);
      }
    } else if (asked.isEmpty() && why != null) {
      lose("marks", scan, why);
    }
  }

  /** What is asked of marks: what the recipe says, or where nothing else is asked, all there is. */
  private List<MarkQuestion> kinds(MarkedScene scene) {
    return part.isStored() || !options.questions().isEmpty()
        ? options.questions()
        : Arrays.stream(MarkQuestion.values())
            .filter(kind -> scene.objection(kind) == null)
            .toList();
  }

  private @Nullable CurationException refusal(Question question) {
    try {
      SceneSplits.check(question, options.split());
    } catch (CurationException e) {
      return e;
    }
    return question.answers().stream().allMatch(String::isBlank)
        ? new CurationException(Reason.NOT_FOR_TRAINING, question.id() + " has no answer")
        : null;
  }

  private void question(QuestionFile.Row row, MarkedScene scene) {
    Question question = row.question();
    List<String> answers =
        List.copyOf(
            new LinkedHashSet<>(
                question.answers().stream().filter(answer -> !answer.isBlank()).toList()));
    switch (options.answers()) {
      case FIRST ->
          sample(row.position(), question.id(), question.question(), answers.get(0), scene);
      case ONE -> {
        byte[] drawn = Digest.of((options.seed() + "\nanswer\n" + question.id()).getBytes(UTF_8));
        int chosen = (int) Long.remainderUnsigned(ByteBuffer.wrap(drawn).getLong(), answers.size());
        sample(row.position(), question.id(), question.question(), answers.get(chosen), scene);
      }
      case EACH -> {
        for (int i = 0; i < answers.size(); i++) {
          String position = i == 0 ? row.position() : row.position() + "-" + (i + 1);
          sample(position, question.id(), question.question(), answers.get(i), scene);
        }
      }
    }
  }

  private void markQuestion(String scan, MarkQuestion kind, MarkedScene scene) {
    String position = part.isStored() ? scan + "-" + kind.word() : kind.word();
    String objection = scene.objection(kind);
    try {
      if (objection != null) {
        throw new CurationException(
            Reason.NO_MARKS, "%s: %s is not asked: %s".formatted(scan, kind.word(), objection));
      }
      MarkQuestion.Asked asked = kind.ask(scene.known(), scan, options.seed());
      keep(
          position,
          position,
          "marks-" + kind.word(),
          marked,
          asked.question(),
          asked.answer(),
          scene.views());
    } catch (CurationException e) {
      lose(position, position, e);
    }
  }

  private void sample(
      String position, String originId, String question, String answer, MarkedScene scene) {
    if (options.stamp() != SceneOptions.Stamp.NONE) {
      keep(position, originId, ScanQaFormat.NAME, marked, question, answer, scene.views());
    }
    if (options.stamp() != SceneOptions.Stamp.MARKS) {
      String place = options.stamp() == SceneOptions.Stamp.BOTH ? position + PLAIN : position;
      keep(place, originId, ScanQaFormat.NAME, plain, question, answer, scene.unstamped());
    }
  }

  private void keep(
      String position,
      String originId,
      String task,
      PromptFile prompt,
      String question,
      String answer,
      MediaRef.Views views) {
    try {
      List<Turn> turns =
          List.of(Turn.human(Dialect.PLACEHOLDER + "\n" + prompt.ask(question)), Turn.gpt(answer));
      ready.add(
          Outcome.kept(
              new Candidate(
                  id(position),
                  source.name(),
                  source.task().isEmpty() ? task : source.task(),
                  Modality.VIDEO,
                  List.of(views),
                  Dialect.normalise(turns, 1, Modality.VIDEO, source.multiImageTurn()),
                  source.license(),
                  null,
                  new Origin(part.file(), part.digest(), position, originId))));
    } catch (CurationException e) {
      lose(position, originId, e);
    }
  }

  private void lose(String position, String originId, CurationException why) {
    ready.add(
        Outcome.lost(
            new LedgerRow(
                source.name(),
                id(position),
                originId,
                part.file(),
                position,
                "read",
                why.reason(),
                why.explanation())));
  }

  private void skip(String scan, String faults) {
    String position = part.isStored() ? scan : "marks";
    reduced.add(
        new LedgerRow(
            source.name(),
            id(position),
            scan,
            part.file(),
            position,
            "read",
            Reason.FRAMES_SKIPPED,
            faults));
  }

  @Override
  public List<LedgerRow> reduced() {
    return List.copyOf(reduced);
  }

  private String id(String position) {
    if (!part.isStored()) {
      String name = part.file().substring(ScanQaFormat.UNASKED.length());
      return Candidate.idOf(source.name(), name, position);
    }
    String root = source.root().endsWith("/") ? source.root() : source.root() + "/";
    String relative =
        part.file().startsWith(root) ? part.file().substring(root.length()) : part.file();
    return Candidate.idOf(source.name(), relative, position);
  }

  @Override
  public void close() {}
}
