package io.github.oryxcuration.core.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.natives.Natives;
import io.github.oryxcuration.core.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The tokens of a {@code tokenizer.json}, by Hugging Face's own library. Its natives come out of
 * the jar and are never downloaded. Safe for threads until it is closed.
 */
public final class HuggingFaceTokens implements TextTokens {
  /** Without it, DJL looks for a GPU and would fetch natives for it. */
  private static final String FLAVOR = "RUST_FLAVOR";

  /** DJL truncates at 512 tokens unless told otherwise. */
  private static final Map<String, String> AS_IT_IS =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  private final HuggingFaceTokenizer tokenizer;
  private final String digest;

  private HuggingFaceTokens(HuggingFaceTokenizer tokenizer, String digest) {
    this.tokenizer = tokenizer;
    this.digest = digest;
  }

  /**
   * Opens a tokenizer.
   *
   * @param path of a {@code tokenizer.json} in any storage
   * @throws IOException if the file cannot be read or is no tokenizer
   */
  public static HuggingFaceTokens open(String path) throws IOException {
    byte[] json = Storage.readAll(path);
    try {
      return of(json);
    } catch (IllegalArgumentException e) {
      throw new IOException(path + " is no tokenizer.json: " + e.getMessage(), e);
    }
  }

  /**
   * The tokenizer that the content of a {@code tokenizer.json} describes.
   *
   * @throws IllegalArgumentException if it describes none; says why
   */
  public static HuggingFaceTokens of(byte[] json) {
    TokenizerJson.check(json);
    if (System.getenv(FLAVOR) == null && System.getProperty(FLAVOR) == null) {
      System.setProperty(FLAVOR, "cpu");
    }
    Natives.load(LibUtils.class);
    try {
      return new HuggingFaceTokens(
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), AS_IT_IS),
          Digest.hex(json));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read from memory", e);
    } catch (RuntimeException e) { // The native parser reports a bad file so.
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The ids of a text on its own. */
  public int[] ids(String text) {
    // Of an encoding, the ids alone are fetched: words and spans would double the time.
    long encoding = TokenizersLibrary.LIB.encode(tokenizer.getHandle(), text, false);
    try {
      long[] ids = TokenizersLibrary.LIB.getTokenIds(encoding);
      int[] narrow = new int[ids.length];
      for (int i = 0; i < ids.length; i++) {
        narrow[i] = Math.toIntExact(ids[i]);
      }
      return narrow;
    } finally {
      TokenizersLibrary.LIB.deleteEncoding(encoding);
    }
  }

  /**
   * The text of ids.
   *
   * @param withoutSpecial leaves special tokens out
   */
  public String decode(int[] ids, boolean withoutSpecial) {
    long[] wide = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      wide[i] = ids[i];
    }
    return tokenizer.decode(wide, withoutSpecial);
  }

  @Override
  public int count(String text) {
    return text.isEmpty() ? 0 : ids(text).length;
  }

  @Override
  public boolean exact() {
    return true;
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
