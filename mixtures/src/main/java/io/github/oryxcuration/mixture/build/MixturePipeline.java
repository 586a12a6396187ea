package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.flow.Finished;
import io.github.oryxcuration.core.flow.Flow;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.prepare.PreparedFormat;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.FolderLock;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole flow, from a recipe to shards:
 *
 * <pre>
 *   read ─► probe ─► mix ─► order ─► sort ─► haystacks ─► write ─► finish
 * </pre>
 *
 * <p>Each stage is a set of tasks that know nothing of each other; see {@link Flow} for how they
 * run. Equal recipe, inputs and toolkit give equal shards, however they run and however often they
 * were interrupted.
 */
public final class MixturePipeline {
  private final Recipe recipe;
  private final BuildContext context;
  private final BuildIdentity identity;
  private final OutputFolder folder;

  private MixturePipeline(Recipe recipe, String out) throws IOException {
    this.recipe = recipe;
    List<ReadStage.Task> inputs = ReadStage.parts(recipe);
    this.context = new BuildContext(recipe, new Layout(out), inputs);
    this.identity = BuildIdentity.of(recipe, Tokenizers.of(recipe).digest(), inputs);
    this.folder = new OutputFolder(context.layout(), identity, inputs);
  }

  /**
   * Prepares a build.
   *
   * @param out the output folder, absolute
   * @throws IOException if an input cannot be read
   */
  public static MixturePipeline of(Recipe recipe, String out) throws IOException {
    return new MixturePipeline(recipe, out);
  }

  /** Whether the folder holds this very build, whole. */
  public boolean isComplete() throws IOException {
    return folder.isComplete();
  }

  /**
   * Builds the set, or what an earlier attempt left undone of it.
   *
   * @param replace whether a set in the folder may be deleted: another one, or this one when it is
   *     whole, because its media may have changed since
   * @throws OutputFolderException if the folder holds something else and {@code replace} is not
   *     set, or something that no build made, or another process writes there
   */
  public Manifest build(Flow flow, boolean replace) throws IOException {
    FolderLock lock = folder.lock();
    try {
      folder.claim(replace);
      List<Stage<?, ?, ?>> chain = new ArrayList<>(planning());
      chain.add(new HaystackStage(context));
      chain.add(new WriteStage(context));
      chain.add(new FinishStage(context, identity));
      prepare(flow);
      flow.run(chain, new Finished(context.layout().out(), identity.fingerprint()));
      // The markers first: a crash in between must not leave markers of work that is gone.
      Storage.deleteFolder(Storage.child(context.layout().out(), "work/done"));
      Storage.deleteFolder(Storage.child(context.layout().out(), "work"));
      return Manifest.read(context.layout().out());
    } finally {
      lock.close();
    }
  }

  /**
   * Decides everything that a build would write, into {@code out}, and writes no shard.
   *
   * @throws OutputFolderException if the folder holds anything but a plan, or another process
   *     writes there
   */
  public PlanSummary plan(Flow flow) throws IOException {
    FolderLock lock = folder.lock();
    try {
      folder.claimForPlan();
      List<Stage<?, ?, ?>> chain = new ArrayList<>(planning());
      chain.add(new ShardsStage(context));
      prepare(flow);
      flow.run(chain, new Finished(context.layout().out(), identity.fingerprint()));
      return PlanSummary.read(recipe, context);
    } finally {
      lock.close();
    }
  }

  /** What sources may cost that others are paid for; empty where nobody is. */
  public List<String> forecasts() throws IOException {
    List<String> forecasts = new ArrayList<>();
    for (String name : context.sources()) {
      SourceSpec source = context.source(name);
      if (BuildContext.format(source.format()) instanceof PreparedFormat prepared) {
        String forecast = prepared.forecast(source);
        if (!forecast.isEmpty()) {
          forecasts.add(forecast);
        }
      }
    }
    return forecasts;
  }

  /** Sources whose rows are decided as a whole are prepared one after the other. */
  private void prepare(Flow flow) throws IOException {
    String out = context.layout().out();
    for (String name : context.sources()) {
      SourceSpec source = context.source(name);
      if (BuildContext.format(source.format()) instanceof PreparedFormat prepared) {
        flow.run(prepared.stages(recipe, source, out), new Finished(out, identity.fingerprint()));
      }
    }
  }

  private List<Stage<?, ?, ?>> planning() {
    return List.of(
        new ReadStage(context),
        new ProbeStage(context),
        new MixStage(context),
        new OrderStage(context),
        new SortStage(context));
  }
}
