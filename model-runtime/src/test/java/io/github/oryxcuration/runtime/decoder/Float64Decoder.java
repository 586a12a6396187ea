package io.github.oryxcuration.runtime.decoder;

import io.github.oryxcuration.runtime.config.DecoderConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Qwen2 and Llama in 64 bits, written from the formulas alone: no cache, no batch, one loop for
 * each sum. Everything is computed anew for every sequence.
 */
final class Float64Decoder {
  private final DecoderConfig config;
  private final Function<String, float[]> tensors;
  private final Map<String, float[]> read = new HashMap<>();

  /**
   * A decoder.
   *
   * @param tensors all elements, by the names of the checkpoint
   */
  Float64Decoder(DecoderConfig config, Function<String, float[]> tensors) {
    this.config = config;
    this.tensors = tensors;
  }

  private float[] tensor(String name) {
    return read.computeIfAbsent(name, tensors);
  }

  /** The logits [n, V] of a sequence of tokens. */
  double[][] logits(List<Long> ids) {
    int width = config.hidden();
    double[][] x = new double[ids.size()][width];
    for (int i = 0; i < x.length; i++) {
      for (int c = 0; c < width; c++) {
        x[i][c] = tensor("model.embed_tokens.weight")[(int) (ids.get(i) * width + c)];
      }
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      layer(x, "model.layers." + layer + ".");
    }
    String head = config.tied() ? "model.embed_tokens.weight" : "lm_head.weight";
    double[][] logits = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      logits[i] = linear(norm(x[i], "model.norm.weight"), head, "", config.vocab());
    }
    return logits;
  }

  /** Log-probabilities of tokens from {@code start} on, among the first {@code usable}. */
  double[] scores(List<Long> ids, int start, int usable) {
    double[][] logits = logits(ids);
    double[] scores = new double[ids.size() - start];
    for (int i = 0; i < scores.length; i++) {
      double[] row = logits[start + i - 1];
      double sum = 0;
      for (int v = 0; v < usable; v++) {
        sum += Math.exp(row[v]);
      }
      scores[i] = row[ids.get(start + i).intValue()] - Math.log(sum);
    }
    return scores;
  }

  private void layer(double[][] x, String layer) {
    int n = x.length;
    int d = config.headDim();
    String attention = layer + "self_attn.";
    double[][] queries = new double[n][];
    double[][] keys = new double[n][];
    double[][] values = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] y = norm(x[i], layer + "input_layernorm.weight");
      queries[i] = rotate(projected(y, attention + "q_proj", config.heads()), i);
      keys[i] = rotate(projected(y, attention + "k_proj", config.kvHeads()), i);
      values[i] = projected(y, attention + "v_proj", config.kvHeads());
    }
    int group = config.heads() / config.kvHeads();
    for (int i = 0; i < n; i++) {
      double[] attended = new double[config.heads() * d];
      for (int head = 0; head < config.heads(); head++) {
        int other = head / group * d;
        double[] weights = new double[i + 1];
        double sum = 0;
        for (int k = 0; k <= i; k++) {
          double dot = 0;
          for (int c = 0; c < d; c++) {
            dot += queries[i][head * d + c] * keys[k][other + c];
          }
          weights[k] = Math.exp(dot / Math.sqrt(d));
          sum += weights[k];
        }
        for (int k = 0; k <= i; k++) {
          for (int c = 0; c < d; c++) {
            attended[head * d + c] += weights[k] / sum * values[k][other + c];
          }
        }
      }
      add(x[i], linear(attended, attention + "o_proj.weight", "", config.hidden()));
      double[] y = norm(x[i], layer + "post_attention_layernorm.weight");
      double[] gate = linear(y, layer + "mlp.gate_proj.weight", "", config.intermediate());
      double[] up = linear(y, layer + "mlp.up_proj.weight", "", config.intermediate());
      for (int c = 0; c < gate.length; c++) {
        gate[c] = gate[c] / (1 + Math.exp(-gate[c])) * up[c];
      }
      add(x[i], linear(gate, layer + "mlp.down_proj.weight", "", config.hidden()));
    }
  }

  private double[] projected(double[] y, String name, int heads) {
    String bias = config.qkvBias() ? name + ".bias" : "";
    return linear(y, name + ".weight", bias, heads * config.headDim());
  }

  private double[] linear(double[] x, String weight, String bias, int rows) {
    float[] w = tensor(weight);
    double[] y = new double[rows];
    for (int r = 0; r < rows; r++) {
      double sum = bias.isEmpty() ? 0 : tensor(bias)[r];
      for (int c = 0; c < x.length; c++) {
        sum += (double) w[r * x.length + c] * x[c];
      }
      y[r] = sum;
    }
    return y;
  }

  private double[] norm(double[] x, String weight) {
    double sum = 0;
    for (double value : x) {
      sum += value * value;
    }
    double scale = 1 / Math.sqrt(sum / x.length + config.rmsEps());
    double[] y = new double[x.length];
    for (int c = 0; c < x.length; c++) {
      y[c] = x[c] * scale * tensor(weight)[c];
    }
    return y;
  }

  /** Pairs are (c, c + d/2) of every head. */
  private double[] rotate(double[] x, int position) {
    int d = config.headDim();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int c = i % d;
      double angle = position * Math.pow(config.ropeTheta(), -2.0 * (c % (d / 2)) / d);
      double partner = c < d / 2 ? -x[i + d / 2] : x[i - d / 2];
      y[i] = x[i] * Math.cos(angle) + partner * Math.sin(angle);
    }
    return y;
  }

  private static void add(double[] x, double[] y) {
    for (int c = 0; c < x.length; c++) {
      x[c] += y[c];
    }
  }
}
