package io.github.oryxcuration.mixture.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.shard.Haystacks;
import io.github.oryxcuration.core.shard.ShardSchema;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The YAML in front of a dataset card, by which the Hugging Face Hub and {@code datasets} know
 * files, columns and licences (hub-docs, {@code datasetcard.md}). The columns are taken from what
 * the footer of every shard says, so the two never differ.
 */
final class CardHead {
  /** Licence identifiers of the Hub that training data is published under. */
  private static final Set<String> KNOWN_LICENSES =
      Set.of(
          "apache-2.0",
          "mit",
          "bsd",
          "bsd-2-clause",
          "bsd-3-clause",
          "cc",
          "cc0-1.0",
          "cc-by-2.0",
          "cc-by-2.5",
          "cc-by-3.0",
          "cc-by-4.0",
          "cc-by-sa-3.0",
          "cc-by-sa-4.0",
          "cc-by-nc-2.0",
          "cc-by-nc-3.0",
          "cc-by-nc-4.0",
          "cc-by-nd-4.0",
          "cc-by-nc-nd-3.0",
          "cc-by-nc-nd-4.0",
          "cc-by-nc-sa-2.0",
          "cc-by-nc-sa-3.0",
          "cc-by-nc-sa-4.0",
          "gpl-3.0",
          "odbl",
          "odc-by",
          "pddl",
          "unlicense",
          "cdla-permissive-2.0",
          "cdla-sharing-1.0");

  private static final long[] SIZES = {
    1_000L,
    10_000L,
    100_000L,
    1_000_000L,
    10_000_000L,
    100_000_000L,
    1_000_000_000L,
    10_000_000_000L,
    100_000_000_000L,
    1_000_000_000_000L
  };
  private static final String[] SIZE_NAMES = {
    "1K", "10K", "100K", "1M", "10M", "100M", "1B", "10B", "100B", "1T"
  };

  private static final String DEFAULT = "default";

  private CardHead() {}

  static String yaml(Manifest manifest, Summary summary) throws IOException {
    ObjectNode head = JsonNodeFactory.instance.objectNode();
    head.put("pretty_name", manifest.name());
    ArrayNode licenses = head.putArray("license");
    licenses(summary).forEach(licenses::add);
    ArrayNode tasks = head.putArray("task_categories");
    tasks(summary).forEach(tasks::add);
    head.putArray("size_categories").add(sizeCategory(manifest.rows()));
    head.putArray("tags").add("oryx").add("multimodal").add("instruction-tuning");
    ArrayNode configs = head.putArray("configs");
    config(configs, DEFAULT, "data/train-*");
    if (!manifest.haystacks().isEmpty()) {
      config(configs, Haystacks.FOLDER, Haystacks.FOLDER + "/haystacks-*");
    }
    if (manifest.haystacks().isEmpty()) {
      info(head.putObject("dataset_info"), manifest.shards());
    } else {
      ArrayNode infos = head.putArray("dataset_info");
      info(infos.addObject().put("config_name", DEFAULT), manifest.shards());
      info(infos.addObject().put("config_name", Haystacks.FOLDER), manifest.haystacks());
    }
    return Resources.yaml(head);
  }

  private static void info(ObjectNode info, List<Manifest.Shard> shards) {
    JsonNode features =
        Json.read(Objects.requireNonNull(ShardSchema.metadata().get("huggingface")), JsonNode.class)
            .at("/info/features");
    info.set("features", struct(features));
    long bytes = shards.stream().mapToLong(Manifest.Shard::bytes).sum();
    ObjectNode split = info.putArray("splits").addObject();
    split.put("name", "train").put("num_bytes", bytes);
    split.put("num_examples", shards.stream().mapToLong(Manifest.Shard::rows).sum());
    info.put("download_size", bytes).put("dataset_size", bytes);
  }

  private static void config(ArrayNode configs, String name, String path) {
    ObjectNode config = configs.addObject().put("config_name", name);
    config.putArray("data_files").addObject().put("split", "train").put("path", path);
  }

  /**
   * The footer's columns in the form of a card: lists as {@code list}, groups as {@code struct}.
   */
  private static ArrayNode struct(JsonNode fields) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    fields
        .properties()
        .forEach(
            field -> {
              ObjectNode feature = list.addObject().put("name", field.getKey());
              feature.setAll(feature(field.getValue()));
            });
    return list;
  }

  private static ObjectNode feature(JsonNode type) {
    ObjectNode feature = JsonNodeFactory.instance.objectNode();
    if (type.isArray()) {
      JsonNode element = type.get(0);
      feature.set("list", isLeaf(element) ? feature(element).get("dtype") : struct(element));
    } else if (isLeaf(type)) {
      boolean value = type.get("_type").asText().equals("Value");
      feature.put(
          "dtype",
          value ? type.get("dtype").asText() : type.get("_type").asText().toLowerCase(Locale.ROOT));
    } else {
      feature.set("struct", struct(type));
    }
    return feature;
  }

  private static boolean isLeaf(JsonNode type) {
    return type.path("_type").isTextual();
  }

  private static SortedSet<String> licenses(Summary summary) {
    SortedSet<String> licenses = new TreeSet<>();
    for (Summary.Source source : summary.sources()) {
      for (String license : source.licenses().keySet()) {
        String id = license.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
        licenses.add(KNOWN_LICENSES.contains(id) ? id : "other");
      }
    }
    if (licenses.isEmpty()) {
      licenses.add("unknown");
    }
    return licenses;
  }

  private static SortedSet<String> tasks(Summary summary) {
    SortedSet<String> tasks = new TreeSet<>();
    for (Summary.Source source : summary.sources()) {
      for (String modality : source.modalities().keySet()) {
        tasks.add(
            switch (modality) {
              case "text" -> "text-generation";
              case "image" -> "image-text-to-text";
              default -> "video-text-to-text";
            });
      }
    }
    return tasks;
  }

  static String sizeCategory(long rows) {
    if (rows < SIZES[0]) {
      return "n<1K";
    }
    for (int i = 1; i < SIZES.length; i++) {
      if (rows < SIZES[i]) {
        return SIZE_NAMES[i - 1] + "<n<" + SIZE_NAMES[i];
      }
    }
    return "n>1T";
  }
}
