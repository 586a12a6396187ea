package io.github.oryxcuration.runtime.weights;

import static io.github.oryxcuration.runtime.weights.PickleText.DICT;
import static io.github.oryxcuration.runtime.weights.PickleText.START;
import static io.github.oryxcuration.runtime.weights.PickleText.storage;
import static io.github.oryxcuration.runtime.weights.PickleText.tensor;
import static io.github.oryxcuration.runtime.weights.PickleText.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.runtime.tiny.NewTensor;
import io.github.oryxcuration.runtime.tiny.TorchWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TorchFileTest {
  private static final String FLOATS = storage("torch\nFloatStorage", "0", 6);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(ElementType.class)
  void whatIsWrittenIsReadElementByElement(ElementType type) throws IOException {
    Path file = folder.resolve("w.pth");
    List<NewTensor> tensors =
        List.of(
            new NewTensor("a", type, List.of(300L, 2L)),
            new NewTensor("scalar", type, List.of()),
            new NewTensor("b", type, List.of(1L)));
    TorchWriter.write(file, tensors, (tensor, from, into) -> Arrays.fill(into, 1.5f));
    Map<String, StoredTensor> read = Checkpoint.openFile(file).tensors();
    assertThat(read).containsOnlyKeys("a", "b", "scalar");
    try (BoundWeights engine = new BoundWeights()) {
      for (NewTensor tensor : tensors) {
        StoredTensor stored = requireNonNull(read.get(tensor.name()));
        assertThat(stored.shape()).isEqualTo(tensor.shape());
        assertThat(stored.type()).isEqualTo(type);
        assertThat(stored.offset() % 64).isZero();
        float[] expected = new float[(int) tensor.elements()];
        Arrays.fill(expected, 1.5f);
        assertThat(engine.floats(stored, ElementType.F32)).isEqualTo(expected);
      }
    }
  }

  @Test
  void tensorsMayShareAStorageAndLieInIt() throws IOException {
    Path file =
        PickleText.file(
            folder, tensor(FLOATS, 1, "5", "1") + text("v") + tensor(FLOATS, 0, "123", "931"), 24);
    Map<String, StoredTensor> read = Checkpoint.openFile(file).tensors();
    StoredTensor shared = requireNonNull(read.get("v"));
    assertThat(requireNonNull(read.get("w")).offset() - shared.offset()).isEqualTo(4);
    // The stride of a side of one element means nothing.
    assertThat(shared.shape()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void parametersAndTypedTensorsOverBytesAreTensorsToo() throws IOException {
    String bytes = storage("torch.storage\nUntypedStorage", "0", 24);
    String typed =
        "ctorch._utils\n_rebuild_tensor_v3\n("
            + bytes
            + "K\0"
            + PickleText.tuple("34")
            + PickleText.tuple("41")
            + "\u0089"
            + DICT
            + "ctorch\nbfloat16\ntR";
    String parameter = "ctorch._utils\n_rebuild_parameter\n(" + typed + "\u0088" + DICT + "tR";
    Path file = PickleText.file(folder, parameter, 24);
    assertThat(Checkpoint.openFile(file).tensors().get("w"))
        .extracting(StoredTensor::type, StoredTensor::shape)
        .containsExactly(ElementType.BF16, List.of(3L, 4L));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(
            tensor(FLOATS, 0, "32", "13"),
            24,
            "w of shape [3, 2] lies in the strides [1, 3]; weights are mapped and must be"
                + " contiguous: save tensor.contiguous()"),
        Arguments.of(
            tensor(FLOATS, 0, "32", "00"),
            24,
            "w of shape [3, 2] lies in the strides [0, 0]; weights are mapped and must be"
                + " contiguous: save tensor.contiguous()"),
        Arguments.of(
            tensor(FLOATS, 1, "32", "21"),
            24,
            "w of shape [3, 2] from element 1 reaches beyond its storage of 6 elements"),
        Arguments.of(
            tensor(FLOATS, 0, "6", "1"),
            20,
            "w wants a storage of 6 elements of type F32, but m/data/0 has 20 bytes"),
        Arguments.of(
            tensor(storage("torch\nFloatStorage", "9", 6), 0, "6", "1"),
            24,
            "w lies in the entry data/9, which is missing"),
        Arguments.of(
            tensor(storage("torch\nFloatStorage", "../data.pkl", 6), 0, "6", "1"),
            24,
            "w lies in the entry data/../data.pkl, which is missing"),
        Arguments.of(
            tensor(FLOATS, 0, "6", "11"),
            24,
            "data.pkl: a tensor of shape [6] with the strides [1, 1]"),
        Arguments.of(
            tensor(storage("torch.storage\nUntypedStorage", "0", 6), 0, "6", "1"),
            24,
            "data.pkl: a tensor over bytes without a type"),
        Arguments.of(
            "cos\nsystem\n(" + text("touch /tmp/x") + "tR",
            24,
            "data.pkl: the pickle wants 'os.system', which no file of weights needs: the file is"
                + " not trusted, and was not executed"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void eachFaultIsNamed(String tensor, int bytes, String message) throws IOException {
    Path file = PickleText.file(folder, tensor, bytes);
    assertThatThrownBy(() -> Checkpoint.openFile(file))
        .isInstanceOf(ModelException.class)
        .hasMessage(file + ": " + message);
  }

  @Test
  void whatIsNoTensorIsListed() throws IOException {
    Path file =
        PickleText.file(
            folder, DICT + text("epoch") + "K\u0003" + text("names") + "]" + text("none") + "N", 4);
    assertThatThrownBy(() -> Checkpoint.openFile(file))
        .hasMessage(
            file
                + ": must hold a dictionary of tensors alone (torch.save(model.state_dict(), …)),"
                + " but:\n"
                + "  - w is a dictionary\n"
                + "  - epoch is a number\n"
                + "  - names is a list\n"
                + "  - none is a none");
  }

  @Test
  void aFileThatHoldsSomethingElseIsTold() throws IOException {
    Path file = folder.resolve("x.pth");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("x/data.pkl", PickleText.bytes(START + "]."));
    PickleText.zip(file, entries, ZipEntry.STORED);
    assertThatThrownBy(() -> Checkpoint.openFile(file))
        .hasMessage(file + ": must hold a dictionary of tensors, but holds a list");
    entries.put("x/constants.pkl", new byte[0]);
    PickleText.zip(file, entries, ZipEntry.STORED);
    assertThatThrownBy(() -> Checkpoint.openFile(file))
        .hasMessage(file + ": is a TorchScript archive; wanted is a state dictionary (torch.save)");
    entries.remove("x/constants.pkl");
    entries.put("x/byteorder", PickleText.bytes("big"));
    PickleText.zip(file, entries, ZipEntry.STORED);
    assertThatThrownBy(() -> Checkpoint.openFile(file))
        .hasMessage(
            file + ": was written on a big-endian machine; only little-endian weights are read");
    entries.put("y/data.pkl", new byte[0]);
    PickleText.zip(file, entries, ZipEntry.STORED);
    assertThatThrownBy(() -> Checkpoint.openFile(file))
        .hasMessage(
            file + ": is no file of torch.save: must hold data.pkl once, but holds it 2 times");
  }

  @Test
  void compressedEntriesAreRefusedWithTheWayOut() throws IOException {
    Path file = folder.resolve("x.pth");
    PickleText.zip(file, Map.of("x/data.pkl", new byte[100]), ZipEntry.DEFLATED);
    assertThatThrownBy(() -> Checkpoint.openFile(file))
        .hasMessage(
            file
                + ": x/data.pkl is compressed, but weights are mapped and must be stored as they"
                + " are; load the file with torch.load(FILE, weights_only=True) and torch.save it"
                + " again");
  }

  @Test
  void theFormatBeforeTheZipIsRefusedByName() throws IOException {
    Path file = folder.resolve("old.pth");
    Files.write(file, PickleText.bytes("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019."));
    assertThatThrownBy(() -> Checkpoint.openFile(file))
        .hasMessage(
            file
                + ": is in PyTorch's format from before version 1.6; load it with torch.load(FILE,"
                + " weights_only=True) and torch.save it again");
    Files.write(file, new byte[40]);
    assertThatThrownBy(() -> Checkpoint.openFile(file))
        .hasMessage(
            file + ": holds neither safetensors nor a zip of torch.save; fetch the file again");
  }

  @Test
  void entriesThatOverlapOrLeaveTheFileAreRefused() throws IOException {
    Path file = PickleText.file(folder, tensor(FLOATS, 0, "6", "1"), 24);
    byte[] whole = Files.readAllBytes(file);
    ByteBuffer zip = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    int end = whole.length - 22;
    int central = zip.getInt(end + 16);
    int second = central + 46 + zip.getShort(central + 28);

    int header = zip.getInt(second + 42);
    zip.putInt(second + 42, 0);
    refused(file, whole, "m/data/0 overlaps another entry or the directory");
    zip.putInt(second + 42, header + 1);
    refused(file, whole, "m/data/0 is not where the directory says");
    zip.putInt(second + 42, header);
    zip.putInt(second + 20, 4000).putInt(second + 24, 4000);
    refused(file, whole, "m/data/0 overlaps another entry or the directory");
    zip.putInt(second + 20, 24).putInt(second + 24, 24);
    zip.putShort(second + 8, (short) 1);
    refused(file, whole, "m/data/0 is encrypted");
    zip.putShort(second + 8, (short) 0);
    zip.putShort(end + 10, (short) 3);
    refused(file, whole, "its directory does not hold the 3 entries it announces");
    zip.putShort(end + 10, (short) 2);
    zip.putInt(end + 16, central + 1);
    refused(file, whole, "its directory does not end where its end record starts");
    zip.putInt(end + 16, central);
    zip.put(second, (byte) 'Q');
    refused(file, whole, "its directory is damaged at entry 2");
    refused(
        file,
        Arrays.copyOf(whole, end),
        "breaks off: a zip without its directory at the end; fetch the file again");
  }

  private static void refused(Path file, byte[] bytes, String message) throws IOException {
    Files.write(file, bytes);
    assertThatThrownBy(() -> Checkpoint.openFile(file)).hasMessage(file + ": " + message);
  }
}
