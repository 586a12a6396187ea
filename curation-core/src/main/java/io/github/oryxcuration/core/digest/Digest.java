package io.github.oryxcuration.core.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, the only hash that identifies anything here. */
public final class Digest {
  private static final ThreadLocal<MessageDigest> SHA = ThreadLocal.withInitial(Digest::create);

  private Digest() {}

  /** A new one, for hashing in pieces. */
  public static MessageDigest create() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public static byte[] of(byte[] bytes) {
    return SHA.get().digest(bytes);
  }

  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(of(bytes));
  }

  public static String hex(String text) {
    return hex(text.getBytes(UTF_8));
  }
}
