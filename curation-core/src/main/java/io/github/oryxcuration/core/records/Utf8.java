package io.github.oryxcuration.core.records;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text from bytes, without replacing what is wrong. */
public final class Utf8 {
  /** How a record with other bytes is told. */
  public static final String FAULT = "the bytes are no valid UTF-8";

  private Utf8() {}

  /** Whether the bytes are valid; ASCII, the common case, costs one pass. */
  public static boolean isValid(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return decodes(bytes);
      }
    }
    return true;
  }

  private static boolean decodes(byte[] bytes) {
    try {
      text(bytes, 0);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  static String text(byte[] bytes, int from) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
        .toString();
  }
}
