package io.github.oryxcuration.core.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Checks the JSON of a tokenizer before native code sees it. The native parser ends the process
 * where JSON breaks inside some parts (tokenizers 0.21, decoders/mod.rs: a panic that cannot be
 * caught), so this is at least as strict as that one is.
 */
final class TokenizerJson {
  /** The native parser stops at 128. */
  private static final int DEEPEST = 100;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private TokenizerJson() {}

  /**
   * Does nothing for one JSON object.
   *
   * @throws IllegalArgumentException for anything else; says where
   */
  static void check(byte[] json) {
    try (JsonParser parser = JSON.createParser(text(json))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("it holds no JSON object");
      }
      JsonToken token = parser.nextToken();
      for (int depth = 1; depth > 0; token = parser.nextToken()) {
        if (token == null || !readable(token, parser)) {
          throw new IllegalArgumentException(
              "no text or number of JSON at line "
                  + parser.currentTokenLocation().getLineNr()
                  + ", column "
                  + parser.currentTokenLocation().getColumnNr());
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      }
      if (token != null) {
        throw new IllegalArgumentException("it goes on after the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("it is not in UTF-8", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read from memory", e);
    }
  }

  private static String text(byte[] json) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
  }

  private static boolean readable(JsonToken token, JsonParser parser) throws IOException {
    return switch (token) {
      case FIELD_NAME -> isUnicode(parser.currentName());
      case VALUE_STRING -> isUnicode(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Double.isFinite(parser.getDoubleValue());
      default -> true;
    };
  }

  /** Half of a surrogate pair is no character. */
  private static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
