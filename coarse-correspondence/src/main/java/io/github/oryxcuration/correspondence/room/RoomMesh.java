package io.github.oryxcuration.correspondence.room;

import io.github.oryxcuration.correspondence.scene.Instances;
import io.github.oryxcuration.correspondence.scene.Mesh;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A room's surface as a mesh: a grid on every face that can be seen. A face is a segment; its
 * number is 10 times its instance plus the face, so that segment ids are as arbitrary as real ones.
 */
final class RoomMesh {
  private final SortedMap<Integer, String> labels = new TreeMap<>();
  private float[] xyz = new float[1 << 14];
  private int[] triangles = new int[1 << 14];
  private int[] segments = new int[1 << 12];
  private short[] ids = new short[1 << 12];
  private byte[] rgb = new byte[1 << 14];
  private int vertices;
  private int corners;

  private RoomMesh() {}

  static RoomMesh of(Room room, double spacing) {
    RoomMesh mesh = new RoomMesh();
    int id = 1;
    for (Box box : room.boxes()) {
      mesh.labels.put(id, box.label());
      for (int face = 0; face < 6; face++) {
        if (face != 4) { // it stands on that one
          mesh.face(box, face, id, spacing);
        }
      }
      id++;
    }
    mesh.labels.put(room.floorId(), "floor");
    mesh.labels.put(room.wallId(), "wall");
    Box shell =
        new Box(
            new double[] {-Room.SIDE / 2, -Room.SIDE / 2, 0},
            new double[] {Room.SIDE / 2, Room.SIDE / 2, Room.HEIGHT},
            new Skin(0xb8b0a0, 0xa8a090, 2, 0.31, 1),
            "wall",
            true);
    for (int face = 0; face < 5; face++) {
      mesh.face(shell, face, face == 4 ? room.floorId() : room.wallId(), 2 * spacing);
    }
    return mesh;
  }

  private void face(Box box, int face, int id, double spacing) {
    int axis = face / 2;
    int s = axis == 0 ? 1 : 0;
    int t = axis == 2 ? 1 : 2;
    int across = cells(box, s, spacing);
    int up = cells(box, t, spacing);
    int first = vertices;
    double[] point = new double[3];
    point[axis] = face % 2 == 0 ? box.low()[axis] : box.high()[axis];
    for (int j = 0; j <= up; j++) {
      for (int i = 0; i <= across; i++) {
        point[s] = box.low()[s] + (box.high()[s] - box.low()[s]) * i / across;
        point[t] = box.low()[t] + (box.high()[t] - box.low()[t]) * j / up;
        vertex(point, id, id * 10 + face, box.skin().color(face, point[s], point[t]));
      }
    }
    for (int j = 0; j < up; j++) {
      for (int i = 0; i < across; i++) {
        int a = first + j * (across + 1) + i;
        int b = a + across + 1;
        triangle(a, a + 1, b);
        triangle(b, a + 1, b + 1);
      }
    }
  }

  private static int cells(Box box, int axis, double spacing) {
    return Math.max(1, (int) Math.ceil((box.high()[axis] - box.low()[axis]) / spacing));
  }

  private void vertex(double[] point, int id, int segment, int color) {
    if (3 * vertices + 3 > xyz.length) {
      xyz = Arrays.copyOf(xyz, 2 * xyz.length);
      rgb = Arrays.copyOf(rgb, 2 * rgb.length);
    }
    if (vertices == ids.length) {
      ids = Arrays.copyOf(ids, 2 * vertices);
      segments = Arrays.copyOf(segments, 2 * vertices);
    }
    for (int i = 0; i < 3; i++) {
      xyz[3 * vertices + i] = (float) point[i];
      rgb[3 * vertices + i] = (byte) (color >> (16 - 8 * i));
    }
    ids[vertices] = (short) id;
    segments[vertices++] = segment;
  }

  private void triangle(int a, int b, int c) {
    if (corners + 3 > triangles.length) {
      triangles = Arrays.copyOf(triangles, 2 * triangles.length);
    }
    triangles[corners++] = a;
    triangles[corners++] = b;
    triangles[corners++] = c;
  }

  int[] segments() {
    return Arrays.copyOf(segments, vertices);
  }

  byte[] rgb() {
    return Arrays.copyOf(rgb, 3 * vertices);
  }

  Instances instances() {
    return new Instances(
        new Mesh(Arrays.copyOf(xyz, 3 * vertices), new short[0], Arrays.copyOf(triangles, corners)),
        Arrays.copyOf(ids, vertices),
        labels);
  }
}
