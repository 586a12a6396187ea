package io.github.oryxcuration.runtime.script;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import io.github.oryxcuration.core.natives.Natives;
import java.lang.management.MemoryUsage;
import java.util.Set;
import java.util.TreeSet;

/**
 * libtorch, loaded once per JVM through DJL. Natives come out of the jars on the class path, or
 * from the folder that {@code PYTORCH_LIBRARY_PATH} names (a CUDA build); nothing is downloaded.
 *
 * <p>libtorch may be loaded by one class loader of a JVM only: DJL belongs on the class path that
 * all workers share (Flink: {@code lib/}).
 */
public final class TorchEngine {
  private static final String OFFLINE = "ai.djl.offline";

  private final Set<String> features;
  private final String version;
  private final PtNDManager manager;

  private TorchEngine() {
    if (System.getProperty(OFFLINE) == null) {
      System.setProperty(OFFLINE, "true");
    }
    try {
      Natives.load(Holder.EngineLoader.class);
      Engine engine = Engine.getEngine("PyTorch");
      version = engine.getVersion();
      features = Set.copyOf(JniUtils.getFeatures());
      manager = (PtNDManager) NDManager.newBaseManager(Device.cpu(), "PyTorch");
    } catch (EngineException | LinkageError e) {
      throw new EngineUnavailableException(e);
    }
  }

  /**
   * The engine.
   *
   * @throws EngineUnavailableException if libtorch cannot be loaded; says why and what to do
   */
  public static TorchEngine get() {
    try {
      return Holder.ENGINE;
    } catch (ExceptionInInitializerError e) {
      if (e.getCause() instanceof EngineUnavailableException unavailable) {
        throw unavailable;
      }
      throw e;
    }
  }

  /** Version of libtorch, such as 2.7.1. */
  public String version() {
    return version;
  }

  /** What libtorch was built with, such as MKLDNN, OPENMP, CUDA; sorted. */
  public Set<String> features() {
    return new TreeSet<>(features);
  }

  /** Whether weights can be packed for oneDNN. */
  public boolean hasOneDnn() {
    return features.contains("MKLDNN");
  }

  /** How many CUDA devices this libtorch sees. */
  public int cudaDevices() {
    return features.contains("CUDA") ? Engine.getEngine("PyTorch").getGpuCount() : 0;
  }

  /** Bytes that are free on a CUDA device, after the engine gave back what it keeps in store. */
  public long cudaFree(int index) {
    JniUtils.emptyCudaCache();
    MemoryUsage usage = CudaUtils.getGpuMemory(Device.gpu(index));
    return usage.getMax() - usage.getCommitted();
  }

  /**
   * Sets the threads of one operation on the CPU; before the engine's first use, and once.
   *
   * @param threads 0 leaves the choice to the engine
   */
  public static void useThreads(int threads) {
    if (threads > 0) {
      System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    }
  }

  /** Threads of one operation. */
  public int threads() {
    return JniUtils.getNumThreads();
  }

  PtNDManager manager() {
    return manager;
  }

  private static final class Holder {
    static final TorchEngine ENGINE = new TorchEngine();

    /** Loads libtorch in its initialiser, so that no interrupt of a runner breaks it. */
    private static final class EngineLoader {
      static {
        Engine.getEngine("PyTorch");
      }
    }
  }
}
