package io.github.oryxcuration.core.caption;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.sample.EncodedPicture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked of a captioner.
 *
 * @param id for messages alone
 * @param prompt what to say of the pictures
 * @param pictures encoded as the shard will hold them: one to describe, two to tell apart, many to
 *     be asked about, none for a question that is asked blind
 * @param facts what is known of each picture, by name; a captioner that looks ignores them
 * @param seed of the answer, for captioners that draw
 */
public record CaptionRequest(
    String id,
    CaptionPrompt prompt,
    List<EncodedPicture> pictures,
    List<Map<String, String>> facts,
    long seed) {
  public CaptionRequest {
    requireNonNull(id, "id");
    requireNonNull(prompt, "prompt");
    pictures = List.copyOf(pictures);
    facts = facts.stream().map(Map::copyOf).toList();
    if (facts.size() != pictures.size()) {
      throw new IllegalArgumentException(
          "a request takes facts of each picture, but got %d pictures and facts of %d"
              .formatted(pictures.size(), facts.size()));
    }
  }

  /** The key of the answer: equal where the answer of the captioner must be equal. */
  public String key(String captioner) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("captioner", captioner);
    all.put("prompt", prompt.digest());
    all.put("pictures", pictures.stream().map(p -> Digest.hex(p.bytes())).toList());
    all.put("facts", facts);
    all.put("seed", seed);
    return Digest.hex(Json.write(all));
  }
}
