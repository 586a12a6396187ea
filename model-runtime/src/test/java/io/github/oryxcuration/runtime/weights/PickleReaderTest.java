package io.github.oryxcuration.runtime.weights;

import static io.github.oryxcuration.runtime.weights.PickleText.DICT;
import static io.github.oryxcuration.runtime.weights.PickleText.START;
import static io.github.oryxcuration.runtime.weights.PickleText.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile pickles are refused by what they are, and nothing in them runs. */
@Timeout(20)
class PickleReaderTest {
  @Test
  void plainValuesAreRead() throws PickleException {
    assertThat(
            read(
                "]("
                    + "K\u0007M\u0001\u0002J\u00ff\u00ff\u00ff\u00ff"
                    + "\u008a\u0000\u008a\u0002\u00ff\u007f\u008a\u0008\0\0\0\0\0\0\0\u0080"
                    + "G?\u00f8\0\0\0\0\0\0"
                    + "\u0088\u0089"
                    + "\u008c\u0002\u00c3\u00a4"
                    + "e"))
        .isEqualTo(List.of(7L, 513L, -1L, 0L, 32767L, Long.MIN_VALUE, 1.5, true, false, "ä"));
    assertThat(read("N")).isEqualTo(Pickled.None.NONE);
    assertThat(read("K\u0001K\u0002K\u0003\u0087"))
        .isEqualTo(new Pickled.Tuple(List.of(1L, 2L, 3L)));
  }

  @Test
  void whatIsRememberedIsSharedByEveryWayToRememberIt() throws PickleException {
    assertThat(read("](" + text("x") + "q\u0001h\u0001r\u0002\0\0\0j\u0002\0\0\0\u0094h\u0001e"))
        .isEqualTo(List.of("x", "x", "x", "x"));
  }

  @Test
  void theVersionsOfModulesThatAStateDictionaryCarriesAreDropped() throws PickleException {
    assertThat(read(DICT + text("a") + "K\u0001s}" + text("_metadata") + DICT + "sb"))
        .isEqualTo(Map.of("a", 1L));
  }

