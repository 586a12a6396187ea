package io.github.oryxcuration.runtime.model;

import io.github.oryxcuration.runtime.weights.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A share in a model of which a JVM holds one copy, however many workers use it. Whoever comes
 * first loads it while the others wait; whoever closes the last share closes it.
 */
public final class SharedModel implements AutoCloseable {
  private static final Map<ModelSpec, Held> HELD = new HashMap<>();

  private final Held held;
  private final OryxModel model;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SharedModel(Held held, OryxModel model) {
    this.held = held;
    this.model = model;
  }

  /** A model and how many shares there are in it. */
  private static final class Held {
    private final ModelSpec spec;
    private @Nullable OryxModel model;
    private int shares; // guarded by HELD

    private Held(ModelSpec spec) {
      this.spec = spec;
    }

    private synchronized OryxModel load() {
      if (model == null) {
        model = OryxModel.load(spec);
      }
      return model;
    }

    private synchronized void close() {
      if (model != null) {
        model.close();
      }
    }
  }

  /**
   * Takes a share, and loads the model unless it is there.
   *
   * @throws ModelException as {@link OryxModel#load}; the next one tries again
   */
  public static SharedModel of(ModelSpec spec) {
    ModelSpec key = spec.withFolder(real(spec.folder()));
    Held held;
    synchronized (HELD) {
      held = HELD.computeIfAbsent(key, Held::new);
      held.shares++;
    }
    try {
      return new SharedModel(held, held.load());
    } catch (RuntimeException | Error e) {
      release(held);
      throw e;
    }
  }

  private static String real(String folder) {
    try {
      return Path.of(folder).toRealPath().toString();
    } catch (IOException e) {
      throw new ModelException(folder + ": there is no such folder", e);
    }
  }

  private static void release(Held held) {
    synchronized (HELD) {
      held.shares--;
      if (held.shares == 0) {
        HELD.remove(held.spec);
        held.close(); // before anybody loads it anew: two copies might not fit
      }
    }
  }

  public OryxModel model() {
    return model;
  }

  /** Gives the share back; once more does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release(held);
    }
  }
}
