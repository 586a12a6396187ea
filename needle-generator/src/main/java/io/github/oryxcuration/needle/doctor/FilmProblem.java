package io.github.oryxcuration.needle.doctor;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a film.
 *
 * @param film its id
 * @param kind what kind of fault
 * @param count how many times it was found
 * @param example the first of them, in words
 */
public record FilmProblem(String film, Kind kind, long count, String example) {

  /** Kinds of faults. Names are stable: scripts may rely on them. */
  public enum Kind {
    NO_FRAMES(true, "no key frames"),
    FRAMES_UNREADABLE(true, "key frames cannot be opened"),
    SHOT_FILE_FAULTY(true, "the shot file cannot be read"),
    ANNOTATION_FAULTY(true, "the annotation cannot be read"),
    FRAMES_OF_NO_SHOT(true, "key frames of shots that the shot file lacks"),
    NOT_LISTED(false, "frames, but not in list.v1.txt"),
    LISTED_TWICE(false, "in list.v1.txt more than once"),
    FOLDER_AND_TAR(false, "key frames in several places; the first is used"),
    NO_SHOT_FILE(false, "no shot file: frames have no time"),
    SHOTS_DO_NOT_JOIN(false, "gaps or overlaps between shots, or key frames outside theirs"),
    NO_RATE(false, "no frame rate in video_info: frames have no time"),
    IMAGE_MISSING(false, "images of a shot are missing"),
    SHOT_WITHOUT_IMAGES(false, "shots without any image"),
    IMAGE_EMPTY(false, "image files of no bytes, or that are no picture"),
    IMAGE_OF_OTHER_SIZE(false, "images of another size than the first"),
    NAME_UNKNOWN(false, "pictures whose names are no key frame's"),
    NO_ANNOTATION(false, "frames without annotation"),
    ANNOTATION_OF_ANOTHER(false, "the annotation names another film"),
    ANNOTATION_PARTLY_FAULTY(false, "elements of the annotation make no sense"),
    ANNOTATION_OF_NO_SHOT(false, "annotated shots that the shot file lacks"),
    META_FAULTY(false, "the meta file cannot be read"),
    NO_SUBTITLES(false, "no subtitles: leaks cannot be checked"),
    SUBTITLES_FAULTY(false, "blocks of the subtitles are no cues"),
    IN_TWO_SPLITS(false, "in more than one of train, val and test");

    private final boolean skip;
    private final String words;

    Kind(boolean skip, String words) {
      this.skip = skip;
      this.words = words;
    }

    /** Whether a film with this fault cannot be used at all. */
    public boolean skip() {
      return skip;
    }

    public String words() {
      return words;
    }
  }

  public FilmProblem {
    requireNonNull(film, "film");
    requireNonNull(kind, "kind");
    requireNonNull(example, "example");
  }
}
