package io.github.oryxcuration.correspondence.scene;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The annotated objects of a scan on its mesh. An instance's id is {@code objectId + 1}, as in the
 * 2-D maps, so that 0 is no object.
 *
 * @param ofVertex id of each vertex, unsigned
 * @param labels raw categories by id
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Instances(Mesh mesh, short[] ofVertex, SortedMap<Integer, String> labels) {
  /** More missing segments than this share mean that two files do not belong together. */
  private static final double STRAY = 0.02;

  /**
   * Reads the pair that belongs to the mesh with 1 cm segments: {@code _vh_clean_2.ply}, {@code
   * _vh_clean_2.0.010000.segs.json} and {@code .aggregation.json}.
   *
   * @throws CurationException if a file is missing or damaged, or the files do not belong together
   */
  public static Instances read(ScanFolder scan) throws IOException {
    return read(
        scan.id(),
        PlyFile.read(scan.file("_vh_clean_2.ply")),
        scan.file("_vh_clean_2.0.010000.segs.json"),
        scan.file(".aggregation.json"));
  }

  static Instances read(String scan, Mesh mesh, String segsPath, String aggregationPath)
      throws IOException {
    Segments segments = Segments.read(segsPath);
    Aggregation aggregation = Aggregation.read(aggregationPath);
    checkNames(scan, segments, aggregation);
    if (segments.ofVertex().length != mesh.vertices()) {
      throw mismatch(
          String.format(
              Locale.ROOT,
              "%s has a segment for %d vertices, but the mesh of %s has %d",
              segments.file(),
              segments.ofVertex().length,
              scan,
              mesh.vertices()));
    }
    return joined(mesh, segments, aggregation);
  }

  private static void checkNames(String scan, Segments segments, Aggregation aggregation) {
    String wanted = aggregation.segmentsFile();
    if (!wanted.isEmpty() && !wanted.equals(segments.file())) {
      throw mismatch(
          "%s was made for %s, not for %s: its segment ids mean others here. Take the .aggregation.json without _vh_clean in its name with the _vh_clean_2 mesh"
              .formatted(aggregation.file(), wanted, segments.file()));
    }
    for (String id : List.of(aggregation.sceneId(), segments.sceneId())) {
      if (!id.isEmpty() && !id.equals(scan)) {
        throw mismatch(
            "one of %s and %s is of scan %s, not of %s"
                .formatted(aggregation.file(), segments.file(), id, scan));
      }
    }
  }

  private static Instances joined(Mesh mesh, Segments segments, Aggregation aggregation) {
    Map<Integer, Short> ofSegment = new HashMap<>();
    SortedMap<Integer, String> labels = new TreeMap<>();
    for (Aggregation.Group group : aggregation.groups()) {
      int id = group.objectId() + 1;
      labels.put(id, group.label());
      for (int segment : group.segments()) {
        ofSegment.put(segment, (short) id); // a segment of two objects: the last one has it
      }
    }
    Map<Integer, Boolean> found = new HashMap<>();
    short[] ofVertex = new short[mesh.vertices()];
    for (int i = 0; i < ofVertex.length; i++) {
      Short id = ofSegment.get(segments.ofVertex()[i]);
      if (id != null) {
        ofVertex[i] = id;
        found.put(segments.ofVertex()[i], true);
      }
    }
    int stray = ofSegment.size() - found.size();
    if (stray > STRAY * ofSegment.size()) {
      throw mismatch(
          "%d of the %d segments that %s names are not in %s: the two files do not belong together"
              .formatted(stray, ofSegment.size(), aggregation.file(), segments.file()));
    }
    return new Instances(mesh, ofVertex, labels);
  }

  private static CurationException mismatch(String message) {
    return new CurationException(Reason.MEDIA_UNREADABLE, message);
  }

  /** The raw category of an id, or an empty string. */
  public String label(int id) {
    return labels.getOrDefault(id, "");
  }
}
