import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tjake.jlama.model.AbstractModel;
import com.github.tjake.jlama.model.ModelSupport;
import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.tensor.AbstractTensor;
import com.github.tjake.jlama.tensor.KvBufferCache;
import com.github.tjake.jlama.tensor.KvBufferCache.KvBuffer;
import com.github.tjake.jlama.util.PhysicalCoreExecutor;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The decoder of a checkpoint in Jlama, another runtime on the JVM: what ours is timed against.
 * Started by {@code jlama.sh}, never compiled by the build. Reads {@code prefill TOKENS} and {@code
 * decode STEPS} from standard input and answers each with a line of seconds, as {@code
 * torch_yardstick.py} does. Arguments: MODEL THREADS MEMORY-TYPE QUANTIZED-TYPE.
 */
class JlamaYardstick {
  public static void main(String[] args) throws Exception {
    PhysicalCoreExecutor.overrideThreadCount(Integer.parseInt(args[1]));
    AbstractModel model =
        ModelSupport.loadModel(
            asQwen2(Path.of(args[0])), DType.valueOf(args[2]), DType.valueOf(args[3]));
    KvBufferCache caches = new KvBufferCache(model);
    KvBuffer cache = null;
    int length = 0;
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null && !line.equals("quit"); line = in.readLine()) {
      String[] words = line.split(" ");
      int number = Integer.parseInt(words[1]);
      long start = System.nanoTime();
      if (words[0].equals("prefill")) {
        if (cache != null) {
          cache.close();
        }
        start = System.nanoTime();
        cache = caches.getEphemeralKvBuffer();
        int[] ids = new Random(number).ints(number, 0, 250).toArray();
        logits(model, model.batchForward(ids, 0, cache));
        length = number;
      } else if (words[0].equals("decode")) {
        for (int i = 0; i < number; i++, length++) {
          logits(model, model.batchForward(new int[] {i}, length, cache));
        }
      } else {
        throw new IllegalArgumentException("unknown work: " + line);
      }
      System.out.printf(Locale.ROOT, "%.6f%n", (System.nanoTime() - start) / 1e9);
      System.out.flush();
    }
    System.exit(0);
  }

  /** Of the last position; long prompts come back as their last part alone. */
  private static void logits(AbstractModel model, AbstractTensor states) {
    try (states;
        AbstractTensor last = states.slice(states.shape().first() - 1);
        AbstractTensor logits = model.makeDenseTensor(model.getConfig().vocabularySize)) {
      model.sample(last, 0f, 0.5f, logits);
    }
  }

  /** The same files under the architecture's plain name: Jlama reads the tensors that it knows. */
  private static File asQwen2(Path model) throws IOException {
    Path folder = Files.createTempDirectory("jlama");
    ObjectMapper mapper = new ObjectMapper();
    try (var files = Files.list(model)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (!file.endsWith("config.json")) {
          Files.createSymbolicLink(folder.resolve(file.getFileName()), file.toAbsolutePath());
        }
      }
    }
    ObjectNode config = (ObjectNode) mapper.readTree(model.resolve("config.json").toFile());
    config.put("model_type", "qwen2");
    config.set("architectures", mapper.valueToTree(List.of("Qwen2ForCausalLM")));
    if (!config.has("bos_token_id")) {
      config.set("bos_token_id", config.get("eos_token_id"));
    }
    mapper.writeValue(folder.resolve("config.json").toFile(), config);
    return folder.toFile();
  }
}
