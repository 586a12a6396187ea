package io.github.oryxcuration.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the native parser would end the process over is refused before it sees it. */
class TokenizerJsonTest {
  @Test
  void oneObjectPassesWhateverItHolds() {
    assertThatCode(() -> check("{\"a\":[1,-2.5e3,true,null,\"\\ud83d\\ude00\",{}],\"ä\":{}}\n"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1] | it holds no JSON object",
        "{} {} | it goes on after the JSON object",
        "{\"a\":\"\\ud83d\"} | no text or number of JSON at line 1, column 6",
        "{\"a\":1e999} | no text or number of JSON at line 1, column 6"
      })
  void whatIsNoJsonForTheNativeParserIsRefusedWithThePlace(String json, String message) {
    assertThatThrownBy(() -> check(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void brokenTextAndDeepNestingAreRefused() {
    assertThatThrownBy(() -> check("{\"decoder\":{\"type\"x}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Unexpected character ('x'");
    assertThatThrownBy(() -> check("{\"a\":" + "[".repeat(101)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Document nesting depth (101)");
    assertThatThrownBy(() -> TokenizerJson.check(new byte[] {'{', (byte) 0xff, '}'}))
        .hasMessage("it is not in UTF-8");
    assertThatThrownBy(() -> check("{\"\\ude00\":1}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Unexpected low surrogate");
    assertThatThrownBy(() -> check("{\"a\":1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Unexpected end-of-input");
  }

  private static void check(String json) {
    TokenizerJson.check(json.getBytes(UTF_8));
  }
}
