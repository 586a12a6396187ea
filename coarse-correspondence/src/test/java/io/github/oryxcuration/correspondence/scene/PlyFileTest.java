package io.github.oryxcuration.correspondence.scene;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.testing.SharedFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlyFileTest {
  private static final String ASCII =
      """
      ply
      format ascii 1.0
      comment a square with a label
      element vertex 4
      property float x
      property float y
      property float z
      property ushort label
      element face 2
      property list uchar int vertex_indices
      end_header
      0 0 0 5
      1 0 0 5
      1 1 0 7
      0 1 0.5 50000
      4 0 1 2 3
      3 0 2 3
      """;

  private static byte[] binary(ByteOrder order) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String name = order == ByteOrder.LITTLE_ENDIAN ? "little" : "big";
    out.writeBytes(
        ASCII
            .substring(0, ASCII.indexOf("0 0 0 5"))
            .replace("ascii", "binary_" + name + "_endian")
            .getBytes(US_ASCII));
    ByteBuffer data = ByteBuffer.allocate(4 * 14 + 17 + 13).order(order);
    float[][] points = {{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0.5f}};
    int[] labels = {5, 5, 7, 50000};
    for (int i = 0; i < 4; i++) {
      for (float c : points[i]) {
        data.putFloat(c);
      }
      data.putShort((short) labels[i]);
    }
    data.put((byte) 4).putInt(0).putInt(1).putInt(2).putInt(3);
    data.put((byte) 3).putInt(0).putInt(2).putInt(3);
    out.writeBytes(data.array());
    return out.toByteArray();
  }

  private static void assertSquare(Mesh mesh) {
    assertThat(mesh.xyz()).containsExactly(0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0.5f);
    assertThat(mesh.labels()).containsExactly((short) 5, (short) 5, (short) 7, (short) 50000);
    assertThat(mesh.triangles()).containsExactly(0, 1, 2, 0, 2, 3, 0, 2, 3);
  }

  @Test
  void allThreeFormatsGiveTheSameMesh() {
    assertSquare(PlyFile.of(ASCII.getBytes(US_ASCII)));
    assertSquare(PlyFile.of(ASCII.replace("\n", "\r\n").getBytes(US_ASCII)));
    assertSquare(PlyFile.of(binary(ByteOrder.LITTLE_ENDIAN)));
    assertSquare(PlyFile.of(binary(ByteOrder.BIG_ENDIAN)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ply| plx| is no PLY file: it has no head from 'ply' to 'end_header'",
        "format ascii 1.0| comment| does not say its format",
        "format ascii| format text| has a format that PLY does not have",
        "vertex 4| vertex 400000000| has ",
        "vertex 4| vertex -1| has an element of an impossible number",
        "float z| float w| has vertices without x, y and z",
        "float x| list float x| has a property that PLY does not have: property list float x",
        "3 0 2 3| 3 0 2 4| has a face with vertex 4, where there are 4",
        "3 0 2 3| 3 0 2 -1| has a face with vertex -1, where there are 4",
        "3 0 2 3| 99999999 0| has a list of 9.9999999E7 entries",
        "3 0 2 3| 3 0 2| breaks off among its numbers",
        "1 1 0 7| 1 one 0 7| has 'one' where a number must be",
      })
  void faultIsNamed(String from, String to, String message) {
    byte[] broken = ASCII.replace(from, to).getBytes(US_ASCII);
    assertThatThrownBy(() -> PlyFile.of(broken))
        .isInstanceOf(CurationException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"_vh_clean_2.ply", "_vh_clean_2.labels.ply"})
  void realMeshesAreRead(String suffix) throws IOException {
    var path = SharedFiles.shared("data/scannet/scans/scene0901_00/scene0901_00" + suffix);
    Mesh mesh = PlyFile.read(path.toAbsolutePath().normalize().toString());
    assertThat(mesh.vertices()).isEqualTo(82163);
    assertThat(mesh.labels()).hasSize(suffix.contains("labels") ? 82163 : 0);
  }
}
