package io.github.oryxcuration.core.parquet;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A field of the schema, reduced to the chosen leaves, that assembles its values from their levels
 * (Dremel, section 4.1). Lists of two and of three levels come out alike.
 */
sealed interface Field {

  /** The leaves below, at least one, in the order of the schema. */
  List<Leaf> leaves();

  /**
   * Assembles the value at which the cursors stand, and moves them past it.
   *
   * @throws CorruptParquetException if the columns contradict each other
   */
  @Nullable Object read(Cursors cursors);

  /**
   * A chosen leaf column.
   *
   * @param slot its number among the chosen ones, in the order of the schema
   */
  record Leaf(ColumnDescriptor column, int slot) {}

  /**
   * The open columns of one row group by slot, and the first fault of the row that is being read.
   */
  final class Cursors {
    private final List<LeafCursor> open;
    private @Nullable String fault;

    Cursors(List<LeafCursor> open) {
      this.open = List.copyOf(open);
    }

    LeafCursor of(Leaf leaf) {
      return open.get(leaf.slot);
    }

    Iterable<LeafCursor> all() {
      return open;
    }

    /** What is wrong with the row's values, though its columns can be read; null for nothing. */
    @Nullable String takeFault() {
      String taken = fault;
      fault = null;
      return taken;
    }

    /** Passes one value of each leaf, all of which say that something above them is null. */
    private void pass(List<Leaf> leaves, int below) {
      for (Leaf leaf : leaves) {
        LeafCursor cursor = of(leaf);
        if (cursor.definition() >= below) {
          throw new CorruptParquetException(
              "column "
                  + Chunk.name(leaf.column())
                  + " has a value where its neighbours have none");
        }
        cursor.advance();
      }
    }
  }

  /** A leaf that holds at most one value. */
  record Value(Leaf leaf) implements Field {
    @Override
    public List<Leaf> leaves() {
      return List.of(leaf);
    }

    @Override
    public @Nullable Object read(Cursors cursors) {
      LeafCursor cursor = cursors.of(leaf);
      Object value = null;
      if (cursor.definition() == leaf.column().getMaxDefinitionLevel()) {
        try {
          value = cursor.value();
        } catch (CharacterCodingException e) {
          cursors.fault = "column " + Chunk.name(leaf.column()) + " holds text that is not UTF-8";
        }
      }
      cursor.advance();
      return value;
    }
  }

  /**
   * A group of named fields.
   *
   * @param definition level from which the group is not null
   */
  record Struct(Map<String, Field> fields, int definition, List<Leaf> leaves) implements Field {
    @Override
    public @Nullable Object read(Cursors cursors) {
      if (cursors.of(leaves.get(0)).definition() < definition) {
        cursors.pass(leaves, definition);
        return null;
      }
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (Map.Entry<String, Field> field : fields.entrySet()) {
        values.put(field.getKey(), field.getValue().read(cursors));
      }
      return values;
    }
  }

  /**
   * A list.
   *
   * @param definition level from which the list is not null
   * @param elementDefinition level from which it has an element
   * @param repetition level at which a further element starts
   */
  record Repeated(
      Field element, int definition, int elementDefinition, int repetition, List<Leaf> leaves)
      implements Field {
    @Override
    public @Nullable Object read(Cursors cursors) {
      int found = cursors.of(leaves.get(0)).definition();
      if (found < elementDefinition) {
        cursors.pass(leaves, elementDefinition);
        return found < definition ? null : new ArrayList<>();
      }
      List<@Nullable Object> values = new ArrayList<>();
      do {
        values.add(element.read(cursors));
      } while (goesOn(cursors));
      return values;
    }

    private boolean goesOn(Cursors cursors) {
      boolean more = goesOn(cursors.of(leaves.get(0)));
      for (Leaf leaf : leaves) {
        if (goesOn(cursors.of(leaf)) != more) {
          throw new CorruptParquetException(
              "column "
                  + Chunk.name(leaf.column())
                  + " has another list length than its neighbours");
        }
      }
      return more;
    }

    private boolean goesOn(LeafCursor cursor) {
      return !cursor.ended() && cursor.repetition() == repetition;
    }
  }
}
