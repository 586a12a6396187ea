package io.github.oryxcuration.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.github.luben.zstd.Zstd;
import io.github.oryxcuration.core.video.FfmpegBuild;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.xerial.snappy.Snappy;

/** Native libraries: whether they load, and which build they are. */
final class NativeChecks {
  private static final String ADVICE =
      "Use a platform that doctor lists as supported; the folder of natives must be writable.";

  /** The smallest tokenizer there is: it has to load and cut one word. */
  private static final String TINY_TOKENIZER =
      """
      {"version": "1.0", "pre_tokenizer": {"type": "Whitespace"},
       "model": {"type": "WordLevel", "vocab": {"a": 0, "[UNK]": 1}, "unk_token": "[UNK]"}}
      """;

  /** Something that loads a native library and says which. */
  @FunctionalInterface
  private interface Probe {
    String load() throws IOException;
  }

  private NativeChecks() {}

  static List<Check> all() {
    return List.of(
        check("FFmpeg", NativeChecks::ffmpeg),
        check("Tokenizer native", NativeChecks::tokenizer),
        check("zstd native", NativeChecks::zstd),
        check("Snappy native", Snappy::getNativeLibraryVersion));
  }

  private static Check check(String name, Probe probe) {
    try {
      return Check.ok(name, probe.load());
    } catch (IOException | RuntimeException | LinkageError e) {
      return Check.missing(name, "does not load: " + e, ADVICE);
    }
  }

  static Check tokenizerFile(Path file) {
    try (InputStream in = Files.newInputStream(file);
        HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(in, Map.of())) {
      int tokens = tokenizer.encode("Describe the picture.", false, false).getIds().length;
      return Check.ok(
          "Tokenizer file", file + ": 'Describe the picture.' is " + tokens + " tokens");
    } catch (IOException | RuntimeException | LinkageError e) {
      return Check.missing(
          "Tokenizer file",
          file + " does not load: " + e,
          "Give the tokenizer.json of the model, as Hugging Face distributes it.");
    }
  }

  private static String ffmpeg() {
    FfmpegBuild build = FfmpegBuild.current();
    return build.version() + ", " + build.license();
  }

  private static String tokenizer() throws IOException {
    InputStream tiny = new ByteArrayInputStream(TINY_TOKENIZER.getBytes(UTF_8));
    try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(tiny, Map.of())) {
      int tokens = tokenizer.encode("a a", false, false).getIds().length;
      return tokens == 2 ? "loads and cuts text" : "loads, but cuts 'a a' into " + tokens;
    }
  }

  private static String zstd() {
    byte[] text = ADVICE.getBytes(UTF_8);
    byte[] back = Zstd.decompress(Zstd.compress(text), text.length);
    return back.length == text.length ? "loads and packs" : "loads, but does not round-trip";
  }
}
