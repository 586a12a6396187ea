package io.github.oryxcuration.runtime.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The index of a checkpoint in shards: which tensor lies in which file. Index and shards must agree
 * to the letter; all disagreements are told at once.
 */
record ShardIndex(List<Path> files, List<Found> tensors) {
  static ShardIndex read(Path index) {
    SortedMap<String, List<String>> namesByShard = new TreeMap<>();
    Map<String, String> shardOf = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : weightMap(index).properties()) {
      String shard = entry.getValue().isTextual() ? entry.getValue().textValue() : "";
      if (isPlainName(shard)) {
        namesByShard.computeIfAbsent(shard, key -> new ArrayList<>()).add(entry.getKey());
        shardOf.put(entry.getKey(), shard);
      } else {
        problems.add(
            "weight_map."
                + entry.getKey()
                + " must be the name of a file beside the index, but is "
                + JsonFiles.kind(entry.getValue()));
      }
    }
    List<Path> files = new ArrayList<>();
    List<Found> tensors = new ArrayList<>();
    for (Map.Entry<String, List<String>> shard : namesByShard.entrySet()) {
      Path file = index.resolveSibling(shard.getKey());
      if (Files.isRegularFile(file)) {
        files.add(file);
        tensors.addAll(WeightFile.read(file));
      } else {
        problems.add(
            shard.getKey() + " is missing; tensors that lie in it: " + shard.getValue().size());
      }
    }
    compare(shardOf, files, tensors, problems);
    if (!problems.isEmpty()) {
      throw ModelException.of(index + ": does not agree with the files beside it:", problems);
    }
    return new ShardIndex(List.copyOf(files), List.copyOf(tensors));
  }

  private static ObjectNode weightMap(Path index) {
    JsonNode map = JsonFiles.object(index).path("weight_map");
    if (map instanceof ObjectNode object && !object.isEmpty()) {
      return object;
    }
    throw new ModelException(
        index
            + ": weight_map must be an object of tensor names and file names, but is "
            + (map.isObject() ? "empty" : JsonFiles.kind(map)));
  }

  /** A name that this system can have, and no way out of the folder. */
  private static boolean isPlainName(String name) {
    try {
      Path path = Path.of(name);
      return !name.isBlank()
          && path.getNameCount() == 1
          && !path.isAbsolute()
          && !name.equals(".")
          && !name.equals("..")
          && path.toString().equals(name);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static void compare(
      Map<String, String> shardOf, List<Path> files, List<Found> tensors, List<String> problems) {
    Map<String, Path> seen = new HashMap<>();
    for (Found tensor : tensors) {
      Path before = seen.putIfAbsent(tensor.name(), tensor.file());
      if (before != null) {
        problems.add(
            tensor.name() + " lies in two files: " + name(before) + " and " + name(tensor.file()));
      } else if (!shardOf.containsKey(tensor.name())) {
        problems.add(tensor.name() + " lies in " + name(tensor.file()) + ", but is not listed");
      }
    }
    shardOf.forEach(
        (tensor, shard) -> {
          Path found = seen.get(tensor);
          boolean read = files.stream().anyMatch(file -> name(file).equals(shard));
          if (read && found == null) {
            problems.add(tensor + " is listed in " + shard + ", but is not there");
          } else if (found != null && !name(found).equals(shard)) {
            problems.add(tensor + " is listed in " + shard + ", but lies in " + name(found));
          }
        });
    problems.sort(null);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
