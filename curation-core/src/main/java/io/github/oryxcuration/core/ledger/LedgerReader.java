package io.github.oryxcuration.core.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the ledger of a finished build, a row at a time. Files that list rows which the mix did not
 * select hold no losses and are left out; those of samples that were written with less than they
 * should hold, and those of frames that could not be needles, are asked for by name.
 */
public final class LedgerReader {
  private static final String UNSELECTED = "unselected-";
  private static final String REDUCED = "reduced-";
  private static final String UNFIT = "unfit-";

  private LedgerReader() {}

  /** The files of lost rows below an output folder, in ascending order; none is an empty list. */
  public static List<String> files(String folder) throws IOException {
    return files(
        folder,
        name ->
            !name.startsWith(UNSELECTED) && !name.startsWith(REDUCED) && !name.startsWith(UNFIT));
  }

  /** The files of samples that were written with fewer frames than their media should give. */
  public static List<String> reduced(String folder) throws IOException {
    return files(folder, name -> name.startsWith(REDUCED));
  }

  /** The files of frames that no sample may ask about. */
  public static List<String> unfit(String folder) throws IOException {
    return files(folder, name -> name.startsWith(UNFIT));
  }

  private static List<String> files(String folder, Predicate<String> wanted) throws IOException {
    List<String> files = new ArrayList<>();
    for (Storage.Entry entry : Storage.list(Storage.child(folder, "ledger"))) {
      String name = Storage.name(entry.path());
      if (name.endsWith(".jsonl") && wanted.test(name)) {
        files.add(entry.path());
      }
    }
    return files;
  }

  /**
   * Hands over every row of one file, in order.
   *
   * @throws IOException if the file cannot be read, or a line of it is no row of a ledger; the
   *     message names file and line
   */
  public static void read(String file, Consumer<LedgerRow> rows) throws IOException {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(Storage.read(file), UTF_8), 1 << 16)) {
      long number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        rows.accept(row(file, number, line));
      }
    }
  }

  private static LedgerRow row(String file, long number, String line) throws IOException {
    try {
      return Json.read(line, LedgerRow.class);
    } catch (UncheckedIOException e) {
      throw new IOException(file + ", line " + number + ": no row of a ledger", e);
    }
  }
}
