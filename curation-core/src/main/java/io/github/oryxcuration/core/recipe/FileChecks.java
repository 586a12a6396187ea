package io.github.oryxcuration.core.recipe;

import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Looks whether the files that a recipe names are there. */
enum FileChecks {
  /** Asks the storage. */
  STORED {
    @Override
    @Nullable String file(String path) {
      return asked(
          () ->
              Storage.exists(path)
                  ? null
                  : Storage.isFolder(path) ? "a folder, not a file" : "no such file");
    }

    @Override
    @Nullable String folder(String path) {
      // An object store knows no folders, but it lists what lies below their names.
      return asked(() -> Storage.exists(path) || Storage.isFolder(path) ? null : "no such folder");
    }

    @Override
    @Nullable String glob(String pattern) {
      return asked(
          () ->
              !Storage.glob(pattern).isEmpty()
                  ? null
                  : RecipeFolder.isGlob(pattern)
                      ? "no file matches"
                      : Storage.isFolder(pattern.replaceAll("\\\\(.)", "$1")) // a name, escaped
                          ? "a folder; name the files in it, such as *.json"
                          : "no such file");
    }
  },

  /** Takes it that they will be there when the recipe is built. */
  NONE {
    @Override
    @Nullable String file(String path) {
      return null;
    }

    @Override
    @Nullable String folder(String path) {
      return null;
    }

    @Override
    @Nullable String glob(String pattern) {
      return null;
    }
  };

  /** What is wrong with a file, or null. */
  abstract @Nullable String file(String path);

  /** What is wrong with a folder, or null. */
  abstract @Nullable String folder(String path);

  /** What is wrong with a path or glob, or null. */
  abstract @Nullable String glob(String pattern);

  private interface Question {
    @Nullable String ask() throws IOException;
  }

  private static @Nullable String asked(Question question) {
    try {
      return question.ask();
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      // Beam names an unknown scheme or a bad path by an IllegalArgumentException.
      return "cannot be looked up (" + e.getMessage() + ")";
    }
  }
}
