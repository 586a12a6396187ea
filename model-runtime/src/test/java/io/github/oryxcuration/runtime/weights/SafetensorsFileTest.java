package io.github.oryxcuration.runtime.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsFileTest {
  private static final String PAIR =
      "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
          + "'b':{'dtype':'BF16','shape':[2,2],'data_offsets':[8,16]}}";

  @TempDir Path folder;

  @Test
  void tensorsLieWhereTheHeaderSays() throws IOException {
    Path file = file(PAIR, 16);
    long data = Files.size(file) - 16;
    assertThat(Checkpoint.openFile(file).tensors())
        .containsOnlyKeys("a", "b")
        .containsEntry("a", new StoredTensor("a", ElementType.F32, List.of(2L), file, data))
        .containsEntry(
            "b", new StoredTensor("b", ElementType.BF16, List.of(2L, 2L), file, data + 8));
  }

  @Test
  void scalarsEmptyTensorsMetadataAndOtherTypesAreTakenAsTheyAre() throws IOException {
    Path file =
        file(
            "{'__metadata__':{'format':'pt'},"
                + "'empty':{'dtype':'F16','shape':[0,9223372036854775807],'data_offsets':[0,0]},"
                + "'ids':{'dtype':'I64','shape':[1],'data_offsets':[0,8]},"
                + "'one':{'dtype':'F32','shape':[],'data_offsets':[8,12]}}   ",
            12);
    Checkpoint checkpoint = Checkpoint.openFile(file);
    assertThat(checkpoint.tensors()).containsOnlyKeys("empty", "one");
    assertThat(checkpoint.others()).containsOnlyKeys("ids").containsEntry("ids", "I64");
    assertThat(checkpoint.names()).containsExactly("empty", "ids", "one");
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(
            "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}",
            4,
            "a of type F32 and shape [2] does not fill its 4 bytes"),
        Arguments.of(
            "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}}",
            0,
            "a of type F32 and shape [4294967296, 4294967296] does not fill its 0 bytes"),
        Arguments.of(
            "{'a':{'dtype':'F32','shape':[2305843009213693952],'data_offsets':[0,0]}}",
            0,
            "a of type F32 and shape [2305843009213693952] does not fill its 0 bytes"),
        Arguments.of(
            "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
            4,
            "a lies at bytes 0 to 8 of the data, of which there are 4; fetch the file again"),
        Arguments.of(
            "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}",
            8,
            "a lies at bytes 8 to 0 of the data, of which there are 8; fetch the file again"),
        Arguments.of(
            "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
                + "'b':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}}",
            12,
            "b starts at byte 4 of the data, but the one before it ends at 8:"
                + " tensors must not overlap or leave gaps"),
        Arguments.of(
            "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
            8,
            "a starts at byte 4 of the data, but the one before it ends at 0:"
                + " tensors must not overlap or leave gaps"),
        Arguments.of(
            "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
            9,
            "its tensors end at byte 4 of the data, which has 9"),
        Arguments.of(
            "{'a':{'dtype':'Q4','shape':[1],'data_offsets':[0,4]}}",
            4,
            "a has the unknown type 'Q4'"),
        Arguments.of(
            "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}",
            4,
            "a.shape must hold whole numbers from 0, but holds -1"),
        Arguments.of(
            "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,99999999999999999999]}}",
            4,
            "a.data_offsets must hold whole numbers from 0, but holds 99999999999999999999"),
        Arguments.of(
            "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}}",
            4,
            "a.shape must be a whole number, but is a fraction"),
        Arguments.of(
            "{'a':{'dtype':'F32','shape':4,'data_offsets':[0,4]}}",
            4,
            "a.shape must be a list, but is a whole number"),
        Arguments.of(
            "{'a':{'dtype':7,'shape':[1],'data_offsets':[0,4]}}",
            4,
            "a.dtype must be a text, but is a whole number"),
        Arguments.of(
            "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4,4]}}",
            4,
            "a.data_offsets must be two numbers, but has 3"),
        Arguments.of(
            "{'a':{'dtype':'F32','shape':[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"
                + "'data_offsets':[0,4]}}",
            4,
            "a.shape has more than 16 numbers"),
        Arguments.of(
            "{'a':{'dtype':'F32','shape':[1]}}", 0, "a lacks one of dtype, shape and data_offsets"),
        Arguments.of(
            "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':1}}",
            4,
            "a has a key 'x'; allowed are dtype, shape and data_offsets"),
        Arguments.of("{'a':3}", 0, "a must be an object, but is a whole number"),
        Arguments.of("{'__metadata__':[]}", 0, "__metadata__ must be an object, but is a list"),
        Arguments.of("{} {}", 0, "its header goes on after the JSON object"),
        Arguments.of(
            "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},"
                + "'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
            8,
            "its header is no valid JSON: line 1, column 58: Duplicate field 'a'"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void eachFaultOfTheHeaderIsNamed(String header, int data, String message) throws IOException {
    Path file = file(header, data);
    assertThatThrownBy(() -> Checkpoint.openFile(file))
        .isInstanceOf(ModelException.class)
        .hasMessage(file + ": " + message);
  }

  @Test
  void aFileThatBreaksOffIsCalledSo() throws IOException {
    byte[] whole = Files.readAllBytes(file(PAIR, 16));
    Path file = folder.resolve("cut.safetensors");
    Files.write(file, Arrays.copyOf(whole, 40));
    assertThatThrownBy(() -> Checkpoint.openFile(file))
        .hasMessage(
            file
                + ": breaks off: a header of "
                + PAIR.length()
                + " bytes is announced, but only 32 follow; fetch the file again");
  }

  @Test
  void aHeaderThatAnnouncesGigabytesIsNotAllocated() throws IOException {
    Path file = folder.resolve("huge.safetensors");
    ByteBuffer start = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    start.putLong(100_000_001).put("{\"a\":{".getBytes(UTF_8));
    Files.write(file, start.array());
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(200_000_000);
    }
    assertThatThrownBy(() -> Checkpoint.openFile(file))
        .hasMessage(file + ": its header has 100000001 bytes; at most 100000000 are read");
  }

  @Test
  void whatIsNoSafetensorsAtAllIsToldApart() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Files.write(file, new byte[3]);
    assertThatThrownBy(() -> Checkpoint.openFile(file))
        .hasMessage(file + ": is no safetensors file: it has 3 bytes");
    Files.writeString(file, "<html><body>Not found</body></html>");
    assertThatThrownBy(() -> Checkpoint.openFile(file))
        .hasMessageStartingWith(file + ": is no safetensors file: its header of ")
        .hasMessageEndingWith(" bytes is no JSON object");
    Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
    assertThatThrownBy(() -> Checkpoint.openFile(file))
        .hasMessage(
            file + ": is the pointer of Git LFS, not the weights; fetch them with git lfs pull");
  }

  private Path file(String header, int data) throws IOException {
    byte[] json = header.replace('\'', '"').getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    return Files.write(folder.resolve("model.safetensors"), bytes.array());
  }
}
