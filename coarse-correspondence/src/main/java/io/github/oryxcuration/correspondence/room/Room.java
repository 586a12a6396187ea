package io.github.oryxcuration.correspondence.room;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.scan.Camera;
import io.github.oryxcuration.correspondence.scan.Cameras;
import io.github.oryxcuration.correspondence.scan.DepthMap;
import io.github.oryxcuration.correspondence.scan.Matrix4;
import io.github.oryxcuration.correspondence.scene.Instances;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A room, rendered by casting a ray through every pixel. Equal specs give equal rooms. */
public final class Room {
  static final double SIDE = 6;
  static final double HEIGHT = 2.6;
  private static final double RING = 1.35;
  private static final double CAMERA_RING = 2.4;
  private static final double CAMERA_HEIGHT = 1.35;
  private static final double AIM_HEIGHT = 0.35;
  private static final double UNITS = 1000;

  private static final String[] LABELS = {
    "chair", "table", "cabinet", "box", "lamp", "pillow", "stool", "book", "trash can", "backpack"
  };
  private static final int[] COLORS = {
    0xc03028, 0x2860c0, 0x30a040, 0xd0a020, 0x8038a0, 0x20a0a8, 0xd06820, 0x707070, 0xe0d8c0,
    0x503018, 0xe080a8, 0x183058
  };

  /** What stored depth and colour are related by: a depth camera to the right, of another lens. */
  private static final Matrix4 DEPTH_TO_COLOR =
      Matrix4.of(
          0.9999, -0.0100, 0.0100, 0.025, 0.0100, 0.9999, -0.0050, 0.000, -0.0099, 0.0051, 0.9999,
          0.002, 0, 0, 0, 1);

  private final RoomSpec spec;
  private final List<Box> boxes;
  private final Box shell;
  private final Cameras cameras;

  private Room(RoomSpec spec, List<Box> boxes, Box shell) {
    this.spec = spec;
    this.boxes = boxes;
    this.shell = shell;
    double f = 0.82 * spec.width();
    Camera color =
        new Camera(
            spec.width(), spec.height(), f, f, (spec.width() - 1) / 2.0, (spec.height() - 1) / 2.0);
    Camera depth =
        new Camera(
            spec.width(),
            spec.height(),
            f * 1.08,
            f * 1.08,
            (spec.width() - 1) / 2.0,
            (spec.height() - 1) / 2.0);
    this.cameras = new Cameras(color, depth, orthonormal(DEPTH_TO_COLOR), UNITS);
  }

  /** Rounded numbers made a rotation again. */
  private static Matrix4 orthonormal(Matrix4 m) {
    double[] x = unit(m.at(0, 0), m.at(1, 0), m.at(2, 0));
    double dot = x[0] * m.at(0, 1) + x[1] * m.at(1, 1) + x[2] * m.at(2, 1);
    double[] y = unit(m.at(0, 1) - dot * x[0], m.at(1, 1) - dot * x[1], m.at(2, 1) - dot * x[2]);
    double[] z = cross(x, y);
    return Matrix4.of(
        x[0],
        y[0],
        z[0],
        m.at(0, 3),
        x[1],
        y[1],
        z[1],
        m.at(1, 3),
        x[2],
        y[2],
        z[2],
        m.at(2, 3),
        0,
        0,
        0,
        1);
  }

  /** Builds a room. */
  public static Room of(RoomSpec spec) {
    Random random = new Random(spec.seed());
    List<Box> boxes = new ArrayList<>();
    int places = spec.boxes();
    for (int i = 0; i < places; i++) {
      boxes.add(place(random, boxes, i, spec.lookAlikes(), places));
    }
    for (int i = 0; i < spec.occluders(); i++) {
      double angle = 2 * Math.PI * (i + 0.5) / spec.occluders();
      double x = 2.0 * StrictMath.cos(angle);
      double y = 2.0 * StrictMath.sin(angle);
      Skin skin = new Skin(0x404858, 0x9098a8, 1, 0.1, random.nextLong());
      boxes.add(
          new Box(
              new double[] {x - 0.04, y - 0.04, 0},
              new double[] {x + 0.04, y + 0.04, 1.1},
              skin,
              "pillar",
              false));
    }
    Box shell =
        new Box(
            new double[] {-SIDE / 2, -SIDE / 2, 0},
            new double[] {SIDE / 2, SIDE / 2, HEIGHT},
            new Skin(0xb8b0a0, 0xa8a090, 2, 0.31, random.nextLong()),
            "wall",
            true);
    return new Room(spec, boxes, shell);
  }

