package io.github.oryxcuration.mixture.explain;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.Provenance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row. Exactly one of {@code written}, {@code lost} and {@code notSelected} is
 * set.
 *
 * @param originId the row's own id in its source, or an empty string
 * @param file the annotation file, or an empty string where only the id is known
 * @param position in that file
 * @param decision of the mix, or null where it never came to one
 */
public record Story(
    String id,
    String source,
    String originId,
    String file,
    String position,
    @Nullable Decision decision,
    @Nullable Written written,
    @Nullable Lost lost,
    @Nullable NotSelected notSelected) {

  /**
   * Why the mix took a row or left it out: the rows of lowest rank are taken.
   *
   * @param rank of the row, in hexadecimal; it follows from seed and id
   * @param cut the highest rank that was taken of its source
   * @param taken samples that were planned of the source
   * @param available rows of the source that passed their probe, or -1 where that is not known
   */
  public record Decision(String rank, String cut, long taken, long available) {}

  /**
   * Where a sample lies and how it was made.
   *
   * @param row 0-based in the shard
   * @param recreated what came of making it again, or null where that was not asked for
   */
  public record Written(
      String shard,
      long row,
      String modality,
      String task,
      String license,
      int frames,
      List<Provenance.Medium> media,
      List<String> steps,
      Budget budget,
      @Nullable Recreated recreated) {
    Written with(Recreated recreated) {
      return new Written(
          shard, row, modality, task, license, frames, media, steps, budget, recreated);
    }
  }

  /** Whether a sample was made again with the same bytes, and what differs where not. */
  public record Recreated(boolean identical, List<String> differences) {}

  /** Why a row is in the ledger, and what to do. */
  public record Lost(String stage, Reason reason, String message, String advice) {}

  /**
   * A row that no shard and no ledger holds.
   *
   * @param listed whether the full ledger lists it; otherwise it is known from its rank alone that
   *     the mix would have left it out
   */
  public record NotSelected(boolean listed) {}

  Story with(Written written) {
    return new Story(id, source, originId, file, position, decision, written, lost, notSelected);
  }
}
