package io.github.oryxcuration.mixture.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.ledger.LedgerWriter;
import io.github.oryxcuration.core.plan.PackedRow;
import io.github.oryxcuration.core.prepare.PreparedFormat;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.run.Buckets;
import io.github.oryxcuration.core.run.RunWriter;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Annotation files → light candidates, grouped by the media they show. */
final class ReadStage implements Stage<ReadStage.Start, ReadStage.Task, ReadStage.Result> {
  private static final long serialVersionUID = 1L;

  /** Light rows of one probe bucket. */
  private static final long BUCKET_BYTES = 48L << 20;

  /** Parquet holds media beside the text; about so small a part of it is text. */
  private static final int PARQUET_TEXT_PART = 16;

  /** A guess for rows of a source that has no file. */
  private static final long MADE_ROW_BYTES = 2048;

  record Start() {}

  record Task(int number, String source, SourcePart part, int buckets) implements Serializable {}

  /**
   * @param run the file of candidates that are still to be probed
   * @param read rows of the part, lost ones included
   * @param lost of them, but for those that {@code probed} counts
   * @param probed the rows that needed no probe of media
   */
  record Result(
      int number,
      String source,
      String run,
      int buckets,
      long read,
      Map<Reason, Long> lost,
      ProbeStage.Result probed) {}

  private final BuildContext context;

  ReadStage(BuildContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "read";
  }

  @Override
  public Class<Start> previousType() {
    return Start.class;
  }

  @Override
  public Class<Task> taskType() {
    return Task.class;
  }

  @Override
  public Class<Result> resultType() {
    return Result.class;
  }

  @Override
  public List<Task> cut(List<Start> previous) {
    return context.inputs();
  }

  /**
   * The parts of all sources, with the digests of their files: found once, before anything runs.
   */
  static List<Task> parts(Recipe recipe) throws IOException {
    List<Task> tasks = new ArrayList<>();
    Map<String, Long> files = new HashMap<>();
    List<SourceSpec> sources = new ArrayList<>(recipe.sources());
    sources.sort(Comparator.comparing(SourceSpec::name));
    for (SourceSpec source : sources) {
      List<SourcePart> parts = new ArrayList<>(BuildContext.format(source.format()).parts(source));
      parts.sort(Comparator.comparing(SourcePart::file).thenComparing(SourcePart::start));
      for (SourcePart part : parts) {
        files.merge(part.file(), lightBytes(part), part.isStored() ? Math::max : Long::sum);
        tasks.add(new Task(tasks.size(), source.name(), part, 0));
      }
    }
    long bytes = files.values().stream().mapToLong(Long::longValue).sum();
    int buckets = Buckets.of(bytes, BUCKET_BYTES).count();
    return tasks.stream().map(t -> new Task(t.number, t.source, t.part, buckets)).toList();
  }

  /** Of the whole file, or of the part alone where it is made row by row. */
  private static long lightBytes(SourcePart part) throws IOException {
    if (!part.isStored()) {
      return (part.end() - part.start()) * MADE_ROW_BYTES;
    }
    long bytes = Storage.stat(part.file()).bytes();
    return part.file().endsWith(".parquet") ? bytes / PARQUET_TEXT_PART : bytes;
  }

  private SourceFormat.Rows rows(SourceFormat format, SourceSpec source, SourcePart part)
      throws IOException {
    return format instanceof PreparedFormat prepared
        ? prepared.read(source, part, context.layout().out())
        : format.read(source, part);
  }

  @Override
  public Result run(Task task) throws IOException {
    SourceSpec source = context.source(task.source);
    SourceFormat format = BuildContext.format(source.format());
    String path = context.layout().read(task.number);
    Map<Reason, Long> lost = new EnumMap<>(Reason.class);
    TextProber texts = new TextProber(context.recipe());
    ProbeStage.Result probed;
    long read = 0;
    PublicNames names = context.names(task.source);
    try (SourceFormat.Rows rows = rows(format, source, task.part);
        RunWriter run = new RunWriter(path, MediaKey.BYTES, new Buckets(task.buckets));
        LedgerWriter ledger = new LedgerWriter(context.layout().readLedger(task.number));
        LedgerWriter reduced = new LedgerWriter(context.layout().readReducedLedger(task.number));
        ProbedRows light = new ProbedRows(context, task.buckets + task.number, ledger)) {
      while (rows.hasNext()) {
        Outcome<Candidate> outcome = rows.next();
        read++;
        if (outcome instanceof Outcome.Kept<Candidate> kept) {
          Candidate row = names.of(kept.row());
          byte[] packed;
          try {
            packed = PackedRow.of(row);
          } catch (CurationException e) {
            lost.merge(e.reason(), 1L, Long::sum);
            ledger.add(names.of(ProbeStage.lost(row, row.id(), "read", e)));
            continue;
          }
          if (isLight(row, task, texts)) {
            light.take(row, task.number, packed, texts::plan);
          } else {
            byte[] id = row.id().getBytes(UTF_8);
            run.add(MediaKey.of(row), new CandidateRow(task.number, id, packed).toBytes());
          }
        } else if (outcome instanceof Outcome.Lost<Candidate> gone) {
          LedgerRow row = gone.row();
          lost.merge(row.reason(), 1L, Long::sum);
          ledger.add(names.of(row));
        }
      }
      for (LedgerRow row : rows.reduced()) {
        reduced.add(names.of(row));
      }
      run.commit();
      probed = light.commit();
      ledger.commit();
      reduced.commit();
    }
    return new Result(task.number, task.source, path, task.buckets, read, lost, probed);
  }

  /**
   * Whether a row is probed where it is read: it shows nothing, and its tokens cost little to count
   * or the file is read by many tasks. A tokenizer is left to the probe stage where one task reads
   * a whole file.
   */
  private static boolean isLight(Candidate row, Task task, TextProber texts) {
    return row.media().isEmpty() && (!texts.exact() || task.part.end() != Long.MAX_VALUE);
  }
}
