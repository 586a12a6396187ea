package io.github.oryxcuration.core.media;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.storage.Storage;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/** A video that lies as encoded pictures, one per frame: a folder, a tar, or a slice of a patch. */
abstract class FrameFiles implements Closeable {
  private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "bmp", "webp", "gif");

  abstract int count();

  /** A name for messages and for the extension. */
  abstract String name(int frame);

  abstract byte[] bytes(int frame) throws IOException;

  @Override
  public void close() throws IOException {}

  /** Frames in the natural order of their names (2 before 10). */
  static FrameFiles folder(String path, long maxBytes) throws IOException {
    List<Storage.Entry> entries = new ArrayList<>();
    for (Storage.Entry entry : Storage.list(path)) {
      if (isPicture(entry.path())) {
        entries.add(entry);
      }
    }
    if (entries.isEmpty()) {
      throw new CurationException(
          Reason.MEDIA_MISSING, path + ": no such folder, or no frames (jpg, png, …) in it");
    }
    entries.sort(Comparator.comparing(e -> Storage.name(e.path()), NaturalOrder.INSTANCE));
    return new FrameFiles() {
      @Override
      int count() {
        return entries.size();
      }

      @Override
      String name(int frame) {
        return entries.get(frame).path();
      }

      @Override
      byte[] bytes(int frame) throws IOException {
        return MediaBytes.file(name(frame), maxBytes);
      }
    };
  }

  /** Key frames of a film as MovieNet distributes them, one tar each. */
  static FrameFiles tar(String path, long maxBytes) throws IOException {
    SeekableByteChannel channel;
    try {
      channel = Storage.open(path);
    } catch (FileNotFoundException e) {
      throw Unreadable.of(path, path, e);
    }
    try {
      TarFile tar = new TarFile(channel);
      List<TarArchiveEntry> entries = new ArrayList<>();
      for (TarArchiveEntry entry : tar.getEntries()) {
        if (entry.isFile() && isPicture(entry.getName())) {
          entries.add(entry);
        }
      }
      entries.sort(Comparator.comparing(TarArchiveEntry::getName, NaturalOrder.INSTANCE));
      return new TarFrames(path, tar, entries, maxBytes);
    } catch (IOException | IllegalArgumentException e) {
      channel.close();
      if (e instanceof IOException failure) {
        Unreadable.passOn(failure);
      }
      throw new CurationException(
          Reason.MEDIA_UNREADABLE, path + ": not a tar that can be read: " + e.getMessage(), e);
    }
  }

  private static final class TarFrames extends FrameFiles {
    private final String path;
    private final TarFile tar;
    private final List<TarArchiveEntry> entries;
    private final long maxBytes;

    TarFrames(String path, TarFile tar, List<TarArchiveEntry> entries, long maxBytes) {
      this.path = path;
      this.tar = tar;
      this.entries = entries;
      this.maxBytes = maxBytes;
    }

    @Override
    int count() {
      return entries.size();
    }

    @Override
    String name(int frame) {
      return entries.get(frame).getName();
    }

    @Override
    byte[] bytes(int frame) throws IOException {
      TarArchiveEntry entry = entries.get(frame);
      MediaBytes.checkSize(path + "!" + entry.getName(), entry.getSize(), maxBytes);
      byte[] bytes;
      try (var in = tar.getInputStream(entry)) {
        bytes = in.readAllBytes();
      }
      if (bytes.length != entry.getSize()) {
        throw new CurationException(
            Reason.MEDIA_TRUNCATED,
            String.format(
                Locale.ROOT,
                "%s: the tar breaks off in %s: %d of %d bytes",
                path,
                entry.getName(),
                bytes.length,
                entry.getSize()));
      }
      return bytes;
    }

    @Override
    public void close() throws IOException {
      tar.close();
    }
  }

  /** Frames back to back in an Oryx patch. */
  static FrameFiles patch(MediaRef.InPatch ref, long maxBytes) {
    long[] offsets = new long[ref.sizes().size()];
    long at = ref.offset();
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = at;
      at += ref.sizes().get(i);
      if (at < 0) {
        throw new CurationException(
            Reason.MEDIA_TRUNCATED, ref.path() + "@" + ref.offset() + ": no file is so long");
      }
    }
    return new FrameFiles() {
      @Override
      int count() {
        return offsets.length;
      }

      @Override
      String name(int frame) {
        return ref.path() + "@" + offsets[frame];
      }

      @Override
      byte[] bytes(int frame) throws IOException {
        MediaBytes.checkSize(name(frame), ref.sizes().get(frame), maxBytes);
        return slice(ref, offsets[frame], ref.sizes().get(frame));
      }
    };
  }

  /** Some frames of a list, as a list of their own; closing it closes the other. */
  static FrameFiles picked(FrameFiles all, List<Long> frames) throws IOException {
    long last = frames.get(frames.size() - 1);
    if (last >= all.count()) {
      int count = all.count();
      all.close();
      throw new CurationException(
          Reason.MEDIA_TRUNCATED,
          String.format(
              Locale.ROOT, "frame %d is wanted, but there are only %d frames", last, count));
    }
    return new FrameFiles() {
      @Override
      int count() {
        return frames.size();
      }

      @Override
      String name(int frame) {
        return all.name(Math.toIntExact(frames.get(frame)));
      }

      @Override
      byte[] bytes(int frame) throws IOException {
        return all.bytes(Math.toIntExact(frames.get(frame)));
      }

      @Override
      public void close() throws IOException {
        all.close();
      }
    };
  }

  private static byte[] slice(MediaRef.InPatch ref, long offset, int size) throws IOException {
    byte[] bytes;
    try {
      // Asked before memory is taken for the slice.
      if (offset + size > Storage.stat(ref.path()).bytes()) {
        throw new EOFException(ref.path() + " is shorter");
      }
      bytes = Storage.readRange(ref.path(), offset, size);
    } catch (FileNotFoundException e) {
      throw Unreadable.of(ref.path(), ref.path(), e);
    } catch (EOFException e) {
      throw new CurationException(
          Reason.MEDIA_TRUNCATED,
          String.format(
              Locale.ROOT,
              "%s: ends before byte %d, where a picture of the row ends",
              ref.path(),
              offset + size),
          e);
    }
    if (!ref.base64()) {
      return bytes;
    }
    try {
      return Base64.getMimeDecoder().decode(bytes);
    } catch (IllegalArgumentException e) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE, ref.path() + "@" + offset + ": not base64 as the row says", e);
    }
  }

  private static boolean isPicture(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && PICTURES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
