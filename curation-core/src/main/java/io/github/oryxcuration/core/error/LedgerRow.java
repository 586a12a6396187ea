package io.github.oryxcuration.core.error;

import static java.util.Objects.requireNonNull;

/**
 * One candidate that was not written, or was written with less than it should hold, and why.
 *
 * @param source the recipe's name of the source
 * @param id the sample id the row would have had; unique in the build
 * @param originId the row's own id in its source, or an empty string
 * @param file the annotation file it came from; in a published ledger by a name that is the same on
 *     every machine
 * @param position where in that file: a row number, a byte offset or a key, as the format has it
 * @param stage the stage that stopped it: read, probe or write
 * @param message what failed, found versus allowed
 */
public record LedgerRow(
    String source,
    String id,
    String originId,
    String file,
    String position,
    String stage,
    Reason reason,
    String message) {

  public LedgerRow {
    requireNonNull(source, "source");
    requireNonNull(id, "id");
    requireNonNull(originId, "originId");
    requireNonNull(file, "file");
    requireNonNull(position, "position");
    requireNonNull(stage, "stage");
    requireNonNull(reason, "reason");
    requireNonNull(message, "message");
  }
}
