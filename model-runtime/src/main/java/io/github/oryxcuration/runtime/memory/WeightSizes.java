package io.github.oryxcuration.runtime.memory;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.runtime.config.OryxCheckpoint;
import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.weights.ElementType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes of a model's weights by part, in the type that they are computed in. Embeddings stay as
 * they are stored.
 *
 * @param layer of one decoder layer
 * @param head with the last norm; of a tied model what it needs besides the embedding on the same
 *     device
 * @param headElsewhere the same where the embedding is on another device
 * @param largest of one tensor, which exists twice while it is converted or packed
 */
public record WeightSizes(
    ElementType type,
    long vision,
    long connector,
    long embedding,
    long layer,
    int layers,
    long head,
    long headElsewhere,
    long largest) {
  private static final String EMBEDDING = "model.embed_tokens.weight";

  /** Of a model as it will be computed. */
  public static WeightSizes of(OryxCheckpoint checkpoint, ElementType type) {
    ElementType stored = requireNonNull(checkpoint.tensors().get(EMBEDDING)).type();
    return of(checkpoint.config(), stored, type);
  }

  /**
   * Of a model of these dimensions.
   *
   * @param stored type of the embedding in its file
   * @param type that is computed in
   */
  public static WeightSizes of(OryxConfig config, ElementType stored, ElementType type) {
    Map<Part, Long> elements = new EnumMap<>(Part.class);
    long largest = 0;
    for (Map.Entry<String, List<Long>> tensor : config.tensors().entrySet()) {
      long count = tensor.getValue().stream().reduce(1L, Math::multiplyExact);
      elements.merge(Part.of(tensor.getKey()), count, Long::sum);
      largest = Math.max(largest, count);
    }
    long embedding = elements.getOrDefault(Part.EMBEDDING, 0L);
    long head = elements.getOrDefault(Part.HEAD, 0L) * type.bytes();
    long copy = config.decoder().tied() ? embedding * type.bytes() : 0;
    int layers = config.decoder().layers();
    return new WeightSizes(
        type,
        elements.getOrDefault(Part.VISION, 0L) * type.bytes(),
        elements.getOrDefault(Part.CONNECTOR, 0L) * type.bytes(),
        embedding * stored.bytes(),
        elements.getOrDefault(Part.LAYERS, 0L) * type.bytes() / layers,
        layers,
        head + (stored == type ? 0 : copy),
        head + copy,
        largest * type.bytes());
  }

  /** All of it, on one device. */
  public long total() {
    return vision + connector + embedding + layer * layers + head;
  }
}
