package io.github.oryxcuration.core.text;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The stub of the golden data: UTF-8 bytes after NFC, and three special tokens. */
final class ByteTokenizer implements Function<String, int[]> {
  @Override
  public int[] apply(String text) {
    IntStream.Builder ids = IntStream.builder();
    int from = 0;
    for (SpecialTokens.Found found : SpecialTokens.find(text)) {
      bytes(text.substring(from, found.at()), ids);
      ids.add(
          switch (found.token()) {
            case SpecialTokens.END_OF_TEXT -> 256;
            case SpecialTokens.IM_START -> 257;
            default -> 258;
          });
      from = found.at() + found.token().length();
    }
    bytes(text.substring(from), ids);
    return ids.build().toArray();
  }

  private static void bytes(String text, IntStream.Builder ids) {
    for (byte b :
        Normalizer.normalize(text, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8)) {
      ids.add(b & 0xFF);
    }
  }
}
