package io.github.oryxcuration.core.sample;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * Where the bytes of one picture or one video lie. References are light: they travel through
 * shuffles in place of the bytes.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "in")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MediaRef.InFile.class, name = "file"),
  @JsonSubTypes.Type(value = MediaRef.InFolder.class, name = "folder"),
  @JsonSubTypes.Type(value = MediaRef.InTar.class, name = "tar"),
  @JsonSubTypes.Type(value = MediaRef.InPatch.class, name = "patch"),
  @JsonSubTypes.Type(value = MediaRef.InCell.class, name = "cell"),
  @JsonSubTypes.Type(value = MediaRef.Drawn.class, name = "drawn"),
  @JsonSubTypes.Type(value = MediaRef.Views.class, name = "views"),
  @JsonSubTypes.Type(value = MediaRef.Picked.class, name = "picked"),
  @JsonSubTypes.Type(value = MediaRef.Inserted.class, name = "inserted"),
})
public sealed interface MediaRef {

  /** Equal for equal media; rows that show the same medium are probed together by it. */
  String key();

  /** The storage path that holds the bytes, or an empty string where none does. */
  String path();

  /** A picture or a video in a file of its own. */
  record InFile(String path) implements MediaRef {
    @Override
    public String key() {
      return path;
    }
  }

  /** A folder of frames, one picture each, in natural order of their names. */
  record InFolder(String path) implements MediaRef {
    @Override
    public String key() {
      return path + "/";
    }
  }

  /** A tar of frames, as MovieNet distributes key frames, in natural order of their names. */
  record InTar(String path) implements MediaRef {
    @Override
    public String key() {
      return path + "!";
    }
  }

  /**
   * A slice of an Oryx patch file: encoded pictures back to back (Oryx DATA.md).
   *
   * @param offset of the first byte
   * @param sizes bytes of each picture; several make a video
   * @param base64 whether the slice is base64 text of the picture
   * @param bgr whether the stored frames have red and blue exchanged, which is put right
   */
  record InPatch(String path, long offset, List<Integer> sizes, boolean base64, boolean bgr)
      implements MediaRef {
    public InPatch {
      sizes = List.copyOf(sizes);
    }

    /** Pictures whose colours are what they seem. */
    public InPatch(String path, long offset, List<Integer> sizes, boolean base64) {
      this(path, offset, sizes, base64, false);
    }

    public InPatch withBgr(boolean bgr) {
      return new InPatch(path, offset, sizes, base64, bgr);
    }

    @Override
    public String key() {
      return path + "@" + offset + "+" + sizes + (base64 ? "b" : "") + (bgr ? "x" : "");
    }
  }

  /**
   * A picture, or a list of frames, inside a Parquet file.
   *
   * @param row 0-based row number in the file
   * @param column the top-level column: an Image struct or a list of them
   * @param index the element of the list; {@link #ALL} for the whole list as frames of a video
   */
  record InCell(String path, long row, String column, int index) implements MediaRef {
    public static final int ALL = -1;

    @Override
    public String key() {
      return path + "#" + row + "." + column + "." + index;
    }
  }

  /**
   * Some frames of a video, all of which a sample shows, whatever the sampling rule would pick.
   *
   * @param of the video: a file, a folder, a tar or a patch
   * @param frames their places among its frames, ascending
   */
  record Picked(MediaRef of, List<Long> frames) implements MediaRef {
    public Picked {
      frames = List.copyOf(frames);
      for (int i = 1; i < frames.size(); i++) {
        if (frames.get(i - 1) >= frames.get(i)) {
          throw new IllegalArgumentException("frames must ascend, but were " + frames);
        }
      }
      if (frames.isEmpty() || frames.get(0) < 0 || of instanceof Picked) {
        throw new IllegalArgumentException("frames must be some from 0 on, but were " + frames);
      }
    }

    @Override
    public String key() {
      return of.key() + frames;
    }

    @Override
    public String path() {
      return of.path();
    }
  }

  /**
   * Some frames of a video, one of which another picture takes the place of, brought to their size.
   *
   * @param among the frames, the one that is replaced included
   * @param picture one picture, or one picked frame of another video
   * @param sha256 of the bytes of that picture, or of that video; another content is refused
   * @param at position of the replaced frame among the frames
   */
  record Inserted(Picked among, MediaRef picture, String sha256, int at) implements MediaRef {
    public Inserted {
      if (at < 0 || at >= among.frames().size()) {
        throw new IllegalArgumentException(
            "at must be in [0, " + among.frames().size() + "), but was " + at);
      }
      boolean one = picture instanceof Picked other && other.frames().size() == 1;
      if (!one && !(picture instanceof InFile) && !(picture instanceof InCell)) {
        throw new IllegalArgumentException("picture must be one picture, but was " + picture);
      }
    }

    /** What a sample's provenance says of it. */
    public String step() {
      return "frame-%d-replaced-by-sha256-%s".formatted(at, sha256);
    }

    @Override
    public String key() {
      return among.key() + "^" + at + picture.key() + sha256;
    }

    @Override
    public String path() {
      return among.path();
    }
  }

  /**
   * A picture that is drawn when it is needed.
   *
   * @param painter the name of the painter, e.g. {@code ocr}
   * @param order what to draw, in the painter's own JSON; the same order gives the same pixels
   */
  record Drawn(String painter, String order) implements MediaRef {
    @Override
    public String key() {
      return painter + ":" + order;
    }

    @Override
    public String path() {
      return "";
    }
  }

  /**
   * Views of one scene: pictures that lie in different places, shown as the frames of one video,
   * with numbers on what is the same in them. All that a worker needs to make them is in here.
   *
   * @param scene its name, for people
   * @param tracker that found what is the same, with its version
   * @param views at least one, in the order of the sample; their pictures are of one size
   * @param marks in pixels of those pictures; a mark's view is its place in {@code views}
   * @param stamped whether the marks are drawn into the pixels, or only told beside them
   */
  record Views(String scene, String tracker, List<View> views, List<Mark> marks, boolean stamped)
      implements MediaRef {
    public Views {
      views = List.copyOf(views);
      marks = List.copyOf(marks);
      for (Mark mark : marks) {
        if (mark.view() >= views.size()) {
          throw new IllegalArgumentException(
              "a mark on view %d, where there are %d".formatted(mark.view(), views.size()));
        }
      }
    }

    @Override
    public String key() {
      return "views:" + scene + ":" + tracker + views + marks + stamped;
    }

    @Override
    public String path() {
      return views.isEmpty() ? "" : views.get(0).picture().path();
    }

    /** Whether the views are frames of one video file, not pictures of their own. */
    public boolean areOfVideo() {
      return !views.isEmpty()
          && views.stream()
              .allMatch(
                  view ->
                      view.picture() instanceof Picked picked
                          && picked.of() instanceof InFile
                          && picked.path().equals(path())
                          && picked.frames().equals(List.of(view.index())));
    }
  }

  /**
   * One view of a scene.
   *
   * @param picture a reference to one encoded picture, or to the one frame {@code index} of a video
   *     file, which all views of the scene are then of
   * @param index the number of the frame in the recording; ascending over a scene's views
   * @param seconds from the start of the recording, or {@link Frame#NO_TIME}
   */
  record View(MediaRef picture, long index, double seconds) {}
}
