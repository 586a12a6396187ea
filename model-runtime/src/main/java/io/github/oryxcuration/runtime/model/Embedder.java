package io.github.oryxcuration.runtime.model;

import io.github.oryxcuration.runtime.decoder.Decoder;
import io.github.oryxcuration.runtime.prompt.ModelInput;
import io.github.oryxcuration.runtime.prompt.SequenceLayout;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.vision.Connector;
import io.github.oryxcuration.runtime.vision.Grid;
import io.github.oryxcuration.runtime.vision.PatchMatrix;
import io.github.oryxcuration.runtime.vision.VisionEncoder;
import io.github.oryxcuration.runtime.vision.Visual;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * The embeddings of a question: text through the table, media through the vision tower and the
 * connector, in the order of its layout ({@code prepare_inputs_labels_for_multimodal} of {@code
 * oryx_arch.py}).
 *
 * @param patch side in pixels
 */
record Embedder(VisionEncoder encoder, Connector connector, Decoder decoder, int patch) {
  /**
   * Embeds.
   *
   * @param group most patches of frames to encode at once
   * @param cancelled asked between groups
   * @return [positions of the layout, C]; the caller closes it
   * @throws CancellationException if so
   */
  Value embed(ModelInput input, int group, BooleanSupplier cancelled) {
    int[] ids = input.prompt().ids();
    List<Value> pieces = new ArrayList<>();
    try {
      for (SequenceLayout.Run run : input.layout().runs()) {
        if (run instanceof SequenceLayout.Text text) {
          pieces.add(decoder.embed(longs(ids, text.from(), text.to())));
        } else if (run instanceof SequenceLayout.Media media) {
          Visual visual = input.visuals().get(media.medium());
          pieces.add(cut(tokens(visual, group, cancelled), visual, media.tokens()));
        }
      }
      return connector.join(pieces);
    } finally {
      pieces.forEach(Value::close);
    }
  }

  private static long[] longs(int[] ids, int from, int to) {
    return Arrays.stream(ids, from, to).asLongStream().toArray();
  }

  /** What the limit of the sequence leaves of a medium's tokens. */
  private Value cut(Value tokens, Visual visual, int kept) {
    if (kept == visual.tokens(patch)) {
      return tokens;
    }
    try (tokens) {
      return connector.first(tokens, kept);
    }
  }

  private Value tokens(Visual visual, int group, BooleanSupplier cancelled) {
    stopIf(cancelled);
    if (visual instanceof Visual.TwoViews views) {
      PatchMatrix low = PatchMatrix.of(views.low(), patch);
      PatchMatrix high = PatchMatrix.of(views.high(), patch);
      try (Value features = encoder.encode(List.of(low, high))) {
        return connector.picture(features, low.grid(), high.grid());
      }
    }
    Visual.Frames video = (Visual.Frames) visual;
    int frames = video.frames().size();
    Grid grid = Grid.of(video.frames().get(0), patch);
    int together = Math.max(1, group / grid.cells());
    List<Value> groups = new ArrayList<>();
    try {
      for (int from = 0; from < frames; from += together) {
        stopIf(cancelled);
        List<PatchMatrix> some =
            video.frames().subList(from, Math.min(frames, from + together)).stream()
                .map(frame -> PatchMatrix.of(frame, patch))
                .toList();
        try (Value features = encoder.encode(some)) {
          groups.add(connector.frames(features, grid, video.compression()));
        }
      }
      return connector.video(groups, frames, video.order());
    } finally {
      groups.forEach(Value::close);
    }
  }

  private static void stopIf(BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("cancelled while media were encoded");
    }
  }
}
