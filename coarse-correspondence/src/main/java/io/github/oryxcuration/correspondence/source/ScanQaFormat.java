package io.github.oryxcuration.correspondence.source;

import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.recipe.RecipeProblem;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.ask.MarkQuestion;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * ScanQA's questions over ScanNet's scans: {@code files} are its JSON files, {@code media_root} is
 * the folder that holds {@code scans/}. A part of a file is a run of its scenes in the order of
 * their names, so that each scan is opened and tracked once; rows that cannot be parsed are of the
 * first part. {@code media_root} may also hold videos and folders of frames, or be one; their name
 * is a question's {@code scene_id}. Without {@code files}, every recording is asked of its marks.
 */
public final class ScanQaFormat implements SourceFormat {
  /** The word of recipes. */
  public static final String NAME = "scanqa";

  /** Begins the file of a part that asks of marks alone; the recording's name follows. */
  static final String UNASKED = SourcePart.MADE + NAME + "/";

  /** Changes when the same recordings and options give other rows. */
  private static final int VERSION = 1;

  /** Scenes of a part: what is lost of the work at a crash, and what is spread over workers. */
  private static final int PART_SCENES = 16;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "ScanQA's questions, with views of ScanNet's scans in which objects carry numbers";
  }

  @Override
  public Set<String> options() {
    return SceneOptions.KEYS;
  }

  @Override
  public boolean needsFiles() {
    return false;
  }

  @Override
  public boolean readsFiles() {
    return true;
  }

  @Override
  public List<SourcePart> parts(SourceSpec source) throws IOException {
    SceneOptions.of(source);
    if (source.mediaRoot().isEmpty()) {
      throw new RecipeException(
          List.of(
              new RecipeProblem(
                  "source " + source.name(),
                  0,
                  0,
                  "media_root is missing; name the folder that holds ScanNet's scans/, videos or"
                      + " folders of frames")));
    }
    if (source.files().isEmpty()) {
      return unasked(source);
    }
    Set<String> files = new TreeSet<>();
    for (String pattern : source.files()) {
      List<Storage.Entry> found = Storage.glob(pattern);
      if (found.isEmpty()) {
        throw new FileNotFoundException(
            "Source '" + source.name() + "': no file matches " + pattern);
      }
      found.forEach(entry -> files.add(entry.path()));
    }
    List<SourcePart> parts = new ArrayList<>();
    for (String file : files) {
      QuestionFile questions = QuestionFile.open(file);
      int scenes = Math.max(1, questions.scenes().size());
      for (int start = 0; start < scenes; start += PART_SCENES) {
        parts.add(
            new SourcePart(file, start, Math.min(scenes, start + PART_SCENES), questions.digest()));
      }
    }
    return parts;
  }

  /** Without questions a part is a recording, of which its marks alone are asked. */
  private static List<SourcePart> unasked(SourceSpec source) throws IOException {
    RecordingFinder finder = new RecordingFinder(source.mediaRoot());
    List<SourcePart> parts = new ArrayList<>();
    for (String name : finder.names()) {
      parts.add(
          new SourcePart(
              UNASKED + name,
              0,
              MarkQuestion.values().length,
              VERSION + "-" + finder.digest(name)));
    }
    if (parts.isEmpty()) {
      throw new FileNotFoundException(
          "Source '%s': %s holds no scans/, no videos and no folders of frames"
              .formatted(source.name(), source.mediaRoot()));
    }
    return parts;
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part) throws IOException {
    return new SceneRows(
        source,
        part,
        SceneOptions.of(source),
        new ScanScenes(source.mediaRoot(), SceneOptions.of(source)));
  }
}
