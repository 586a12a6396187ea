package io.github.oryxcuration.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.runtime.tiny.NewTensor;
import io.github.oryxcuration.runtime.tiny.SafetensorsWriter;
import io.github.oryxcuration.runtime.tiny.TorchWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardIndexTest {
  @TempDir Path folder;

  @Test
  void shardsGiveOneSetOfTensors() throws IOException {
    shard("x.safetensors", "a", "b");
    shard("y.safetensors", "c");
    index("'a':'x.safetensors','b':'x.safetensors','c':'y.safetensors'");
    Checkpoint checkpoint = Checkpoint.open(folder);
    assertThat(checkpoint.names()).containsExactly("a", "b", "c");
    assertThat(checkpoint.files())
        .containsExactly(folder.resolve("x.safetensors"), folder.resolve("y.safetensors"));
    assertThat(checkpoint.source()).isEqualTo(folder);
  }

  @Test
  void pickledShardsAreReadWhereThereAreNoSafetensors() throws IOException {
    TorchWriter.write(folder.resolve("p-1.bin"), tensors("a"), (tensor, from, into) -> {});
    Files.writeString(
        folder.resolve("pytorch_model.bin.index.json"), "{\"weight_map\":{\"a\":\"p-1.bin\"}}");
    assertThat(Checkpoint.open(folder).names()).containsExactly("a");
  }

  @Test
  void allDisagreementsAreToldAtOnce() throws IOException {
    shard("x.safetensors", "a", "twice", "wrong", "unlisted");
    shard("y.safetensors", "c", "twice");
    index(
        "'a':'x.safetensors','twice':'x.safetensors','wrong':'y.safetensors',"
            + "'c':'y.safetensors','gone':'y.safetensors','lost':'z.safetensors',"
            + "'out':'../x.safetensors','number':3");
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            folder.resolve("model.safetensors.index.json")
                + ": does not agree with the files beside it:\n"
                + "  - gone is listed in y.safetensors, but is not there\n"
                + "  - twice lies in two files: x.safetensors and y.safetensors\n"
                + "  - unlisted lies in x.safetensors, but is not listed\n"
                + "  - weight_map.number must be the name of a file beside the index, but is 3\n"
                + "  - weight_map.out must be the name of a file beside the index, but is"
                + " \"../x.safetensors\"\n"
                + "  - wrong is listed in y.safetensors, but lies in x.safetensors\n"
                + "  - z.safetensors is missing; tensors that lie in it: 1");
  }

  @Test
  void anIndexWithoutAMapOrOfBadJsonIsRefusedWithThePlace() throws IOException {
    Path index = folder.resolve("model.safetensors.index.json");
    Files.writeString(index, "{\"weight_map\": {}}");
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .hasMessage(
            index + ": weight_map must be an object of tensor names and file names, but is empty");
    Files.writeString(index, "{\"weight_map\":\n {\"a\":\"x\", \"a\":\"y\"}}");
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .hasMessage(index + ": is no valid JSON: line 2, column 15: Duplicate field 'a'");
    Files.writeString(index, "[]");
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .hasMessage(index + ": must hold a JSON object, but holds a list of 0");
  }

  @Test
  void aFolderWithoutWeightsOrWithTwoSetsIsRefused() throws IOException {
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .hasMessage(
            folder
                + ": holds no weights; looked for model.safetensors, model.safetensors.index.json,"
                + " pytorch_model.bin, pytorch_model.bin.index.json");
    shard("model.safetensors", "a");
    index("'a':'model.safetensors'");
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .hasMessage(
            folder
                + ": holds both model.safetensors and model.safetensors.index.json; which of them"
                + " is the model? Move one away");
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> Checkpoint.open(missing))
        .hasMessage(missing + ": there is no such folder");
    Path file = folder.resolve("model.safetensors");
    assertThatThrownBy(() -> Checkpoint.open(file)).hasMessage(file + ": is no folder");
  }

  private void shard(String name, String... tensors) throws IOException {
    SafetensorsWriter.write(folder.resolve(name), tensors(tensors), (tensor, from, into) -> {});
  }

  private static List<NewTensor> tensors(String... names) {
    return Arrays.stream(names)
        .map(name -> new NewTensor(name, ElementType.F32, List.of(3L)))
        .toList();
  }

  private void index(String map) throws IOException {
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        ("{'metadata':{},'weight_map':{" + map + "}}").replace('\'', '"'));
  }
}
