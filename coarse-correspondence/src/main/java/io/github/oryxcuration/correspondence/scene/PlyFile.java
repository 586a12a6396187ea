package io.github.oryxcuration.correspondence.scene;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.scene.PlyHeader.Element;
import io.github.oryxcuration.correspondence.scene.PlyHeader.Kind;
import io.github.oryxcuration.correspondence.scene.PlyHeader.Property;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Reads meshes of ScanNet: {@code x y z} and, where it is there, {@code label} of each vertex, and
 * triangles; polygons of more corners become fans. ASCII and both binary orders.
 */
public final class PlyFile {
  private static final long MAX_BYTES = 1L << 30;
  private static final int MAX_CORNERS = 1 << 16;

  private float[] xyz = {};
  private short[] labels = {};
  private int[] triangles = {};
  private int corners;

  private PlyFile() {}

  /**
   * Reads a file.
   *
   * @throws CurationException MEDIA_MISSING, MEDIA_UNREADABLE, MEDIA_TRUNCATED or MEDIA_TOO_LARGE
   */
  public static Mesh read(String path) throws IOException {
    try {
      long bytes = Storage.stat(path).bytes();
      if (bytes > MAX_BYTES) {
        throw new CurationException(
            Reason.MEDIA_TOO_LARGE, "has %d bytes, %d allowed".formatted(bytes, MAX_BYTES));
      }
      return of(Storage.readAll(path));
    } catch (FileNotFoundException e) {
      throw new CurationException(Reason.MEDIA_MISSING, path + ": no such file", e);
    } catch (CurationException e) {
      throw new CurationException(e.reason(), path + ": " + e.explanation(), e);
    }
  }

  /** Reads bytes; messages have no path. */
  public static Mesh of(byte[] ply) {
    PlyHeader header = PlyHeader.read(ply);
    long least = header.end();
    for (Element element : header.elements()) {
      least += element.count() * element.leastBytes(header.format());
    }
    if (least - 1 > ply.length) {
      throw new CurationException(
          Reason.MEDIA_TRUNCATED,
          "has %d bytes, where its head promises at least %d".formatted(ply.length, least));
    }
    PlyNumbers numbers = PlyNumbers.of(header.format(), ply, header.end());
    PlyFile file = new PlyFile();
    for (Element element : header.elements()) {
      switch (element.name()) {
        case "vertex" -> file.vertices(element, numbers);
        case "face" -> file.faces(element, numbers);
        default -> skip(element, numbers);
      }
    }
    return file.mesh();
  }

  private Mesh mesh() {
    int vertices = xyz.length / 3;
    int[] used = Arrays.copyOf(triangles, corners);
    for (int corner : used) {
      if (corner < 0 || corner >= vertices) {
        throw unreadable(
            "has a face with vertex %d, where there are %d".formatted(corner, vertices));
      }
    }
    return new Mesh(xyz, labels, used);
  }

  private void vertices(Element element, PlyNumbers numbers) {
    List<Property> properties = element.properties();
    List<String> names = properties.stream().map(Property::name).toList();
    if (!names.containsAll(List.of("x", "y", "z"))) {
      throw unreadable("has vertices without x, y and z");
    }
    int count = (int) element.count();
    xyz = new float[count * 3];
    labels = new short[names.contains("label") ? count : 0];
    for (int i = 0; i < count; i++) {
      for (Property property : properties) {
        if (property.count() != null) {
          skipList(property, property.count(), numbers);
          continue;
        }
        double value = numbers.next(property.kind());
        switch (property.name()) {
          case "x" -> xyz[3 * i] = (float) value;
          case "y" -> xyz[3 * i + 1] = (float) value;
          case "z" -> xyz[3 * i + 2] = (float) value;
          case "label" -> labels[i] = (short) (int) value;
          default -> {}
        }
      }
    }
  }

  private void faces(Element element, PlyNumbers numbers) {
    for (long i = 0; i < element.count(); i++) {
      for (Property property : element.properties()) {
        Kind count = property.count();
        if (count == null) {
          numbers.next(property.kind());
        } else if (property.name().startsWith("vertex_ind")) {
          fan(length(numbers.next(count)), property.kind(), numbers);
        } else {
          skipList(property, count, numbers);
        }
      }
    }
  }

  private void fan(int length, Kind kind, PlyNumbers numbers) {
    int first = 0;
    int previous = 0;
    for (int i = 0; i < length; i++) {
      int corner = (int) numbers.next(kind);
      if (i == 0) {
        first = corner;
      } else if (i >= 2) {
        if (corners + 3 > triangles.length) {
          triangles = Arrays.copyOf(triangles, Math.max(1 << 12, 2 * triangles.length));
        }
        triangles[corners++] = first;
        triangles[corners++] = previous;
        triangles[corners++] = corner;
      }
      previous = corner;
    }
  }

  private static void skip(Element element, PlyNumbers numbers) {
    for (long i = 0; i < element.count(); i++) {
      for (Property property : element.properties()) {
        if (property.count() == null) {
          numbers.next(property.kind());
        } else {
          skipList(property, property.count(), numbers);
        }
      }
    }
  }

  private static void skipList(Property property, Kind count, PlyNumbers numbers) {
    int length = length(numbers.next(count));
    for (int i = 0; i < length; i++) {
      numbers.next(property.kind());
    }
  }

  private static int length(double value) {
    if (!(value >= 0 && value <= MAX_CORNERS)) {
      throw unreadable("has a list of " + value + " entries");
    }
    return (int) value;
  }

  private static CurationException unreadable(String what) {
    return new CurationException(Reason.MEDIA_UNREADABLE, what);
  }
}
