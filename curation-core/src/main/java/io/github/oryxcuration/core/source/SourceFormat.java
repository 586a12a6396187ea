package io.github.oryxcuration.core.source;

import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Reads one published layout. Implementations are stateless, named in {@code
 * META-INF/services/io.github.oryxcuration.core.source.SourceFormat}, and give the same rows for
 * the same bytes.
 */
public interface SourceFormat {

  /** The word that a recipe's {@code format} key holds. */
  String name();

  /** One line for help and documentation. */
  String description();

  /** The keys that {@link SourceSpec#options} may hold. */
  default Set<String> options() {
    return Set.of();
  }

  /**
   * Those of {@link #options} that are paths: a recipe's start from its folder, as all do. What
   * they name must be in the digests of the parts, because the path itself is not in the plan's.
   */
  default Set<String> pathOptions() {
    return Set.of();
  }

  /**
   * What is wrong with a template that a recipe gives, or an empty string. By default a format asks
   * no multiple-choice questions and takes no template.
   */
  default String templateProblem(String template) {
    return "the format " + name() + " asks no multiple-choice questions; leave it out";
  }

  /** Whether a recipe must name files; a format that makes its rows itself may do without. */
  default boolean needsFiles() {
    return true;
  }

  /** Whether the files that a recipe names are annotations, whose rows are read. */
  default boolean readsFiles() {
    return needsFiles();
  }

  /**
   * Cuts a source into parts that are read independently. By default a part is a file.
   *
   * @throws IOException if the source's files cannot be listed
   */
  List<SourcePart> parts(SourceSpec source) throws IOException;

  /**
   * Reads one part, in bounded memory. Every row of the file comes out once: kept, or lost with a
   * reason. A row that cannot be parsed is lost and reading goes on after it.
   *
   * @throws IOException if the file itself cannot be read; a row never throws
   */
  Rows read(SourceSpec source, SourcePart part) throws IOException;

  /** An iterator over rows that holds a file open. */
  interface Rows extends java.util.Iterator<Outcome<Candidate>>, AutoCloseable {
    /**
     * What of the rows' media was passed over although the rows came out; whole once the last one
     * has. It is told beside the losses and counts in no balance.
     */
    default List<LedgerRow> reduced() {
      return List.of();
    }

    @Override
    void close() throws IOException;
  }
}
