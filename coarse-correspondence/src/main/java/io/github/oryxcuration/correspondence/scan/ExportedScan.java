package io.github.oryxcuration.correspondence.scan;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A recording that SensReader took apart, as its Python version lays it out ({@code color/0.jpg,
 * depth/0.png, pose/0.txt, intrinsic/*.txt}) or its C++ version ({@code frame-000000.color.jpg,
 * frame-000000.depth.pgm, frame-000000.pose.txt, _info.txt}). Frames keep their numbers; a number
 * may be missing. A frame without a pose counts as lost.
 */
public final class ExportedScan implements Scan {
  private static final Matrix4 LOST = lost();
  private static final Pattern NUMBERED = Pattern.compile("(\\d{1,9})\\.(?:jpg|jpeg|png)");
  private static final Pattern FRAME =
      Pattern.compile("frame-(\\d{1,9})\\.color\\.(?:jpg|jpeg|png)");
  private static final double UNITS = 1000;
  private static final long MAX_FILE = 256L << 20;

  private final String folder;
  private final String id;
  private final Cameras cameras;
  private final List<ScanFrame> frames;

  private ExportedScan(String folder, String id, Cameras cameras, List<ScanFrame> frames) {
    this.folder = folder;
    this.id = id;
    this.cameras = cameras;
    this.frames = frames;
  }

  private static Matrix4 lost() {
    double[] numbers = new double[16];
    java.util.Arrays.fill(numbers, Double.NEGATIVE_INFINITY);
    return Matrix4.of(numbers);
  }

  /** Whether a folder is laid out in one of the two ways. */
  public static boolean isOne(String folder) throws IOException {
    boolean python =
        Storage.isFolder(Storage.child(folder, "color"))
            && Storage.isFolder(Storage.child(folder, "pose"));
    return python || Storage.exists(Storage.child(folder, "_info.txt"));
  }

  /**
   * Opens a folder.
   *
   * @throws CurationException if it holds no such recording
   */
  public static ExportedScan open(String folder, String id) throws IOException {
    ScanText info = ScanText.read(Storage.child(folder, "_info.txt"));
    return info == null ? python(folder, id) : cpp(folder, id, info);
  }

  private static ExportedScan python(String folder, String id) throws IOException {
    Map<Integer, String> colors = numbered(Storage.child(folder, "color"), NUMBERED);
    Map<Integer, String> depths = numbered(Storage.child(folder, "depth"), NUMBERED);
    List<ScanFrame> frames = new ArrayList<>();
    for (Map.Entry<Integer, String> color : colors.entrySet()) {
      int index = color.getKey();
      String depth = depths.get(index);
      String pose = Storage.child(folder, "pose/" + index + ".txt");
      frames.add(frame(index, pose, color.getValue(), depth));
    }
    Matrix4 colorMatrix = intrinsic(folder, "intrinsic_color");
    Matrix4 depthMatrix = intrinsic(folder, "intrinsic_depth");
    Matrix4 colorExtrinsic = extrinsic(folder, "extrinsic_color");
    Matrix4 depthExtrinsic = extrinsic(folder, "extrinsic_depth");
    return assembled(
        folder, id, frames, colorMatrix, depthMatrix, colorExtrinsic, depthExtrinsic, UNITS);
  }

  private static ExportedScan cpp(String folder, String id, ScanText info) throws IOException {
    List<ScanFrame> frames = new ArrayList<>();
    for (Map.Entry<Integer, String> color : numbered(folder, FRAME).entrySet()) {
      String path = color.getValue();
      String stem = path.substring(0, path.indexOf(".color.", path.lastIndexOf('/')));
      String depth = Storage.exists(stem + ".depth.pgm") ? stem + ".depth.pgm" : null;
      frames.add(frame(color.getKey(), stem + ".pose.txt", path, depth));
    }
    return assembled(
        folder,
        id,
        frames,
        info.matrix("m_calibrationColorIntrinsic", LOST),
        info.matrix("m_calibrationDepthIntrinsic", LOST),
        info.matrix("m_calibrationColorExtrinsic", Matrix4.IDENTITY),
        info.matrix("m_calibrationDepthExtrinsic", Matrix4.IDENTITY),
        info.has("m_depthShift") ? info.number("m_depthShift") : UNITS);
  }

  private static ScanFrame frame(int index, String pose, String color, @Nullable String depth)
      throws IOException {
    String text = Numbers.text(pose);
    return new ScanFrame(
        index,
        text == null ? LOST : Numbers.matrix(text, pose),
        Frame.NO_TIME,
        new MediaRef.InFile(color),
        depth == null ? null : new MediaRef.InFile(depth));
  }

  private static ExportedScan assembled(
      String folder,
      String id,
      List<ScanFrame> frames,
      Matrix4 colorMatrix,
      Matrix4 depthMatrix,
      Matrix4 colorExtrinsic,
      Matrix4 depthExtrinsic,
      double units)
      throws IOException {
    if (frames.isEmpty()) {
      throw new CurationException(Reason.NO_FRAMES, folder + ": holds no exported frames");
    }
    if (!colorExtrinsic.isRigid() || !depthExtrinsic.isRigid()) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE,
          folder + ": its extrinsic matrices are no rotations with an offset");
    }
    int[] color = firstSize(frames);
    int[] depth = firstDepthSize(frames, color);
    try {
      Cameras cameras =
          new Cameras(
              Camera.of(color[0], color[1], colorMatrix),
              Camera.of(depth[0], depth[1], depthMatrix),
              colorExtrinsic.inverse().times(depthExtrinsic),
              units);
      return new ExportedScan(folder, id, cameras, List.copyOf(frames));
    } catch (IllegalArgumentException e) {
      throw new CurationException(Reason.MEDIA_UNREADABLE, folder + ": " + e.getMessage(), e);
    }
  }

  private static int[] firstSize(List<ScanFrame> frames) throws IOException {
    CurationException last = null;
    for (ScanFrame frame : frames.subList(0, Math.min(8, frames.size()))) {
      try {
        var size = Pictures.inspect(file(frame.color())).size();
        return new int[] {size.width(), size.height()};
      } catch (CurationException e) {
        last = e;
      }
    }
    throw java.util.Objects.requireNonNull(last);
  }

  private static int[] firstDepthSize(List<ScanFrame> frames, int[] color) throws IOException {
    for (ScanFrame frame : frames.subList(0, Math.min(8, frames.size()))) {
      MediaRef ref = frame.depth();
      if (ref != null) {
        try {
          DepthMap depth = decode(ref, UNITS);
          return new int[] {depth.width(), depth.height()};
        } catch (CurationException unusable) {
          // It is counted when the frame is looked at.
        }
      }
    }
    return color;
  }

  private static Matrix4 intrinsic(String folder, String name) throws IOException {
    String path = Storage.child(folder, "intrinsic/" + name + ".txt");
    String text = Numbers.text(path);
    if (text == null) {
      throw new CurationException(
          Reason.MEDIA_MISSING, path + ": no such file; export the scan with its intrinsics");
    }
    return Numbers.matrix(text, path);
  }

  private static Matrix4 extrinsic(String folder, String name) throws IOException {
    String path = Storage.child(folder, "intrinsic/" + name + ".txt");
    String text = Numbers.text(path);
    return text == null ? Matrix4.IDENTITY : Numbers.matrix(text, path);
  }

  private static Map<Integer, String> numbered(String folder, Pattern pattern) throws IOException {
    Map<Integer, String> found = new TreeMap<>();
    for (Storage.Entry entry : Storage.list(folder)) {
      Matcher matcher = pattern.matcher(Storage.name(entry.path()).toLowerCase(Locale.ROOT));
      if (matcher.matches()) {
        found.putIfAbsent(Integer.parseInt(matcher.group(1)), entry.path());
      }
    }
    return found;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Cameras cameras() {
    return cameras;
  }

  @Override
  public List<ScanFrame> frames() {
    return frames;
  }

  @Override
  public String complaint() {
    return "";
  }

  @Override
  public byte[] color(ScanFrame frame) throws IOException {
    return file(frame.color());
  }

  private static byte[] file(MediaRef ref) throws IOException {
    try {
      long bytes = Storage.stat(ref.path()).bytes();
      if (bytes > MAX_FILE) {
        throw new CurationException(
            Reason.MEDIA_TOO_LARGE,
            "%s: %d bytes, %d allowed".formatted(ref.path(), bytes, MAX_FILE));
      }
      return Storage.readAll(ref.path());
    } catch (FileNotFoundException e) {
      throw new CurationException(Reason.MEDIA_MISSING, ref.path() + ": no such file", e);
    }
  }

  @Override
  public @Nullable DepthMap depth(ScanFrame frame) throws IOException {
    MediaRef ref = frame.depth();
    if (ref == null) {
      return null;
    }
    DepthMap depth = decode(ref, cameras.unitsPerMetre());
    if (depth.width() != cameras.depth().width() || depth.height() != cameras.depth().height()) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE,
          "%s: is %dx%d, where the depth of %s is %dx%d"
              .formatted(
                  ref.path(),
                  depth.width(),
                  depth.height(),
                  folder,
                  cameras.depth().width(),
                  cameras.depth().height()));
    }
    return depth;
  }

  private static DepthMap decode(MediaRef ref, double units) throws IOException {
    byte[] bytes = file(ref);
    try {
      if (ref.path().endsWith(".pgm")) {
        return Pgm.depth(bytes, units);
      }
      GreyPng png = GreyPng.read(bytes);
      return new DepthMap(png.width(), png.height(), png.values(), units);
    } catch (CurationException e) {
      throw new CurationException(e.reason(), ref.path() + ": " + e.explanation(), e);
    }
  }

  @Override
  public void close() {}
}
