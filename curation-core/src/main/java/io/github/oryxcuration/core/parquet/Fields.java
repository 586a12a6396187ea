package io.github.oryxcuration.core.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/**
 * Reduces a schema to chosen columns. A column is named by its fields alone, without the groups
 * that the list encodings put between: {@code images.path}, whatever the writer called its list
 * elements.
 */
final class Fields {
  /** Leaves of this name that are no text hold media; they are read when asked for by name. */
  private static final String MEDIA = "bytes";

  private final MessageType schema;
  private final Collection<String> wanted;
  private final Set<String> names = new LinkedHashSet<>();
  private int leafCount;

  private Fields(MessageType schema, Collection<String> wanted) {
    this.schema = schema;
    this.wanted = wanted;
  }

  /** The chosen top-level fields, in the order of the schema. */
  static Map<String, Field> choose(MessageType schema, Collection<String> wanted) {
    return new Fields(schema, wanted).build();
  }

  /** The names of all leaves of a schema. */
  static Set<String> names(MessageType schema) {
    Fields all = new Fields(schema, List.of());
    all.build();
    return all.names;
  }

  private Map<String, Field> build() {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (Type type : schema.getFields()) {
      Field field = field(type, type.getName(), new String[] {type.getName()});
      if (field != null) {
        fields.put(type.getName(), field);
      }
    }
    return fields;
  }

  private @Nullable Field field(Type type, String name, String[] path) {
    if (type.getRepetition() == Repetition.REPEATED) {
      return repeated(type, type, name, path, schema.getMaxDefinitionLevel(path) - 1);
    }
    if (!type.isPrimitive() && isList(type.asGroupType())) {
      Type inner = type.asGroupType().getType(0);
      String[] innerPath = append(path, inner.getName());
      int definition = schema.getMaxDefinitionLevel(path);
      if (isElement(type, inner)) {
        return repeated(inner, inner, name, innerPath, definition);
      }
      Type element = inner.asGroupType().getType(0);
      return repeated(inner, element, name, append(innerPath, element.getName()), definition);
    }
    return single(type, name, path);
  }

  private static boolean isList(GroupType group) {
    boolean annotated =
        group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
            || group.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation;
    return annotated
        && group.getFieldCount() == 1
        && group.getType(0).getRepetition() == Repetition.REPEATED;
  }

  /** The rules of apache/parquet-format, LogicalTypes.md, for lists of two levels. */
  private static boolean isElement(Type list, Type repeated) {
    return repeated.isPrimitive()
        || repeated.asGroupType().getFieldCount() != 1
        || repeated.getName().equals("array")
        || repeated.getName().equals(list.getName() + "_tuple");
  }

  private @Nullable Field repeated(
      Type repeated, Type element, String name, String[] elementPath, int definition) {
    boolean same = repeated.equals(element);
    String[] path = same ? elementPath : Arrays.copyOf(elementPath, elementPath.length - 1);
    Field inner = same ? single(element, name, elementPath) : field(element, name, elementPath);
    if (inner == null) {
      return null;
    }
    return new Field.Repeated(
        inner,
        definition,
        schema.getMaxDefinitionLevel(path),
        schema.getMaxRepetitionLevel(path),
        inner.leaves());
  }

  private @Nullable Field single(Type type, String name, String[] path) {
    if (type.isPrimitive()) {
      names.add(name);
      if (!isWanted(name, type.asPrimitiveType())) {
        return null;
      }
      return new Field.Value(new Field.Leaf(schema.getColumnDescription(path), leafCount++));
    }
    Map<String, Field> fields = new LinkedHashMap<>();
    List<Field.Leaf> leaves = new ArrayList<>();
    for (Type child : type.asGroupType().getFields()) {
      Field field = field(child, name + "." + child.getName(), append(path, child.getName()));
      if (field != null) {
        fields.put(child.getName(), field);
        leaves.addAll(field.leaves());
      }
    }
    return fields.isEmpty()
        ? null
        : new Field.Struct(fields, schema.getMaxDefinitionLevel(path), List.copyOf(leaves));
  }

  private boolean isWanted(String name, PrimitiveType type) {
    if (wanted.contains(name)) {
      return true;
    }
    boolean media =
        type.getName().equals(MEDIA)
            && type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
            && !LeafCursor.isText(type);
    return !media && wanted.stream().anyMatch(prefix -> name.startsWith(prefix + "."));
  }

  private static String[] append(String[] path, String name) {
    String[] longer = Arrays.copyOf(path, path.length + 1);
    longer[path.length] = name;
    return longer;
  }
}
