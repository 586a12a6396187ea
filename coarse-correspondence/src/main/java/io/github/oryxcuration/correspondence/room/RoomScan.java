package io.github.oryxcuration.correspondence.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.video.JpegEncoder;
import io.github.oryxcuration.correspondence.scan.Camera;
import io.github.oryxcuration.correspondence.scan.GreyPng;
import io.github.oryxcuration.correspondence.scan.Matrix4;
import io.github.oryxcuration.correspondence.scene.Instances;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a room as ScanNet would have it: {@code .sens}, {@code .txt}, mesh, labelled mesh,
 * segments and aggregation at both resolutions, the four zips of 2-D maps, the label table, and
 * ScanQA questions about it. Equal rooms give equal bytes.
 */
public final class RoomScan {
  private static final int QUALITY = 92;
  private static final long FRAME_MICROS = 33_333;
  private static final Map<String, Integer> NYU40 = nyu40();

  private final Room room;
  private final String id;
  private final String folder;
  private final RoomMesh mesh;
  private final Instances instances;

  private RoomScan(Room room, String root, String id) {
    this.room = room;
    this.id = id;
    this.folder = Storage.child(root, "scans/" + id);
    this.mesh = RoomMesh.of(room, room.spec().meshSpacing());
    this.instances = mesh.instances();
  }

  private static Map<String, Integer> nyu40() {
    Map<String, Integer> ids = new LinkedHashMap<>();
    ids.put("wall", 1);
    ids.put("floor", 2);
    ids.put("cabinet", 3);
    ids.put("chair", 5);
    ids.put("table", 7);
    ids.put("pillow", 18);
    ids.put("book", 23);
    ids.put("box", 29);
    ids.put("lamp", 35);
    ids.put("backpack", 40);
    ids.put("trash can", 39);
    ids.put("stool", 40);
    ids.put("pillar", 38);
    return ids;
  }

  /**
   * Writes a scan below a root.
   *
   * @param id e.g. {@code scene0950_00}
   */
  public static void write(Room room, String root, String id) throws IOException {
    RoomScan scan = new RoomScan(room, root, id);
    scan.recording();
    scan.text();
    scan.meshes();
    scan.annotations();
    scan.questions(Storage.child(root, "qa/ScanQA_v1.0_train_" + id + ".json"));
    Storage.commitText(Storage.child(root, "scannetv2-labels.combined.tsv"), table());
  }

  private String file(String suffix) {
    return Storage.child(folder, id + suffix);
  }

  /** One pass over the frames fills the recording and the four zips. */
  private void recording() throws IOException {
    int frames = room.spec().frames();
    List<byte[]> ids = new ArrayList<>();
    List<byte[]> labels = new ArrayList<>();
    short[] labelOf = new short[instances.labels().lastKey() + 1];
    instances.labels().forEach((k, label) -> labelOf[k] = (short) labelId(label));
    try (JpegEncoder jpeg = new JpegEncoder(QUALITY, JpegEncoder.Chroma.HALF)) {
      Storage.commit(
          file(".sens"),
          out -> {
            SensWriter sens = new SensWriter(out, 4, room.cameras(), frames);
            for (int i = 0; i < frames; i++) {
              RoomView view = room.view(i);
              long micros = 1_000_000 + i * FRAME_MICROS;
              sens.frame(view.storedPose(), micros, jpeg.encode(view.image()), view.depth());
              int width = view.ids().width();
              int height = view.ids().height();
              short[] id = view.ids().ids();
              short[] label = new short[id.length];
              for (int p = 0; p < id.length; p++) {
                label[p] = labelOf[id[p]];
              }
              ids.add(GreyPng.write(width, height, id, 8));
              labels.add(GreyPng.write(width, height, label, 16));
            }
            sens.end();
          });
    }
    zip("instance", ids);
    zip("instance-filt", ids);
    zip("label", labels);
    zip("label-filt", labels);
  }

  private void zip(String name, List<byte[]> maps) throws IOException {
    Storage.commit(
        file("_2d-" + name + ".zip"),
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          for (int i = 0; i < maps.size(); i++) {
            ZipEntry entry = new ZipEntry(name + "/" + i + ".png");
            entry.setTimeLocal(java.time.LocalDateTime.of(2020, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            zip.write(maps.get(i));
            zip.closeEntry();
          }
          zip.finish();
        });
  }

  private void text() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("axisAlignment = ").append(numbers(Matrix4.IDENTITY)).append(" \n");
    Camera color = room.cameras().color();
    Camera depth = room.cameras().depth();
    text.append("colorHeight = ").append(color.height()).append('\n');
    text.append("colorToDepthExtrinsics = ")
        .append(numbers(room.cameras().depthToColor().inverse()))
        .append('\n');
    text.append("colorWidth = ").append(color.width()).append('\n');
    text.append("depthHeight = ").append(depth.height()).append('\n');
    text.append("depthWidth = ").append(depth.width()).append('\n');
    text.append(camera("color", color)).append(camera("depth", depth));
    text.append("numColorFrames = ").append(room.spec().frames()).append('\n');
    text.append("numDepthFrames = ").append(room.spec().frames()).append('\n');
    text.append("numIMUmeasurements = 0\nsceneType = Misc.\n");
    Storage.commitText(file(".txt"), text.toString());
  }

  private static String camera(String which, Camera camera) {
    return String.format(
        Locale.ROOT,
        "fx_%1$s = %2$.6f\nfy_%1$s = %3$.6f\nmx_%1$s = %4$.6f\nmy_%1$s = %5$.6f\n",
        which,
        camera.fx(),
        camera.fy(),
        camera.cx(),
        camera.cy());
  }

