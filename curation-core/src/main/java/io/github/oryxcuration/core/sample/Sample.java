package io.github.oryxcuration.core.sample;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One training sample, media included: one row of a shard.
 *
 * @param id unique in the set
 * @param source the recipe's name of the source
 * @param task caption, qa, mcq, needle-caption, needle-diff, scanqa, ocr, text, …
 * @param conversations in the Oryx dialect
 * @param frames the pictures, the kept frames of the video, or the views; empty for text
 * @param haystack id of the haystack of the set that holds the frames whose pictures are absent
 *     here; empty where the sample holds all of its pictures
 * @param needle set on needle samples alone
 * @param marks empty unless numbers were stamped on the frames
 * @param license of the source, or an empty string
 * @param scores by name, in ascending order of the names
 */
public record Sample(
    String id,
    String source,
    String task,
    Modality modality,
    List<Turn> conversations,
    List<Frame> frames,
    String haystack,
    @Nullable Needle needle,
    List<Mark> marks,
    Budget budget,
    String license,
    Provenance provenance,
    Map<String, Double> scores) {

  public Sample {
    requireNonNull(id, "id");
    requireNonNull(source, "source");
    requireNonNull(task, "task");
    requireNonNull(modality, "modality");
    conversations = List.copyOf(conversations);
    frames = List.copyOf(frames);
    requireNonNull(haystack, "haystack");
    marks = List.copyOf(marks);
    requireNonNull(budget, "budget");
    requireNonNull(license, "license");
    requireNonNull(provenance, "provenance");
    SortedMap<String, Double> sorted = new TreeMap<>(scores);
    scores = Collections.unmodifiableSortedMap(sorted);
  }

  /** A sample that holds all of its pictures. */
  public Sample(
      String id,
      String source,
      String task,
      Modality modality,
      List<Turn> conversations,
      List<Frame> frames,
      @Nullable Needle needle,
      List<Mark> marks,
      Budget budget,
      String license,
      Provenance provenance,
      Map<String, Double> scores) {
    this(
        id,
        source,
        task,
        modality,
        conversations,
        frames,
        "",
        needle,
        marks,
        budget,
        license,
        provenance,
        scores);
  }

  public Sample withFrames(List<Frame> frames) {
    return new Sample(
        id,
        source,
        task,
        modality,
        conversations,
        frames,
        haystack,
        needle,
        marks,
        budget,
        license,
        provenance,
        scores);
  }

  /** The same sample, whose absent pictures are those of a haystack. */
  public Sample inHaystack(String haystack) {
    return new Sample(
        id,
        source,
        task,
        modality,
        conversations,
        frames,
        haystack,
        needle,
        marks,
        budget,
        license,
        provenance,
        scores);
  }

  public Sample withScores(Map<String, Double> scores) {
    return new Sample(
        id,
        source,
        task,
        modality,
        conversations,
        frames,
        haystack,
        needle,
        marks,
        budget,
        license,
        provenance,
        scores);
  }

  /** Bytes of all stored pictures. */
  public long mediaBytes() {
    long bytes = 0;
    for (Frame frame : frames) {
      bytes += frame.picture().length();
    }
    return bytes;
  }
}
