package io.github.oryxcuration.core.flow;

import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Redistribute;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Runs stages as one Beam pipeline on the runner that the options name. Each stage is a fan-out
 * (cut into tasks, redistributed, run) and a gathering of its small results under one key:
 *
 * <pre>
 *   results of the stage before ─► GroupByKey ─► Cut ─► Redistribute ─► Run ─► results
 * </pre>
 *
 * <p>Rows and media travel through storage, so the folders of the build must be reachable from
 * every worker. The functions are those that {@link LocalFlow} calls.
 */
public final class BeamFlow implements Flow {
  private final PipelineOptions options;

  public BeamFlow(PipelineOptions options) {
    this.options = options;
  }

  @Override
  public void run(List<? extends Stage<?, ?, ?>> chain, Finished finished) throws IOException {
    Pipeline pipeline = Pipeline.create(options);
    PCollection<KV<Integer, String>> results =
        pipeline.apply(
            "Start",
            Create.of(KV.of(-1, "")).withCoder(KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of())));
    for (Stage<?, ?, ?> stage : chain) {
      results = results.apply(stage.name(), new RunStage<>(stage, finished));
    }
    PipelineResult.State state = pipeline.run().waitUntilFinish();
    if (state != PipelineResult.State.DONE) {
      throw new IOException("The pipeline ended as " + state + "; a rerun goes on from there");
    }
  }

  /** In: (task number, result) of the stage before. Out: the same of this stage, any order. */
  private static final class RunStage<P extends Record, T extends Record, R extends Record>
      extends PTransform<PCollection<KV<Integer, String>>, PCollection<KV<Integer, String>>> {
    private static final long serialVersionUID = 1L;

    private final transient Stage<P, T, R> stage;
    private final transient Finished finished;

    RunStage(Stage<P, T, R> stage, Finished finished) {
      this.stage = stage;
      this.finished = finished;
    }

    @Override
    public PCollection<KV<Integer, String>> expand(PCollection<KV<Integer, String>> previous) {
      KvCoder<Integer, String> numbered = KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of());
      return previous
          .apply("Key", ParDo.of(new KeyFn()))
          .setCoder(KvCoder.of(StringUtf8Coder.of(), numbered))
          .apply("Gather", GroupByKey.create())
          .apply("Cut", ParDo.of(new CutFn<>(stage)))
          .setCoder(numbered)
          .apply("Spread", Redistribute.arbitrarily())
          .apply("Run", ParDo.of(new RunFn<>(stage, finished)))
          .setCoder(numbered);
    }
  }

  /** Brings all results of a stage together; they are small and few. */
  static final class KeyFn extends DoFn<KV<Integer, String>, KV<String, KV<Integer, String>>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void key(
        @Element KV<Integer, String> result, OutputReceiver<KV<String, KV<Integer, String>>> out) {
      out.output(KV.of("", result));
    }
  }

  /** Cuts a stage into tasks. */
  static final class CutFn<P extends Record, T extends Record>
      extends DoFn<KV<String, Iterable<KV<Integer, String>>>, KV<Integer, String>> {
    private static final long serialVersionUID = 1L;

    private final Stage<P, T, ?> stage;

    CutFn(Stage<P, T, ?> stage) {
      this.stage = stage;
    }

    @Setup
    public void configure(PipelineOptions options) {
      Storage.configure(options);
    }

    @ProcessElement
    public void cut(
        @Element KV<String, Iterable<KV<Integer, String>>> gathered,
        OutputReceiver<KV<Integer, String>> out)
        throws IOException {
      TreeMap<Integer, P> previous = new TreeMap<>();
      for (KV<Integer, String> result : gathered.getValue()) {
        if (result.getKey() >= 0) {
          previous.put(result.getKey(), Json.read(result.getValue(), stage.previousType()));
        }
      }
      List<T> tasks = stage.cut(new ArrayList<>(previous.values()));
      out.output(KV.of(-1, "")); // so that a stage without tasks still has something to gather
      for (int i = 0; i < tasks.size(); i++) {
        out.output(KV.of(i, Json.write(tasks.get(i))));
      }
    }
  }

  /** Runs one task. */
  static final class RunFn<T extends Record, R extends Record>
      extends DoFn<KV<Integer, String>, KV<Integer, String>> {
    private static final long serialVersionUID = 1L;

    private final Stage<?, T, R> stage;
    private final Finished finished;

    RunFn(Stage<?, T, R> stage, Finished finished) {
      this.stage = stage;
      this.finished = finished;
    }

    @Setup
    public void configure(PipelineOptions options) {
      Storage.configure(options);
    }

    @ProcessElement
    public void run(@Element KV<Integer, String> numbered, OutputReceiver<KV<Integer, String>> out)
        throws IOException {
      if (numbered.getKey() < 0) {
        out.output(numbered);
        return;
      }
      T task = Json.read(numbered.getValue(), stage.taskType());
      R result = finished.once(stage, numbered.getKey(), task);
      out.output(KV.of(numbered.getKey(), Json.write(result)));
    }
  }
}