  private static Box place(Random random, List<Box> placed, int i, int lookAlikes, int places) {
    boolean alike = i >= 1 && i <= lookAlikes;
    Box twin = alike ? placed.get(0) : null;
    Skin skin =
        twin != null
            ? twin.skin()
            : new Skin(
                COLORS[i % COLORS.length],
                COLORS[(i * 5 + 3) % COLORS.length],
                random.nextInt(3),
                0.06 + 0.08 * random.nextDouble(),
                random.nextLong());
    String label = twin != null ? twin.label() : LABELS[i % LABELS.length];
    double width =
        twin != null ? twin.high()[0] - twin.low()[0] : 0.22 + 0.25 * random.nextDouble();
    double depth =
        twin != null ? twin.high()[1] - twin.low()[1] : 0.22 + 0.25 * random.nextDouble();
    double height = twin != null ? twin.high()[2] : 0.2 + 0.5 * random.nextDouble();
    for (int attempt = 0; ; attempt++) {
      // Look-alikes go to the other side, so that they are told apart by place alone.
      double ring = RING * Math.sqrt(random.nextDouble()) * (1 + attempt / 400.0);
      double angle =
          2
              * Math.PI
              * (twin != null ? i / (lookAlikes + 1.0) : (i + random.nextDouble()) / places);
      double x = ring * StrictMath.cos(angle);
      double y = ring * StrictMath.sin(angle);
      Box box =
          new Box(
              new double[] {x - width / 2, y - depth / 2, 0},
              new double[] {x + width / 2, y + depth / 2, height},
              skin,
              label,
              false);
      if (placed.stream().noneMatch(other -> other.overlaps(box, 0.06))) {
        return box;
      }
    }
  }

  public RoomSpec spec() {
    return spec;
  }

  public Cameras cameras() {
    return cameras;
  }

  /** Things by ascending {@code objectId}; floor and walls follow them. */
  List<Box> boxes() {
    return boxes;
  }

  int floorId() {
    return boxes.size() + 1;
  }

  int wallId() {
    return boxes.size() + 2;
  }

  /** Its annotated mesh. */
  public Instances instances() {
    return RoomMesh.of(this, spec.meshSpacing()).instances();
  }

  /** Where the camera is in a frame. */
  Matrix4 pose(int frame) {
    double share = spec.frames() == 1 ? 0 : (double) frame / (spec.frames() - 1);
    double angle = StrictMath.toRadians(spec.arcDegrees()) * share;
    double height = CAMERA_HEIGHT + 0.15 * StrictMath.sin(3 * angle);
    double[] eye = {
      CAMERA_RING * StrictMath.cos(angle), CAMERA_RING * StrictMath.sin(angle), height
    };
    double[] forward = unit(-eye[0], -eye[1], AIM_HEIGHT - eye[2]);
    double[] right = unit(forward[1], -forward[0], 0);
    double[] down = cross(forward, right);
    return Matrix4.of(
        right[0],
        down[0],
        forward[0],
        eye[0],
        right[1],
        down[1],
        forward[1],
        eye[1],
        right[2],
        down[2],
        forward[2],
        eye[2],
        0,
        0,
        0,
        1);
  }

