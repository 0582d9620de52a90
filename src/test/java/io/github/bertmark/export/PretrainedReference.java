package io.github.bertmark.export;

import io.github.bertmark.checkpoint.FloatTensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;

/**
 * A plain forward pass in double precision of the four families, for one sequence, after the papers
 * and the code of Hugging Face's transformers; shares nothing with the exporter but the numbers.
 */
final class PretrainedReference {
  private final Map<String, Object> config;
  private final Map<String, double[][]> tensors = new HashMap<>();
  private final String type;
  private final String prefix;
  private final boolean distilBert;

  PretrainedReference(Map<String, Object> config, Map<String, FloatTensor> tensors) {
    this.config = config;
    tensors.forEach((name, tensor) -> this.tensors.put(name, matrix(tensor)));
    type = (String) config.get("model_type");
    distilBert = type.equals("distilbert");
    prefix =
        switch (type) {
          case "bert", "distilbert", "electra" -> type + ".";
          default -> "roberta.";
        };
  }

  /** A vector is a matrix of one row. */
  static double[][] matrix(FloatTensor tensor) {
    float[] flat = tensor.toArray();
    int columns = tensor.shape().get(tensor.shape().size() - 1);
    double[][] rows = new double[flat.length / columns][columns];
    for (int i = 0; i < flat.length; i++) {
      rows[i / columns][i % columns] = flat[i];
    }
    return rows;
  }

  double[] logits(long[] ids, long[] mask, long[] types) {
    double[] first = hidden(ids, mask, types)[0];
    return switch (type) {
      case "bert" -> linear(each(linear(first, "bert.pooler.dense"), Math::tanh), "classifier");
      case "distilbert" ->
          linear(each(linear(first, "pre_classifier"), z -> Math.max(0, z)), "classifier");
      case "electra" ->
          linear(
              each(linear(first, "classifier.dense"), PretrainedReference::gelu),
              "classifier.out_proj");
      default -> linear(each(linear(first, "classifier.dense"), Math::tanh), "classifier.out_proj");
    };
  }

  private double[][] hidden(long[] ids, long[] mask, long[] types) {
    double[][] x = new double[ids.length][];
    int counted = 0;
    for (int t = 0; t < ids.length; t++) {
      int position = t;
      if (prefix.equals("roberta.")) {
        counted += ids[t] == 1 ? 0 : 1;
        position = ids[t] == 1 ? 1 : 1 + counted;
      }
      x[t] = tensor("embeddings.word_embeddings.weight")[(int) ids[t]].clone();
      add(x[t], tensor("embeddings.position_embeddings.weight")[position]);
      if (!distilBert) {
        boolean asked = type.equals("bert") || type.equals("electra");
        add(x[t], tensor("embeddings.token_type_embeddings.weight")[asked ? (int) types[t] : 0]);
      }
      x[t] = norm(x[t], prefix + "embeddings.LayerNorm");
      if (type.equals("electra")) {
        x[t] = linear(x[t], prefix + "embeddings_project");
      }
    }
    int layers = (int) config.get(distilBert ? "n_layers" : "num_hidden_layers");
    for (int layer = 0; layer < layers; layer++) {
      x = layer(x, mask, prefix + (distilBert ? "transformer" : "encoder") + ".layer." + layer);
    }
    return x;
  }

  private double[][] layer(double[][] x, long[] mask, String layer) {
    String[] names =
        distilBert
            ? new String[] {
              ".attention.q_lin", ".attention.k_lin", ".attention.v_lin", ".attention.out_lin",
              ".sa_layer_norm", ".ffn.lin1", ".ffn.lin2", ".output_layer_norm"
            }
            : new String[] {
              ".attention.self.query", ".attention.self.key", ".attention.self.value",
              ".attention.output.dense", ".attention.output.LayerNorm", ".intermediate.dense",
              ".output.dense", ".output.LayerNorm"
            };
    double[][] q = each(x, layer + names[0]);
    double[][] k = each(x, layer + names[1]);
    double[][] v = each(x, layer + names[2]);
    int heads = (int) config.get(distilBert ? "n_heads" : "num_attention_heads");
    int size = x[0].length / heads;
    double[][] y = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      double[] context = new double[x[0].length];
      for (int start = 0; start < context.length; start += size) {
        double[] shares = new double[x.length];
        for (int j = 0; j < x.length; j++) {
          double score = 0;
          for (int d = start; d < start + size; d++) {
            score += q[i][d] * k[j][d];
          }
          shares[j] = mask[j] == 0 ? 0 : Math.exp(score / Math.sqrt(size));
        }
        double sum = Arrays.stream(shares).sum();
        for (int j = 0; j < x.length; j++) {
          for (int d = start; d < start + size; d++) {
            context[d] += shares[j] / sum * v[j][d];
          }
        }
      }
      double[] attended = linear(context, layer + names[3]);
      add(attended, x[i]);
      attended = norm(attended, layer + names[4]);
      y[i] = linear(each(linear(attended, layer + names[5]), activation()), layer + names[6]);
      add(y[i], attended);
      y[i] = norm(y[i], layer + names[7]);
    }
    return y;
  }

  private DoubleUnaryOperator activation() {
    return switch ((String) config.get(distilBert ? "activation" : "hidden_act")) {
      case "gelu" -> PretrainedReference::gelu;
      case "gelu_new" ->
          z -> 0.5 * z * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z)));
      default -> z -> Math.max(0, z);
    };
  }

  private static double gelu(double z) {
    return z * 0.5 * (1 + Erf.erf(z / Math.sqrt(2)));
  }

  private double[] norm(double[] x, String module) {
    double epsilon = distilBert ? 1e-12 : (double) config.get("layer_norm_eps");
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(z -> (z - mean) * (z - mean)).average().orElseThrow();
    double[] y = new double[x.length];
    for (int d = 0; d < x.length; d++) {
      y[d] =
          (x[d] - mean) / Math.sqrt(variance + epsilon) * tensors.get(module + ".weight")[0][d]
              + tensors.get(module + ".bias")[0][d];
    }
    return y;
  }

  private double[] linear(double[] x, String module) {
    double[][] weight = tensors.get(module + ".weight");
    double[] y = tensors.get(module + ".bias")[0].clone();
    for (int o = 0; o < y.length; o++) {
      for (int i = 0; i < x.length; i++) {
        y[o] += weight[o][i] * x[i];
      }
    }
    return y;
  }

  private double[][] each(double[][] rows, String module) {
    return Arrays.stream(rows).map(row -> linear(row, module)).toArray(double[][]::new);
  }

  private static double[] each(double[] values, DoubleUnaryOperator function) {
    return Arrays.stream(values).map(function).toArray();
  }

  private double[][] tensor(String name) {
    return tensors.get(prefix + name);
  }

  private static void add(double[] to, double[] other) {
    for (int i = 0; i < to.length; i++) {
      to[i] += other[i];
    }
  }
}
