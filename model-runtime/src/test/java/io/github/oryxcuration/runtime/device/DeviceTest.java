package io.github.oryxcuration.runtime.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {
  private static final CpuFeatures PLAIN = new CpuFeatures("a", Set.of("avx2"));
  private static final CpuFeatures BRAIN = new CpuFeatures("b", Set.of("avx512_bf16"));

  @ParameterizedTest
  @CsvSource({
    "auto, auto",
    "CPU, cpu",
    "0, cuda:0",
    "'0, 1', cuda:0 cuda:1",
    "'cuda:1,0', cuda:1 cuda:0"
  })
  void devicesAreNamedInSeveralWays(String text, String expected) {
    assertThat(Devices.parse(text)).isEqualTo(Arrays.asList(expected.split(" ", -1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "-1", "0,cpu", "auto,0", "0,,1", "cuda:", "0;1", "100"})
  void otherNamesAreRefused(String text) {
    assertThatThrownBy(() -> Devices.parse(text))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "devices must be auto, cpu, or numbers of GPUs such as 0,1, but were \"%s\"", text);
  }

  @Test
  void gpuNamedTwiceIsRefused() {
    assertThatThrownBy(() -> Devices.parse("0,cuda:0"))
        .hasMessage("each GPU may be named once, but devices were \"0,cuda:0\"");
  }

  @Test
  void automaticPrecisionFollowsTheDevice() {
    assertThat(
            List.of(
                Precision.AUTO.choose(true, PLAIN),
                Precision.AUTO.choose(true, BRAIN),
                Precision.AUTO.choose(false, PLAIN),
                Precision.F32.choose(false, BRAIN),
                Precision.BF16.choose(true, PLAIN),
                Precision.F16.choose(false, PLAIN)))
        .containsExactly(
            ElementType.F32,
            ElementType.BF16,
            ElementType.BF16,
            ElementType.F32,
            ElementType.BF16,
            ElementType.F16);
  }

  @Test
  void halfPrecisionOnTheCpuIsRefused() {
    assertThatThrownBy(() -> Precision.F16.choose(true, BRAIN))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("fp16 cannot be computed in on the CPU; choose bf16 or fp32");
  }

  @Test
  void processorIsReadFromWhatTheSystemTells(@TempDir Path folder) throws IOException {
    Path intel = folder.resolve("intel");
    Files.writeString(
        intel,
        """
        processor\t: 0
        model name\t: Some CPU
        flags\t\t: fpu fpu avx2 avx512_bf16

        processor\t: 1
        flags\t\t: fpu
        """);
    Path arm = folder.resolve("arm");
    Files.writeString(arm, "processor\t: 0\nFeatures\t: fp asimd bf16\n");

    CpuFeatures first = CpuFeatures.read(intel);
    assertThat(first).hasToString("Some CPU: avx2 avx512_bf16");
    assertThat(first.hasBf16()).isTrue();
    assertThat(CpuFeatures.read(arm).flags()).containsExactlyInAnyOrder("asimd", "bf16");
    assertThat(CpuFeatures.read(folder.resolve("none")).flags()).isEmpty();
    assertThat(CpuFeatures.read(folder.resolve("none")).hasBf16()).isFalse();
  }

  @Test
  void absentGpuIsExplained() {
    String library =
        "2.7.1 with CUDA 12.8 and set PYTORCH_LIBRARY_PATH to its torch/lib, PYTORCH_VERSION=2.7.1"
            + " and PYTORCH_FLAVOR=cu128 (or cpu; the version must be exactly this one). Nothing is"
            + " downloaded for it.";
    assertThat(Gpus.of(false, 0, false, "2.7.1"))
        .isEqualTo(
            new Gpus(
                0,
                "libtorch 2.7.1 is built for the CPU alone, and no NVIDIA driver is loaded",
                "For a GPU, install its driver and PyTorch " + library));
    assertThat(Gpus.of(false, 0, true, "2.7.1"))
        .isEqualTo(
            new Gpus(
                0,
                "libtorch 2.7.1 is built for the CPU alone, but an NVIDIA driver is loaded",
                "To use the GPU, install PyTorch " + library));
    assertThat(Gpus.of(true, 0, true, "2.7.1").why())
        .isEqualTo("libtorch 2.7.1 has CUDA, but sees no GPU");
    assertThat(Gpus.of(true, 2, true, "2.7.1"))
        .isEqualTo(new Gpus(2, "2 for libtorch 2.7.1 with CUDA", ""));
  }
}
