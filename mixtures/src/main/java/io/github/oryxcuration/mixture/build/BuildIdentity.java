package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.plan.Digest;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What makes two builds the same.
 *
 * @param name of the set
 * @param toolkit version
 * @param recipe canonical JSON, without secrets
 * @param tokenizer sha256 of the tokenizer file, or the name of the estimate
 * @param fingerprint of all of these and of every input file
 */
record BuildIdentity(
    String name, String toolkit, String recipe, String tokenizer, String fingerprint)
    implements Serializable {

  static BuildIdentity of(
      String name, String toolkit, String recipe, String tokenizer, List<ReadStage.Task> inputs) {
    Map<String, Object> all = new TreeMap<>();
    all.put("toolkit", toolkit);
    all.put("recipe", recipe);
    all.put("tokenizer", tokenizer);
    all.put("inputs", inputs);
    return new BuildIdentity(name, toolkit, recipe, tokenizer, Digest.hex(Json.write(all)));
  }
}
