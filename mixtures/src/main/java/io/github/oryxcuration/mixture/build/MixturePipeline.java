package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.flow.Finished;
import io.github.oryxcuration.core.flow.Flow;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole flow, from a recipe to shards:
 *
 * <pre>
 *   read ─► probe ─► mix ─► order ─► sort ─► write ─► finish
 * </pre>
 *
 * <p>Each stage is a set of tasks that know nothing of each other; see {@link Flow} for how they
 * run. Equal recipe, inputs and toolkit give equal shards, however they run and however often they
 * were interrupted.
 */
public final class MixturePipeline {
  private final Recipe recipe;
  private final BuildContext context;
  private final List<ReadStage.Task> inputs;
  private final BuildIdentity identity;

  private MixturePipeline(Recipe recipe, String out) throws IOException {
    this.recipe = recipe;
    this.context = new BuildContext(recipe, new Layout(out));
    this.inputs = new ReadStage(context, List.of()).parts();
    this.identity = BuildIdentity.of(recipe, Tokenizers.of(recipe).digest(), inputs);
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
    if (!Manifest.exists(context.layout().out())) {
      return false;
    }
    Manifest manifest = Manifest.read(context.layout().out());
    if (!manifest.fingerprint().equals(identity.fingerprint())) {
      return false;
    }
    for (Manifest.Shard shard : manifest.shards()) {
      String path = Storage.child(context.layout().out(), "data/" + shard.file());
      try {
        if (Storage.stat(path).bytes() != shard.bytes()) {
          return false;
        }
      } catch (FileNotFoundException gone) {
        return false;
      }
    }
    return true;
  }

  /**
   * Builds the set, or what an earlier attempt left undone of it.
   *
   * @param replace whether another set in the folder may be deleted
   * @throws OutputFolderException if the folder holds something else and {@code replace} is not set
   */
  public Manifest build(Flow flow, boolean replace) throws IOException {
    claim(replace);
    List<Stage<?, ?, ?>> chain = new ArrayList<>(planning());
    chain.add(new WriteStage(context));
    chain.add(new FinishStage(context, identity, inputs));
    flow.run(chain, new Finished(context.layout().out(), identity.fingerprint()));
    Storage.deleteFolder(Storage.child(context.layout().out(), "work"));
    return Manifest.read(context.layout().out());
  }

  /** Decides everything that a build would write, into {@code out}, and writes no shard. */
  public PlanSummary plan(Flow flow) throws IOException {
    List<Stage<?, ?, ?>> chain = new ArrayList<>(planning());
    chain.add(new ShardsStage(context));
    flow.run(chain, new Finished(context.layout().out(), identity.fingerprint()));
    return PlanSummary.read(recipe, context);
  }

  private List<Stage<?, ?, ?>> planning() {
    return List.of(
        new ReadStage(context, inputs),
        new ProbeStage(context),
        new MixStage(context),
        new OrderStage(context),
        new SortStage(context));
  }

  /** Says whose folder this is, and sweeps what a crash left. */
  private void claim(boolean replace) throws IOException {
    Layout layout = context.layout();
    String mine = Json.write(identity);
    String theirs = read(layout.identity());
    if (!theirs.equals(mine)) {
      boolean empty = theirs.isEmpty() && !holdsBuild(layout.out());
      if (!empty && !replace) {
        throw new OutputFolderException(refusal(theirs, layout.out()));
      }
      for (String folder : List.of("data", "plan", "manifest", "ledger", "work")) {
        Storage.deleteFolder(Storage.child(layout.out(), folder));
      }
      Storage.delete(List.of(layout.manifest()));
    }
    Storage.commitText(layout.identity(), mine);
    for (String folder : List.of("data", "plan", "manifest", "ledger", "probe")) {
      Storage.sweepTemporaries(Storage.child(layout.out(), folder));
    }
  }

  private static boolean holdsBuild(String out) throws IOException {
    return Manifest.exists(out) || !Storage.list(Storage.child(out, "data")).isEmpty();
  }

  private String refusal(String theirs, String out) {
    String what = "a set that this toolkit did not build";
    if (!theirs.isEmpty()) {
      try {
        BuildIdentity other = Json.read(theirs, BuildIdentity.class);
        boolean sameRecipe = other.recipe().equals(identity.recipe());
        what =
            sameRecipe
                ? "the same recipe over other inputs, tokenizer or toolkit version ("
                    + other.toolkit()
                    + ")"
                : "another plan, '" + other.name() + "'";
      } catch (UncheckedIOException e) {
        what = "a build whose plan/build.json cannot be read";
      }
    }
    return out
        + " holds "
        + what
        + ". Choose another --out, or pass --replace to delete that build and make this one.";
  }

  private static String read(String path) throws IOException {
    try {
      return Storage.readText(path);
    } catch (FileNotFoundException e) {
      return "";
    }
  }
}
