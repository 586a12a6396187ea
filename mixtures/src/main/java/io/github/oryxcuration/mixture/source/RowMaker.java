package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.text.Dialect;
import java.util.List;
import java.util.function.Supplier;

/** Makes candidates, or ledger rows, of what is read from one file. */
final class RowMaker {
  private static final String STAGE = "read";

  private final SourceSpec source;
  private final SourcePart part;
  private final String relativeFile;

  RowMaker(SourceSpec source, SourcePart part) {
    this.source = source;
    this.part = part;
    this.relativeFile = SourceFiles.relative(source.root(), part.file());
  }

  /** A row whose draft may turn out to be impossible. */
  Outcome<Candidate> row(String position, String originId, Supplier<Draft> draft) {
    try {
      return Outcome.kept(candidate(position, originId, draft.get()));
    } catch (CurationException e) {
      return lost(position, originId, e.reason(), e.explanation());
    }
  }

  /** A row that could not be parsed. */
  Outcome<Candidate> malformed(String position, String message) {
    return lost(position, "", Reason.MALFORMED_ROW, message);
  }

  /** A row that its reader refused. */
  Outcome<Candidate> lost(String position, CurationException why) {
    return lost(position, "", why.reason(), why.explanation());
  }

  private Outcome<Candidate> lost(String position, String originId, Reason reason, String message) {
    return Outcome.lost(
        new LedgerRow(
            source.name(), id(position), originId, part.file(), position, STAGE, reason, message));
  }

  private Candidate candidate(String position, String originId, Draft draft) {
    List<Turn> turns =
        Dialect.normalise(
            draft.turns(), draft.media().size(), draft.modality(), source.multiImageTurn());
    return new Candidate(
        id(position),
        source.name(),
        source.task().isEmpty() ? draft.task() : source.task(),
        draft.modality(),
        draft.media(),
        turns,
        draft.license().isEmpty() ? source.license() : draft.license(),
        draft.needle(),
        new Origin(part.file(), part.digest(), position, originId));
  }

  private String id(String position) {
    return Candidate.idOf(source.name(), relativeFile, position);
  }
}
