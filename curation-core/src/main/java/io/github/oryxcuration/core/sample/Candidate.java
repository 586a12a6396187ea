package io.github.oryxcuration.core.sample;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One light row as a reader yields it: text and references, no media bytes.
 *
 * @param id unique in the build; see {@link #idOf}
 * @param source the recipe's name of the source
 * @param task caption, qa, mcq, ocr, text, …
 * @param media none for text, one or more pictures, or exactly one video
 * @param conversations in the Oryx dialect once a reader has normalised them
 * @param license the source's, or an empty string
 * @param needle set on needle samples alone
 * @param carried set on rows of earlier sets alone
 */
public record Candidate(
    String id,
    String source,
    String task,
    Modality modality,
    List<MediaRef> media,
    List<Turn> conversations,
    String license,
    @Nullable Needle needle,
    Origin origin,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Carried carried) {

  public Candidate {
    requireNonNull(id, "id");
    requireNonNull(source, "source");
    requireNonNull(task, "task");
    requireNonNull(modality, "modality");
    media = List.copyOf(media);
    conversations = List.copyOf(conversations);
    requireNonNull(license, "license");
    requireNonNull(origin, "origin");
  }

  /** A row of raw data. */
  public Candidate(
      String id,
      String source,
      String task,
      Modality modality,
      List<MediaRef> media,
      List<Turn> conversations,
      String license,
      @Nullable Needle needle,
      Origin origin) {
    this(id, source, task, modality, media, conversations, license, needle, origin, null);
  }

  public Candidate withId(String id) {
    return new Candidate(
        id, source, task, modality, media, conversations, license, needle, origin, carried);
  }

  /** The same row as one of an earlier set, under another id. */
  public Candidate carrying(String id, Carried carried) {
    return new Candidate(
        id, source, task, modality, media, conversations, license, needle, origin, carried);
  }

  /**
   * The id of a row: its source, the file's path below the source's root, and its position. It
   * depends on nothing else, so it is the same in every listing order and at every parallelism.
   */
  public static String idOf(String source, String relativeFile, String position) {
    return source + "/" + relativeFile + "@" + position;
  }
}
