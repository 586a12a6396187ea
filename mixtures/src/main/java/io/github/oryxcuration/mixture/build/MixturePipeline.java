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
  /** What a build owns of its folder; the one that names its owner is the last. */
  private static final List<String> FOLDERS = List.of("data", "manifest", "ledger", "work", "plan");

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
    Manifest manifest;
    try {
      manifest = Manifest.read(context.layout().out());
    } catch (UncheckedIOException foreign) {
      return false;
    }
    if (!identity.fingerprint().equals(manifest.fingerprint())) {
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
   * @param replace whether a set in the folder may be deleted: another one, or this one when it is
   *     whole, because its media may have changed since
   * @throws OutputFolderException if the folder holds something else and {@code replace} is not
   *     set, or something that no build made
   */
  public Manifest build(Flow flow, boolean replace) throws IOException {
    claim(replace);
    List<Stage<?, ?, ?>> chain = new ArrayList<>(planning());
    chain.add(new WriteStage(context));
    chain.add(new FinishStage(context, identity, inputs));
    flow.run(chain, new Finished(context.layout().out(), identity.fingerprint()));
    // The markers first: a crash in between must not leave markers of work that is gone.
    Storage.deleteFolder(Storage.child(context.layout().out(), "work/done"));
    Storage.deleteFolder(Storage.child(context.layout().out(), "work"));
    return Manifest.read(context.layout().out());
  }

  /**
   * Decides everything that a build would write, into {@code out}, and writes no shard.
   *
   * @throws OutputFolderException if the folder holds another build
   */
  public PlanSummary plan(Flow flow) throws IOException {
    String theirs = read(context.layout().identity());
    if (!theirs.equals(Json.write(identity))) {
      if (theirs.isEmpty() ? holdsAnything() : holdsShards()) {
        throw new OutputFolderException(
            context.layout().out() + " holds something else; a plan needs a folder of its own");
      }
      clear(); // another plan
      Storage.commitText(context.layout().identity(), Json.write(identity));
    }
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
    if (theirs.isEmpty() && holdsAnything()) {
      throw new OutputFolderException(
          layout.out()
              + " holds files that no build of this toolkit made, in one of "
              + FOLDERS
              + ". Choose another --out.");
    }
    boolean mineWhole = replace && theirs.equals(mine) && isComplete();
    if (!theirs.isEmpty() && (!theirs.equals(mine) || mineWhole)) {
      if (!replace) {
        throw new OutputFolderException(refusal(theirs, layout.out()));
      }
      clear();
    }
    Storage.commitText(layout.identity(), mine);
    for (String folder : List.of("data", "plan", "manifest", "ledger", "probe")) {
      Storage.sweepTemporaries(Storage.child(layout.out(), folder));
    }
  }

  /** Deletes a build; what says that it is one goes last, so that a crash can be repeated. */
  private void clear() throws IOException {
    String out = context.layout().out();
    for (ReadStage.Task input : inputs) {
      for (String folder : FOLDERS) {
        if (input.part().file().startsWith(Storage.child(out, folder) + "/")) {
          throw new OutputFolderException(
              out + " cannot be replaced: it holds an input, " + input.part().file());
        }
      }
    }
    Storage.delete(List.of(context.layout().manifest(), Storage.child(out, "report.html")));
    for (String folder : FOLDERS) {
      Storage.deleteFolder(Storage.child(out, folder));
    }
  }

  private boolean holdsShards() throws IOException {
    String out = context.layout().out();
    return Manifest.exists(out) || Storage.isFolder(Storage.child(out, "data"));
  }

  private boolean holdsAnything() throws IOException {
    String out = context.layout().out();
    for (String folder : FOLDERS) {
      if (Storage.isFolder(Storage.child(out, folder))) {
        return true;
      }
    }
    return Manifest.exists(out);
  }

  private String refusal(String theirs, String out) {
    String what;
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
