package io.github.oryxcuration.correspondence.scene;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.scan.GreyPng;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * One of a scan's zips of 2-D maps: {@code _2d-instance(-filt).zip} (8 bits, {@code objectId + 1})
 * or {@code _2d-label(-filt).zip} (16 bits, {@code id} of the label table). Members are called
 * {@code instance-filt/17.png} or {@code 17.png}.
 */
public final class MapZip implements Closeable {
  private static final Pattern MEMBER = Pattern.compile("(?:.*/)?(\\d{1,9})\\.png");
  private static final long MAX_MEMBER = 64L << 20;

  private final String path;
  private final ZipFile zip;
  private final Map<Integer, ZipArchiveEntry> members = new TreeMap<>();

  private MapZip(String path, ZipFile zip) {
    this.path = path;
    this.zip = zip;
    zip.getEntriesInPhysicalOrder()
        .asIterator()
        .forEachRemaining(
            entry -> {
              Matcher matcher = MEMBER.matcher(entry.getName());
              if (matcher.matches()) {
                members.putIfAbsent(Integer.parseInt(matcher.group(1)), entry);
              }
            });
  }

  /** Opens a zip. */
  public static MapZip open(String path) throws IOException {
    SeekableByteChannel channel;
    try {
      channel = Storage.open(path);
    } catch (FileNotFoundException e) {
      throw new CurationException(Reason.MEDIA_MISSING, path + ": no such file", e);
    }
    try {
      return new MapZip(path, ZipFile.builder().setSeekableByteChannel(channel).get());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw new CurationException(
          Reason.MEDIA_UNREADABLE, path + ": not a zip that can be read: " + e.getMessage(), e);
    }
  }

  /** Frame numbers that have a map, ascending. */
  public Set<Integer> frames() {
    return members.keySet();
  }

  /**
   * The map of a frame, or null where there is none.
   *
   * @throws CurationException if it cannot be read
   */
  public @Nullable GreyPng map(int frame) throws IOException {
    ZipArchiveEntry entry = members.get(frame);
    if (entry == null) {
      return null;
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readNBytes((int) MAX_MEMBER + 1);
    } catch (IOException | RuntimeException e) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE,
          "%s: %s cannot be unpacked: %s".formatted(path, entry.getName(), e.getMessage()),
          e);
    }
    if (bytes.length > MAX_MEMBER) {
      throw new CurationException(
          Reason.MEDIA_TOO_LARGE,
          "%s: %s has more than %d bytes".formatted(path, entry.getName(), MAX_MEMBER));
    }
    try {
      return GreyPng.read(bytes);
    } catch (CurationException e) {
      throw new CurationException(
          e.reason(), "%s: %s %s".formatted(path, entry.getName(), e.explanation()), e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
