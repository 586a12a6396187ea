package io.github.oryxcuration.test.cluster;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import com.github.luben.zstd.Zstd;
import io.github.oryxcuration.core.natives.Natives;
import java.io.IOException;
import org.bytedeco.ffmpeg.global.avutil;

/** The native libraries of the product: what a worker can fail to load. */
final class NativeLibraries {
  private NativeLibraries() {}

  /** Uses each of them once. */
  static void load() throws IOException {
    try {
      Natives.load(LibUtils.class, avutil.class);
      LibUtils.checkStatus();
      byte[] packed = Zstd.compress(new byte[1000]);
      if (avutil.avutil_version() == 0 || packed.length >= 1000) {
        throw new IOException("A native library answers nonsense");
      }
    } catch (LinkageError | RuntimeException e) {
      throw new IOException("A native library is missing here: " + e, e);
    }
  }
}
