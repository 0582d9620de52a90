package io.github.bertmark.export;

import io.github.bertmark.checkpoint.Checkpoint;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.adapter.LowRankAdapter;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;

/**
 * A plain forward pass in double precision by the formulas of the papers on the Transformer, BERT,
 * DistilBERT, Sentence-BERT and LoRA, for one sequence; shares nothing with the exporter but the
 * inputs.
 */
final class ReferenceForwardPass {
  private static final int HEAD_SIZE = 64;
  private static final String[][] BERT_AND_DISTILBERT = {
    {"attention.self.query", "attention.q_lin"},
    {"attention.self.key", "attention.k_lin"},
    {"attention.self.value", "attention.v_lin"},
    {"attention.output.dense", "attention.out_lin"},
    {"attention.output.LayerNorm", "sa_layer_norm"},
    {"intermediate.dense", "ffn.lin1"},
    {"output.dense", "ffn.lin2"},
    {"output.LayerNorm", "output_layer_norm"},
  };

  private final Checkpoint base;
  private final LowRankAdapter adapter;
  private final int[] layers;
  private final boolean distilBert;
  private final boolean mean;

  ReferenceForwardPass(
      Checkpoint base, LowRankAdapter adapter, String architecture, int... layers) {
    this.base = base;
    this.adapter = adapter;
    this.layers = layers;
    this.distilBert = architecture.equals("distilbert");
    this.mean = architecture.equals("sentence-bert");
  }

  /**
   * The logits of one sequence.
   *
   * @param types the token types; zeros for all but BERT
   */
  double[] logits(long[] ids, long[] mask, long[] types) {
    double[][] x = new double[ids.length][];
    double[][] words = matrix(base.tensor("bert.embeddings.word_embeddings.weight"));
    double[][] positions = matrix(base.tensor("bert.embeddings.position_embeddings.weight"));
    double[][] kinds = matrix(base.tensor("bert.embeddings.token_type_embeddings.weight"));
    for (int t = 0; t < ids.length; t++) {
      x[t] = plus(plus(words[(int) ids[t]], positions[t]), kinds[(int) types[t]]);
    }
    String family = distilBert ? "distilbert" : "bert";
    x = norm(x, "bert.embeddings.LayerNorm", family + ".embeddings.LayerNorm");
    for (int layer = 0; layer < layers.length; layer++) {
      x = layer(x, mask, layer);
    }
    double[][] first = {mean ? mean(x, mask) : x[0]};
    double[][] pooled =
        distilBert || mean
            ? map(head(first, "pre_classifier"), z -> Math.max(0, z))
            : map(head(first, "bert.pooler.dense"), Math::tanh);
    return head(pooled, "classifier")[0];
  }

  private static double[] mean(double[][] x, long[] mask) {
    double[] sum = new double[x[0].length];
    double tokens = 0;
    for (int t = 0; t < x.length; t++) {
      if (mask[t] == 1) {
        sum = plus(sum, x[t]);
        tokens++;
      }
    }
    for (int d = 0; d < sum.length; d++) {
      sum[d] /= tokens;
    }
    return sum;
  }

