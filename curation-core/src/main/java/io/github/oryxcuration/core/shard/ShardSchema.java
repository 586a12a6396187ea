package io.github.oryxcuration.core.shard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * The columns of a shard, light ones first and media last, and what its footer tells Hugging Face
 * {@code datasets}. That library decodes {@code images} only if the file's types equal those that
 * the footer implies, nullability included: so every field is optional, lists have three levels,
 * and a picture is {@code struct<bytes,path>} with plain binary first.
 */
public final class ShardSchema {
  /** Footer key of {@link #VERSION}. */
  public static final String VERSION_KEY = "oryx.schema";

  /** Grows when columns change their meaning. */
  public static final String VERSION = "1";

  /** Footer key under which {@code datasets} looks for the types of the columns. */
  public static final String FEATURES_KEY = "huggingface";

  private static final MessageType TYPE =
      MessageTypeParser.parseMessageType(
          """
          message schema {
            optional binary id (STRING);
            optional binary source (STRING);
            optional binary task (STRING);
            optional binary modality (STRING);
            optional group conversations (LIST) { repeated group list { optional group element {
              optional binary from (STRING);
              optional binary value (STRING);
            } } }
            optional group idx (LIST) { repeated group list { optional int32 element; } }
            optional binary question (STRING);
            optional binary answer (STRING);
            optional binary type (STRING);
            optional binary about (STRING);
            optional binary haystack (STRING);
            optional group marks (LIST) { repeated group list { optional group element {
              optional int32 id;
              optional int32 view;
              optional double x;
              optional double y;
              optional double area;
              optional binary label (STRING);
            } } }
            optional group budget {
              optional int32 width;
              optional int32 height;
              optional int32 frames;
              optional int64 visual_tokens;
              optional int64 text_tokens;
              optional int64 total_tokens;
              optional boolean text_tokens_estimated;
              optional double distortion;
              optional boolean over;
            }
            optional binary license (STRING);
            optional group provenance {
              optional binary file (STRING);
              optional binary file_digest (STRING);
              optional binary position (STRING);
              optional binary origin_id (STRING);
              optional group media (LIST) { repeated group list { optional group element {
                optional binary path (STRING);
                optional binary sha256 (STRING);
                optional int64 bytes;
              } } }
              optional group steps (LIST) { repeated group list {
                optional binary element (STRING);
              } }
              optional int64 seed;
              optional binary toolkit_version (STRING);
              optional binary earlier (STRING);
            }
            optional group scores (LIST) { repeated group list { optional group element {
              optional binary name (STRING);
              optional double value;
            } } }
            optional group frames (LIST) { repeated group list { optional group element {
              optional int64 index;
              optional double seconds;
              optional int32 width;
              optional int32 height;
              optional binary sha256 (STRING);
            } } }
            optional group images (LIST) { repeated group list { optional group element {
              optional binary bytes;
              optional binary path (STRING);
            } } }
          }
          """);

  private static final String[] MEDIA = {"images", "list", "element", "bytes"};

  private ShardSchema() {}

  /** The type of the file. */
  public static MessageType type() {
    return TYPE;
  }

  /** The column of encoded pictures. */
  static ColumnDescriptor media() {
    return TYPE.getColumnDescription(MEDIA);
  }

  /** The type without the column of encoded pictures. */
  static MessageType lightType() {
    MessageType paths =
        MessageTypeParser.parseMessageType(
            """
            message schema {
              optional group images (LIST) { repeated group list { optional group element {
                optional binary path (STRING);
              } } }
            }
            """);
    List<Type> fields = new ArrayList<>(TYPE.getFields());
    fields.set(TYPE.getFieldIndex("images"), paths.getType("images"));
    return new MessageType(TYPE.getName(), fields);
  }

  /** What the footer holds besides the schema; the same for every shard. */
  public static Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FEATURES_KEY, features());
    metadata.put(VERSION_KEY, VERSION);
    return metadata;
  }

  /** The column types as {@code datasets} writes them; its oldest list syntax is read by all. */
  private static String features() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ObjectNode features = json.objectNode();
    TYPE.getFields().forEach(field -> features.set(field.getName(), feature(field)));
    ObjectNode root = json.objectNode();
    root.putObject("info").set("features", features);
    return root.toString();
  }

  private static JsonNode feature(Type type) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (type.isPrimitive()) {
      return json.objectNode().put("dtype", dtype(type.asPrimitiveType())).put("_type", "Value");
    }
    GroupType group = type.asGroupType();
    if (group.getLogicalTypeAnnotation() != null) {
      return json.arrayNode().add(feature(group.getType(0).asGroupType().getType(0)));
    }
    if (isPicture(group)) {
      return json.objectNode().put("_type", "Image");
    }
    ObjectNode struct = json.objectNode();
    group.getFields().forEach(field -> struct.set(field.getName(), feature(field)));
    return struct;
  }

  private static boolean isPicture(GroupType group) {
    return group.getFieldCount() == 2
        && group.getFieldName(0).equals("bytes")
        && group.getFieldName(1).equals("path");
  }

  private static String dtype(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case BINARY -> "string";
      case INT32 -> "int32";
      case INT64 -> "int64";
      case DOUBLE -> "float64";
      case BOOLEAN -> "bool";
      case FLOAT, INT96, FIXED_LEN_BYTE_ARRAY ->
          throw new IllegalStateException("no column is of type " + type);
    };
  }
}
