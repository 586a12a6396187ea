package io.github.oryxcuration.needle.feature;

import io.github.oryxcuration.core.storage.Storage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The measures of one film's frames on disk, about 100 bytes each.
 *
 * <pre>
 *   file  = int32 magic  int32 version  UTF key  int32 frames  frame*      (big endian)
 *   frame = byte present [ int64 hash  float32 x 6  byte x 72 ]
 * </pre>
 *
 * A frame that could not be decoded is absent.
 */
public final class FeatureFile {
  private static final int MAGIC = 0x4f464541; // "OFEA"
  private static final int MAX_FRAMES = 10_000_000;

  private FeatureFile() {}

  /**
   * Writes the measures of a film.
   *
   * @param key digest of what they were measured of
   */
  public static void write(String path, String key, List<@Nullable FrameFeatures> frames)
      throws IOException {
    Storage.commit(
        path,
        bytes -> {
          DataOutputStream out = new DataOutputStream(bytes);
          out.writeInt(MAGIC);
          out.writeInt(FrameMeter.VERSION);
          out.writeUTF(key);
          out.writeInt(frames.size());
          for (FrameFeatures frame : frames) {
            out.writeBoolean(frame != null);
            if (frame != null) {
              write(out, frame);
            }
          }
          out.flush();
        });
  }

  private static void write(DataOutputStream out, FrameFeatures frame) throws IOException {
    out.writeLong(frame.hash());
    out.writeFloat(frame.brightness());
    out.writeFloat(frame.contrast());
    out.writeFloat(frame.sharpness());
    out.writeFloat(frame.dark());
    out.writeFloat(frame.bright());
    out.writeFloat(frame.text());
    out.write(frame.grid());
  }

  /** The measures, if the file is there, whole, of this version and of this key. */
  public static Optional<List<@Nullable FrameFeatures>> read(String path, String key)
      throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Storage.read(path), 1 << 16))) {
      if (in.readInt() != MAGIC
          || in.readInt() != FrameMeter.VERSION
          || !in.readUTF().equals(key)) {
        return Optional.empty();
      }
      int count = in.readInt();
      if (count < 0 || count > MAX_FRAMES) {
        return Optional.empty();
      }
      List<@Nullable FrameFeatures> frames = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        frames.add(in.readBoolean() ? read(in) : null);
      }
      return Optional.of(frames);
    } catch (FileNotFoundException | java.io.EOFException | java.io.UTFDataFormatException e) {
      return Optional.empty(); // measured again
    }
  }

  private static FrameFeatures read(DataInputStream in) throws IOException {
    long hash = in.readLong();
    float brightness = in.readFloat();
    float contrast = in.readFloat();
    float sharpness = in.readFloat();
    float dark = in.readFloat();
    float bright = in.readFloat();
    float text = in.readFloat();
    byte[] grid = new byte[FrameFeatures.GRID];
    in.readFully(grid);
    return new FrameFeatures(hash, brightness, contrast, sharpness, dark, bright, text, grid);
  }
}