  private Matrix4 storedPose(int frame) {
    Matrix4 pose = pose(frame);
    if (spec.poseMetres() == 0 && spec.poseDegrees() == 0) {
      return pose;
    }
    Random random = new Random(spec.seed() * 31 + frame);
    double[] axis = unit(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
    double turn = StrictMath.toRadians(spec.poseDegrees()) * random.nextGaussian();
    double c = StrictMath.cos(turn);
    double s = StrictMath.sin(turn);
    double t = 1 - c;
    Matrix4 wobble =
        Matrix4.of(
            t * axis[0] * axis[0] + c,
            t * axis[0] * axis[1] - s * axis[2],
            t * axis[0] * axis[2] + s * axis[1],
            spec.poseMetres() * random.nextGaussian(),
            t * axis[0] * axis[1] + s * axis[2],
            t * axis[1] * axis[1] + c,
            t * axis[1] * axis[2] - s * axis[0],
            spec.poseMetres() * random.nextGaussian(),
            t * axis[0] * axis[2] - s * axis[1],
            t * axis[1] * axis[2] + s * axis[0],
            t * axis[2] * axis[2] + c,
            spec.poseMetres() * random.nextGaussian(),
            0,
            0,
            0,
            1);
    return pose.times(wobble);
  }

  /** Renders one frame. */
  public RoomView view(int frame) {
    Matrix4 pose = pose(frame);
    Camera color = cameras.color();
    int width = color.width();
    byte[] rgb = new byte[width * color.height() * 3];
    short[] ids = new short[width * color.height()];
    double light =
        1 - spec.exposure() * 0.5 * (1 - StrictMath.cos(2 * Math.PI * frame / 40.0)) * 0.8;
    cast(color, pose, new Painter(rgb, ids, light));
    if (spec.blurEvery() > 0 && frame % spec.blurEvery() == spec.blurEvery() - 1) {
      rgb = blurred(rgb, width, color.height());
    }
    double[] metres = new double[cameras.depth().width() * cameras.depth().height()];
    Random noise = new Random(spec.seed() * 17 + frame);
    cast(
        cameras.depth(),
        pose.times(cameras.depthToColor()),
        (at, hit, face, z, x, y, w) ->
            metres[at] =
                z * (1 + spec.depthNoise() * (spec.depthNoise() == 0 ? 0 : noise.nextGaussian())));
    DepthMap depth =
        DepthMap.ofMetres(cameras.depth().width(), cameras.depth().height(), metres, UNITS);
    return new RoomView(
        new RgbImage(width, color.height(), rgb),
        new LabelMap(width, color.height(), ids),
        depth,
        pose,
        storedPose(frame));
  }

  private static byte[] blurred(byte[] rgb, int width, int height) {
    byte[] out = rgb.clone();
    int reach = Math.max(2, width / 60);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          int sum = 0;
          int count = 0;
          for (int u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++, count++) {
            sum += rgb[(y * width + u) * 3 + c] & 0xff;
          }
          out[(y * width + x) * 3 + c] = (byte) (sum / count);
        }
      }
    }
    return out;
  }

  /** What a ray met. */
  private interface Hit {
    void at(int pixel, int id, int face, double z, double x, double y, double w);
  }

  /** Sets colours and ids. */
  private final class Painter implements Hit {
    private final byte[] rgb;
    private final short[] ids;
    private final double light;

    Painter(byte[] rgb, short[] ids, double light) {
      this.rgb = rgb;
      this.ids = ids;
      this.light = light;
    }

    @Override
    public void at(int pixel, int id, int face, double z, double x, double y, double w) {
      ids[pixel] = (short) id;
      Skin skin = id <= boxes.size() ? boxes.get(id - 1).skin() : shell.skin();
      int axis = face / 2;
      int color = skin.color(face, axis == 0 ? y : x, axis == 2 ? y : w);
      double shade = light * (axis == 2 ? 1 : axis == 0 ? 0.82 : 0.66);
      for (int c = 0; c < 3; c++) {
        rgb[pixel * 3 + c] = (byte) (int) ((color >> (16 - 8 * c) & 255) * shade);
      }
    }
  }

  private void cast(Camera camera, Matrix4 pose, Hit hit) {
    double[] eye = {pose.at(0, 3), pose.at(1, 3), pose.at(2, 3)};
    double[] direction = new double[3];
    int[] face = new int[1];
    for (int v = 0; v < camera.height(); v++) {
      for (int u = 0; u < camera.width(); u++) {
        double cx = (u - camera.cx()) / camera.fx();
        double cy = (v - camera.cy()) / camera.fy();
        for (int i = 0; i < 3; i++) {
          direction[i] = pose.at(i, 0) * cx + pose.at(i, 1) * cy + pose.at(i, 2);
        }
        double nearest = shell.meet(eye, direction, face);
        int best = -1;
        int bestFace = face[0];
        for (int b = 0; b < boxes.size(); b++) {
          double z = boxes.get(b).meet(eye, direction, face);
          if (z < nearest) {
            nearest = z;
            best = b;
            bestFace = face[0];
          }
        }
        int id = best >= 0 ? best + 1 : bestFace == 4 ? floorId() : wallId();
        hit.at(
            v * camera.width() + u,
            id,
            bestFace,
            nearest,
            eye[0] + nearest * direction[0],
            eye[1] + nearest * direction[1],
            eye[2] + nearest * direction[2]);
      }
    }
  }

  private static double[] unit(double x, double y, double z) {
    double length = Math.sqrt(x * x + y * y + z * z);
    return new double[] {x / length, y / length, z / length};
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }
}
