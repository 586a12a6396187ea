package io.github.oryxcuration.correspondence.doctor;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.correspondence.scan.FrameFault;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was found of one scan.
 *
 * @param frames of the recording
 * @param posed frames whose poses can be right
 * @param looked frames whose pictures and depth were looked at
 * @param faults how many of all frames (poses) and of those looked at (the rest) cannot be used
 * @param objects annotated on the mesh, 0 where they cannot be read
 * @param maps how many of the four zips of 2-D maps are there
 * @param notes what to know although the scan can be used
 * @param skip why the scan cannot be used, or an empty string
 */
public record ScanReport(
    String scan,
    int frames,
    int posed,
    int looked,
    SortedMap<FrameFault, Integer> faults,
    int objects,
    int maps,
    List<String> notes,
    String skip) {
  public ScanReport {
    requireNonNull(scan, "scan");
    faults = Collections.unmodifiableSortedMap(new TreeMap<>(faults));
    notes = List.copyOf(notes);
    requireNonNull(skip, "skip");
  }

  /** Whether questions about it can become samples. */
  public boolean isUsable() {
    return skip.isEmpty();
  }

  /** The faults in words, e.g. {@code 3 lost pose, 1 black depth}, or a dash. */
  public String faultWords() {
    StringBuilder words = new StringBuilder();
    for (Map.Entry<FrameFault, Integer> fault : faults.entrySet()) {
      words
          .append(words.isEmpty() ? "" : ", ")
          .append(fault.getValue())
          .append(' ')
          .append(fault.getKey().words());
    }
    return words.isEmpty() ? "-" : words.toString();
  }
}
