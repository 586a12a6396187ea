package io.github.oryxcuration.correspondence.scene;

/**
 * A triangle mesh in metres.
 *
 * @param xyz three numbers a vertex
 * @param labels a number a vertex (nyu40 in ScanNet's {@code .labels.ply}), or empty
 * @param triangles three vertex numbers each, all of them below the number of vertices
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared
public record Mesh(float[] xyz, short[] labels, int[] triangles) {
  public Mesh {
    if (xyz.length % 3 != 0 || triangles.length % 3 != 0) {
      throw new IllegalArgumentException("vertices and triangles have three numbers each");
    }
    if (labels.length != 0 && labels.length != xyz.length / 3) {
      throw new IllegalArgumentException(
          "%d labels for %d vertices".formatted(labels.length, xyz.length / 3));
    }
  }

  public int vertices() {
    return xyz.length / 3;
  }
}