  private double[][] layer(double[][] x, long[] mask, int layer) {
    double[][] q = linear(x, layer, 0);
    double[][] k = linear(x, layer, 1);
    double[][] v = linear(x, layer, 2);
    double[][] context = new double[x.length][x[0].length];
    for (int start = 0; start < x[0].length; start += HEAD_SIZE) {
      for (int i = 0; i < x.length; i++) {
        double[] shares = new double[x.length];
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
          double product = 0;
          for (int d = start; d < start + HEAD_SIZE; d++) {
            product += q[i][d] * k[j][d];
          }
          shares[j] = mask[j] == 0 ? 0 : Math.exp(product / Math.sqrt(HEAD_SIZE));
          sum += shares[j];
        }
        for (int j = 0; j < x.length; j++) {
          for (int d = start; d < start + HEAD_SIZE; d++) {
            context[i][d] += shares[j] / sum * v[j][d];
          }
        }
      }
    }
    double[][] attended = norm(plus(linear(context, layer, 3), x), layer, 4);
    double[][] inner =
        map(linear(attended, layer, 5), z -> z * 0.5 * (1 + Erf.erf(z / Math.sqrt(2))));
    return norm(plus(linear(inner, layer, 6), attended), layer, 7);
  }

  private String baseName(int layer, int part) {
    return "bert.encoder.layer." + layers[layer] + "." + BERT_AND_DISTILBERT[part][0];
  }

  private String tunedName(int layer, int part) {
    return distilBert
        ? "distilbert.transformer.layer." + layer + "." + BERT_AND_DISTILBERT[part][1]
        : "bert.encoder.layer." + layer + "." + BERT_AND_DISTILBERT[part][0];
  }

  private double[][] linear(double[][] x, int layer, int part) {
    double[][] y = product(x, matrix(base.tensor(baseName(layer, part) + ".weight")));
    String tuned = tunedName(layer, part);
    if (adapter.tensor(tuned + ".lora_A.weight").isPresent()) {
      double[][] a = matrix(adapter.tensor(tuned + ".lora_A.weight").orElseThrow());
      double[][] b = matrix(adapter.tensor(tuned + ".lora_B.weight").orElseThrow());
      double scale = adapter.config().alpha() / adapter.config().rank();
      y = plus(y, map(product(product(x, transposed(a)), transposed(b)), z -> z * scale));
    }
    return plusEach(y, vector(base.tensor(baseName(layer, part) + ".bias")));
  }

  private double[][] head(double[][] x, String module) {
    double[][] weight = matrix(adapter.tensor(module + ".weight").orElseThrow());
    return plusEach(
        product(x, transposed(weight)), vector(adapter.tensor(module + ".bias").orElseThrow()));
  }

  private double[][] norm(double[][] x, int layer, int part) {
    return norm(x, baseName(layer, part), tunedName(layer, part));
  }

  private double[][] norm(double[][] x, String baseName, String tunedName) {
    double[] scale = tuned(baseName, tunedName, ".weight");
    double[] shift = tuned(baseName, tunedName, ".bias");
    double[][] y = new double[x.length][x[0].length];
    for (int t = 0; t < x.length; t++) {
      double mean = 0;
      for (double value : x[t]) {
        mean += value / x[t].length;
      }
      double variance = 0;
      for (double value : x[t]) {
        variance += (value - mean) * (value - mean) / x[t].length;
      }
      for (int d = 0; d < x[t].length; d++) {
        y[t][d] = (x[t][d] - mean) / Math.sqrt(variance + 1e-12) * scale[d] + shift[d];
      }
    }
    return y;
  }

  private double[] tuned(String baseName, String tunedName, String kind) {
    return vector(adapter.tensor(tunedName + kind).orElseGet(() -> base.tensor(baseName + kind)));
  }

  private static double[] vector(FloatTensor tensor) {
    float[] from = tensor.toArray();
    double[] to = new double[from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = from[i];
    }
    return to;
  }

  private static double[][] matrix(FloatTensor tensor) {
    double[] flat = vector(tensor);
    int columns = tensor.shape().get(1);
    double[][] rows = new double[tensor.shape().get(0)][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Arrays.copyOfRange(flat, row * columns, (row + 1) * columns);
    }
    return rows;
  }

  private static double[][] transposed(double[][] m) {
    double[][] result = new double[m[0].length][m.length];
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < m[0].length; j++) {
        result[j][i] = m[i][j];
      }
    }
    return result;
  }

  private static double[][] product(double[][] x, double[][] w) {
    double[][] y = new double[x.length][w[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < w.length; k++) {
        for (int j = 0; j < w[0].length; j++) {
          y[i][j] += x[i][k] * w[k][j];
        }
      }
    }
    return y;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  private static double[][] plus(double[][] a, double[][] b) {
    double[][] sum = new double[a.length][];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = plus(a[i], b[i]);
    }
    return sum;
  }

  private static double[][] plusEach(double[][] rows, double[] vector) {
    double[][] sum = new double[rows.length][];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = plus(rows[i], vector);
    }
    return sum;
  }

  private static double[][] map(double[][] rows, DoubleUnaryOperator function) {
    double[][] result = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      result[i] = Arrays.stream(rows[i]).map(function).toArray();
    }
    return result;
  }
}
