package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.storage.FolderLock;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The folder that a build writes to: whose it is, and what may be deleted of it. A folder is a
 * build's when {@code plan/build.json} says so; one without it must hold nothing, because a build
 * writes over {@code README.md} and {@code report.html} too.
 */
final class OutputFolder {
  /** What a build replaces; the folder that names its owner is the last. */
  private static final List<String> FOLDERS =
      List.of("data", "haystacks", "manifest", "ledger", "work", "plan");

  private static final List<String> FILES =
      List.of("manifest.json", "report.html", "report.json", "marks.html", "README.md");

  private final Layout layout;
  private final BuildIdentity identity;
  private final List<ReadStage.Task> inputs;

  /** {@code inputs} are never deleted, wherever they lie. */
  OutputFolder(Layout layout, BuildIdentity identity, List<ReadStage.Task> inputs) {
    this.layout = layout;
    this.identity = identity;
    this.inputs = inputs;
  }

  /** Whether it holds this very build, whole. */
  boolean isComplete() throws IOException {
    if (!Manifest.exists(layout.out())) {
      return false;
    }
    Manifest manifest;
    try {
      manifest = Manifest.read(layout.out());
    } catch (UncheckedIOException foreign) {
      return false;
    }
    if (!identity.fingerprint().equals(manifest.fingerprint())) {
      return false;
    }
    return areThere("data", manifest.shards()) && areThere("haystacks", manifest.haystacks());
  }

  private boolean areThere(String folder, List<Manifest.Shard> shards) throws IOException {
    for (Manifest.Shard shard : shards) {
      String path = Storage.child(layout.out(), folder + "/" + shard.file());
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
   * Keeps other processes out of it until the lock is closed.
   *
   * @throws OutputFolderException if another one is in it
   */
  FolderLock lock() throws IOException {
    if (Storage.exists(layout.out())) {
      throw new OutputFolderException(layout.out() + " is a file. Choose another --out.");
    }
    FolderLock lock = FolderLock.tryLock(layout.out());
    if (lock == null) {
      throw new OutputFolderException(
          "another build is writing to "
              + layout.out()
              + ". Wait for it, or choose another --out.");
    }
    return lock;
  }

  /**
   * Makes it this build's, and sweeps what a crash left.
   *
   * @param replace whether a set in it may be deleted: another one, or this one when it is whole
   * @throws OutputFolderException if it holds something that may not be deleted
   */
  void claim(boolean replace) throws IOException {
    String mine = Json.write(identity);
    String theirs = owner();
    if (theirs.isEmpty()) {
      requireVacant();
    } else if (!theirs.equals(mine) || (replace && isComplete())) {
      if (!replace) {
        throw new OutputFolderException(refusal(theirs));
      }
      clear(theirs);
    }
    Storage.commitText(layout.identity(), mine);
    for (String folder : List.of("data", "haystacks", "plan", "manifest", "ledger", "probe")) {
      Storage.sweepTemporaries(Storage.child(layout.out(), folder));
    }
  }

  /**
   * Makes it a folder for a plan alone; another plan that it holds is deleted.
   *
   * @throws OutputFolderException if it holds anything but a plan
   */
  void claimForPlan() throws IOException {
    String mine = Json.write(identity);
    String theirs = owner();
    if (theirs.equals(mine)) {
      return;
    }
    if (theirs.isEmpty()) {
      requireVacant();
    } else if (holdsShards()) {
      throw new OutputFolderException(
          layout.out() + " holds a build; a plan needs a folder of its own");
    } else {
      clear(theirs);
    }
    Storage.commitText(layout.identity(), mine);
  }

  private String owner() throws IOException {
    try {
      return Storage.readText(layout.identity());
    } catch (FileNotFoundException e) {
      return "";
    }
  }

  private void requireVacant() throws IOException {
    String found = Storage.anyFile(layout.out());
    if (!found.isEmpty()) {
      throw new OutputFolderException(
          layout.out()
              + " holds files that no build of this toolkit made, such as "
              + found
              + ". Choose another --out: a new folder, an empty one, or one that a build made.");
    }
  }

  /** Deletes a build, and what says that it is one last, so that a crash can be repeated. */
  private void clear(String theirs) throws IOException {
    try {
      Json.read(theirs, BuildIdentity.class);
    } catch (UncheckedIOException foreign) {
      throw new OutputFolderException(
          layout.out()
              + " cannot be replaced: its plan/build.json was not written by a build of this"
              + " toolkit. Choose another --out, or delete the folder yourself.");
    }
    for (ReadStage.Task input : inputs) {
      for (String folder : FOLDERS) {
        if (input.part().file().startsWith(Storage.child(layout.out(), folder) + "/")) {
          throw new OutputFolderException(
              layout.out() + " cannot be replaced: it holds an input, " + input.part().file());
        }
      }
    }
    Storage.delete(FILES.stream().map(file -> Storage.child(layout.out(), file)).toList());
    for (String folder : FOLDERS.subList(0, FOLDERS.size() - 1)) {
      Storage.deleteFolder(Storage.child(layout.out(), folder));
    }
    String last = Storage.child(layout.out(), FOLDERS.get(FOLDERS.size() - 1));
    Storage.delete(
        Storage.list(last).stream()
            .map(Storage.Entry::path)
            .filter(path -> !path.equals(layout.identity()))
            .toList());
  }

  private boolean holdsShards() throws IOException {
    return Manifest.exists(layout.out()) || Storage.isFolder(Storage.child(layout.out(), "data"));
  }

  private String refusal(String theirs) {
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
      return layout.out()
          + " holds a plan/build.json that no build of this toolkit wrote. Choose another --out.";
    }
    return layout.out()
        + " holds "
        + what
        + ". Choose another --out, or pass --replace to delete that build and make this one.";
  }
}