  static Stream<Arguments> hostile() {
    String untrusted =
        "', which no file of weights needs: the file is not trusted, and was not executed";
    return Stream.of(
        Arguments.of(
            "cos\nsystem\n(" + text("touch /tmp/x") + "tR",
            "the pickle wants 'os.system" + untrusted),
        Arguments.of("cposix\nsystem\n", "the pickle wants 'posix.system" + untrusted),
        Arguments.of("c__builtin__\neval\n", "the pickle wants '__builtin__.eval" + untrusted),
        Arguments.of(
            text("builtins") + text("exec") + "\u0093",
            "the pickle wants 'builtins.exec" + untrusted),
        Arguments.of("ctorch\nload\n", "the pickle wants 'torch.load" + untrusted),
        Arguments.of(
            "ctorch._utils\n_rebuild_tensor_v2.__globals__\n",
            "the pickle wants 'torch._utils._rebuild_tensor_v2.__globals__" + untrusted),
        Arguments.of(
            "ctorch\n_utils._rebuild_tensor_v2\n)R",
            "torch._utils._rebuild_tensor_v2 with 0 arguments"),
        Arguments.of(
            "(ios\nsystem\n", "operation 0x69 at byte 3 is not allowed in a file of weights"),
        Arguments.of(
            "(" + text("a") + "o", "operation 0x6f at byte 9 is not allowed in a file of weights"),
        Arguments.of(
            "ccollections\nOrderedDict\n)\u0081",
            "operation 0x81 at byte 28 is not allowed in a file of weights"),
        Arguments.of(
            "\u0082\u0001", "operation 0x82 at byte 2 is not allowed in a file of weights"),
        Arguments.of("P1\n", "operation 0x50 at byte 2 is not allowed in a file of weights"),
        Arguments.of("I1\n", "operation 0x49 at byte 2 is not allowed in a file of weights"),
        Arguments.of(
            "B\u00ff\u00ff\u00ff\u007f",
            "operation 0x42 at byte 2 is not allowed in a file of weights"),
        Arguments.of("\u0080\u0006", "pickle protocol 6; allowed are 2 to 5"),
        Arguments.of("\u0080\u0000", "pickle protocol 0; allowed are 2 to 5"),
        Arguments.of(
            "X\u00ff\u00ff\u00ff\u007f", "a text of 2147483647 bytes; at most 65536 are allowed"),
        Arguments.of(
            "X\u00ff\u00ff\u00ff\u00ff", "a text of 4294967295 bytes; at most 65536 are allowed"),
        Arguments.of("X\u0005\0\0\0ab", "the pickle breaks off"),
        Arguments.of("\u008a\u0009", "a number of 9 bytes; at most 8 are allowed"),
        Arguments.of("h\u0001", "nothing was remembered at place 1"),
        Arguments.of("K\u0001r\u00ff\u00ff\u00ff\u00ff", "more than 1000000 objects to remember"),
        Arguments.of("q\u0001", "an operation lacks its operands at byte 4"),
        Arguments.of("\u0085", "an operation lacks its operands at byte 3"),
        Arguments.of("K\u0001(\u0085", "an operation lacks its operands at byte 6"),
        Arguments.of("t", "an operation lacks its mark at byte 3"),
        Arguments.of("", "an operation lacks its operands at byte 3"),
        Arguments.of("K\u0001K\u0002R", "a call of what is no function"),
        Arguments.of("ctorch\nFloatStorage\n)R", "torch.FloatStorage is no function"),
        Arguments.of(
            "ccollections\nOrderedDict\n]\u0085R", "collections.OrderedDict with 1 arguments"),
        Arguments.of("K\u0001Q", "a number where a tuple belongs"),
        Arguments.of(text("module") + "\u0085Q", "a reference to something else than a storage"),
        Arguments.of("}K\u0001K\u0002s", "a number where a text belongs"),
        Arguments.of(
            "}" + text("a") + "K\u0002" + text("a") + "K\u0003" + "s",
            "a number where a dictionary belongs"),
        Arguments.of("}(" + text("a") + "K\u0002" + text("a") + "K\u0003u", "the name 'a' twice"),
        Arguments.of("}(" + text("a") + "u", "a key without a value"),
        Arguments.of("K\u0001(K\u0002e", "a number where a list belongs"),
        Arguments.of(DICT + "K\u0001b", "a number where a dictionary belongs"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void whateverAFileOfWeightsDoesNotNeedIsRefused(String pickle, String message) {
    assertThatThrownBy(() -> read(pickle)).isInstanceOf(PickleException.class).hasMessage(message);
  }

  /** Each list holds the one before ten times: printed, hashed or compared it would never end. */
  @Test
  void aBillionLaughsStaysAHandfulOfObjects() throws PickleException {
    StringBuilder laughs = new StringBuilder("]q\0");
    for (int i = 1; i <= 60; i++) {
      laughs.append("](");
      for (int k = 0; k < 10; k++) {
        laughs.append('h').append((char) (i - 1));
      }
      laughs.append("eq").append((char) i);
    }
    Object result = read(laughs.toString());
    assertThat(result).isInstanceOf(List.class);
    assertThat((List<?>) result).hasSize(10);
    assertThatThrownBy(() -> read("}(" + laughs + "K\u0001u"))
        .hasMessage("a list where a text belongs");
    assertThatThrownBy(() -> read(laughs + "Q")).hasMessage("a list where a tuple belongs");
  }

  @Test
  void aListInItselfIsNoTrap() throws PickleException {
    assertThat((List<?>) read("]q\0h\0a")).hasSize(1);
    assertThatThrownBy(() -> read("]q\0h\0aQ")).hasMessage("a list where a tuple belongs");
  }

  @Test
  void floodsOfObjectsMarksAndMemosAreBounded() {
    assertThatThrownBy(() -> read("]".repeat(1_000_001))).hasMessage("more than 1000000 objects");
    assertThatThrownBy(() -> read("(".repeat(1_001))).hasMessage("objects nested deeper than 1000");
    assertThatThrownBy(() -> read("]q\0" + "(h\0e".repeat(1_000_000)))
        .hasMessage("more than 1000000 objects");
    assertThatThrownBy(() -> read("]" + "\u0094".repeat(1_000_001)))
        .hasMessage("more than 1000000 objects to remember");
  }

  private static Object read(String pickle) throws PickleException {
    return PickleReader.read(PickleText.bytes(START + pickle + "."));
  }
}