  private static String numbers(Matrix4 matrix) {
    StringBuilder text = new StringBuilder();
    for (double number : matrix.toArray()) {
      text.append(text.isEmpty() ? "" : " ").append(String.format(Locale.ROOT, "%.6f", number));
    }
    return text.toString();
  }

  private void meshes() throws IOException {
    Storage.commit(file("_vh_clean_2.ply"), out -> ply(out, false));
    Storage.commit(file("_vh_clean_2.labels.ply"), out -> ply(out, true));
  }

  private void ply(OutputStream out, boolean labels) throws IOException {
    float[] xyz = instances.mesh().xyz();
    int[] triangles = instances.mesh().triangles();
    byte[] rgb = mesh.rgb();
    String head =
        "ply\nformat binary_little_endian 1.0\nelement vertex %d\nproperty float x\nproperty float y\nproperty float z\nproperty uchar red\nproperty uchar green\nproperty uchar blue\nproperty uchar alpha\n%selement face %d\nproperty list uchar int vertex_indices\nend_header\n"
            .formatted(
                instances.mesh().vertices(),
                labels ? "property ushort label\n" : "",
                triangles.length / 3);
    out.write(head.getBytes(UTF_8));
    ByteBuffer vertex = ByteBuffer.allocate(labels ? 18 : 16).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < instances.mesh().vertices(); i++) {
      vertex.clear();
      for (int c = 0; c < 3; c++) {
        vertex.putFloat(xyz[3 * i + c]);
      }
      vertex.put(rgb, 3 * i, 3).put((byte) 255);
      if (labels) {
        String label = instances.label(instances.ofVertex()[i]);
        vertex.putShort((short) (int) NYU40.getOrDefault(label, 0));
      }
      out.write(vertex.array());
    }
    ByteBuffer face = ByteBuffer.allocate(13).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < triangles.length; i += 3) {
      face.clear();
      face.put((byte) 3).putInt(triangles[i]).putInt(triangles[i + 1]).putInt(triangles[i + 2]);
      out.write(face.array());
    }
  }

  /** The mesh has one resolution; the other pair exists to be mistaken for the right one. */
  private void annotations() throws IOException {
    int[] segments = mesh.segments();
    segs("_vh_clean_2.0.010000", segments);
    segs("_vh_clean", Arrays.stream(segments).map(s -> s + 100_000).toArray());
    aggregation(".aggregation.json", "_vh_clean_2.0.010000", 0, segments);
    aggregation("_vh_clean.aggregation.json", "_vh_clean", 100_000, segments);
  }

  private void segs(String suffix, int[] segments) throws IOException {
    ObjectNode segs = Json.mapper().createObjectNode();
    segs.putObject("params").put("kThresh", "0.0001").put("segMinVerts", "20");
    segs.put("sceneId", id);
    ArrayNode indices = segs.putArray("segIndices");
    for (int segment : segments) {
      indices.add(segment);
    }
    Storage.commitText(file(suffix + ".segs.json"), Json.write(segs));
  }

  private void aggregation(String suffix, String segsName, int shift, int[] segments)
      throws IOException {
    ObjectNode aggregation = Json.mapper().createObjectNode();
    aggregation.put("sceneId", "scannet." + id).put("appId", "Aggregator.v2");
    ArrayNode groups = aggregation.putArray("segGroups");
    instances
        .labels()
        .forEach(
            (instance, label) -> {
              ObjectNode group = groups.addObject();
              group.put("id", instance - 1).put("objectId", instance - 1);
              ArrayNode of = group.putArray("segments");
              Arrays.stream(segments)
                  .filter(s -> s / 10 == instance)
                  .distinct()
                  .forEach(s -> of.add(s + shift));
              group.put("label", label);
            });
    aggregation.put("segmentsFile", "scannet." + id + segsName + ".segs.json");
    Storage.commitText(file(suffix), Json.writePretty(aggregation));
  }

  private void questions(String path) throws IOException {
    Map<String, List<Integer>> byLabel = new LinkedHashMap<>();
    instances
        .labels()
        .forEach((k, label) -> byLabel.computeIfAbsent(label, l -> new ArrayList<>()).add(k - 1));
    byLabel.keySet().removeAll(List.of("floor", "wall"));
    ArrayNode questions = Json.mapper().createArrayNode();
    byLabel.forEach(
        (label, objects) -> {
          ObjectNode question = questions.addObject();
          question.putArray("answers").add(String.valueOf(objects.size()));
          ArrayNode ids = question.putArray("object_ids");
          ArrayNode names = question.putArray("object_names");
          for (int object : objects) {
            ids.add(object);
            names.add(label);
          }
          question.put("question", "How many things like the " + label + " are in the room?");
          question.put(
              "question_id", "train-%s-%d".formatted(id.substring(0, 9), questions.size() - 1));
          question.put("scene_id", id);
        });
    Storage.commitText(path, Json.writePretty(questions));
  }

  private static int labelId(String label) {
    return 100 + new ArrayList<>(NYU40.keySet()).indexOf(label);
  }

  private static String table() {
    StringBuilder table = new StringBuilder("id\traw_category\tcategory\tcount\tnyu40id\r\n");
    NYU40.forEach(
        (label, nyu) ->
            table.append("%d\t%s\t%s\t1\t%d\r\n".formatted(labelId(label), label, label, nyu)));
    return table.toString();
  }
}
