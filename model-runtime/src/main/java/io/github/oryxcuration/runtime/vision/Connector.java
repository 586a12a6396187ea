package io.github.oryxcuration.runtime.vision;

import io.github.oryxcuration.runtime.script.Script;
import io.github.oryxcuration.runtime.script.ScriptModule;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.weights.Placement;
import io.github.oryxcuration.runtime.weights.StoredTensor;
import io.github.oryxcuration.runtime.weights.WeightBinder;
import java.util.List;
import java.util.Map;

/**
 * From the vision tower's features to visual tokens of the language model: the dynamic compressor
 * (Oryx, arXiv 2409.12961, section 3.1, equation 1), the shared MLP, and the learnt vectors between
 * rows, views and frames. Of a picture, features come out of the compressor doubled, as in the
 * reference. The reference adds zero times the features of an empty picture to every video; that is
 * left out. Safe for threads.
 */
public final class Connector implements AutoCloseable {
  private final ScriptModule module;

  private Connector(ScriptModule module) {
    this.module = module;
  }

  /**
   * Binds the weights.
   *
   * @param tensors by the names of the main checkpoint
   */
  public static Connector load(
      Map<String, StoredTensor> tensors, Placement placement, boolean packed) {
    ScriptModule module =
        ScriptModule.compile(
            Script.of("connector", Connector.class, List.of("connector.py"))
                .with(WeightBinder.fragments(packed && placement.onCpu())));
    try (WeightBinder binder = WeightBinder.of(module, 1)) {
      TensorFinder finder = new TensorFinder(tensors, "model.", binder, placement);
      finder.linear(0, "query", "vision_resampler.vlm_query_projector");
      finder.linear(0, "key", "vision_resampler.vlm_key_projector");
      finder.linear(0, "inner", "mm_projector.proj.0");
      finder.linear(0, "outer", "mm_projector.proj.2");
      for (String vector : List.of("newline", "begin", "end", "sep")) {
        finder.plain(0, vector, "mm_projector.image_" + vector);
      }
    } catch (RuntimeException | Error e) {
      module.close();
      throw e;
    }
    return new Connector(module);
  }

  /**
   * The tokens of a picture: begin, rows of the low view, sep, rows of the high view, end.
   *
   * @param features [low patches + high patches, width], the low view first
   * @return [tokens, hidden]
   */
  public Value picture(Value features, Grid low, Grid high) {
    return module.call("picture", features, low.rows(), low.columns(), high.rows(), high.columns());
  }

  /**
   * The tokens of some frames of a video, each with its rows and a sep.
   *
   * @param features [frames * patches, width]
   * @throws IllegalArgumentException if the grid does not divide into regions
   */
  public Value frames(Value features, Grid grid, Compression compression) {
    int side = compression.side();
    if (grid.rows() % side != 0 || grid.columns() % side != 0) {
      throw new IllegalArgumentException(
          "a frame's patches must divide into regions of "
              + side
              + " x "
              + side
              + ", but were "
              + grid.rows()
              + " x "
              + grid.columns());
    }
    return module.call("some_frames", features, grid.rows(), grid.columns(), side);
  }

  /**
   * The tokens of a video: begin, all frames in order, end.
   *
   * @param groups what {@link #frames} made of its frames, each once
   * @param frames how many there are in all groups
   * @param order which frame stands at each moment
   */
  public Value video(List<Value> groups, int frames, List<Integer> order) {
    boolean each = order.size() == frames;
    for (int i = 0; each && i < frames; i++) {
      each = order.get(i) == i;
    }
    long[] moments = each ? new long[0] : order.stream().mapToLong(Integer::longValue).toArray();
    return module.call("video", groups, frames, moments);
  }

  /** The first tokens of some. */
  public Value first(Value tokens, int count) {
    return module.call("first", tokens, count);
  }

  /** Tokens behind tokens: those of media, and embeddings of text. */
  public Value join(List<Value> pieces) {
    return module.call("join", pieces);
  }

  /** The elements of features or tokens, whatever their type and device. */
  public float[] toFloats(Value tokens) {
    try (Value floats = module.call("to_floats", tokens)) {
      return floats.toFloats();
    }
  }

  ScriptModule module() {
    return module;
  }

  @Override
  public void close() {
    module.close();
  }
}
