package io.github.oryxcuration.core.storage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;

/** {@code mem://bucket/key}; a folder is a key that ends in a slash. */
final class MemoryResourceId implements ResourceId {
  private static final long serialVersionUID = 1L;
  private static final Pattern FORM = Pattern.compile("mem://([^/]+)/(.*)", Pattern.DOTALL);

  private final String path;

  MemoryResourceId(String path) {
    if (!FORM.matcher(path).matches()) {
      throw new IllegalArgumentException("path must be mem://bucket/key, but was " + path);
    }
    this.path = path;
  }

  String bucket() {
    return part(1);
  }

  String key() {
    return part(2);
  }

  private String part(int group) {
    Matcher matcher = FORM.matcher(path);
    matcher.matches(); // the constructor has seen to it
    return matcher.group(group);
  }

  @Override
  public ResourceId resolve(String other, ResolveOptions options) {
    String folder = isDirectory() ? path : path + "/";
    boolean wantsFolder = options.equals(StandardResolveOptions.RESOLVE_DIRECTORY);
    return new MemoryResourceId(folder + other + (wantsFolder && !other.endsWith("/") ? "/" : ""));
  }

  @Override
  public ResourceId getCurrentDirectory() {
    return isDirectory()
        ? this
        : new MemoryResourceId(path.substring(0, path.lastIndexOf('/') + 1));
  }

  @Override
  public String getScheme() {
    return MemoryFileSystem.SCHEME;
  }

  @Override
  public @Nullable String getFilename() {
    String trimmed = isDirectory() ? path.substring(0, path.length() - 1) : path;
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  @Override
  public boolean isDirectory() {
    return path.endsWith("/");
  }

  @Override
  public String toString() {
    return path;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MemoryResourceId id && id.path.equals(path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }
}
