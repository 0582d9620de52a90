package io.github.bertmark.card;

import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.VariantSource;
import io.github.bertmark.model.WeightForm;
import io.github.bertmark.sensitivity.Distance;
import io.github.bertmark.sensitivity.Sensitivity;
import io.github.bertmark.statistics.Interval;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The card of a quantised variant, in Markdown: its form, how that was chosen, what it costs. */
public final class QuantizedCard {
  private static final double CONFIDENCE = 0.95;
  private static final double BYTES_PER_MIB = 1 << 20;

  /** Groups of layers in the table; the rest hardly differ. */
  private static final int MOST_GROUPS = 8;

  private final StringBuilder text = new StringBuilder();
  private final String parent;

  private QuantizedCard(String parent) {
    this.parent = parent;
  }

  /**
   * Writes a card.
   *
   * @param sensitivity how layers took to the form; null if that was not analysed
   */
  public static String of(
      ModelVariant variant, TestResult result, @Nullable Sensitivity sensitivity) {
    QuantizedCard card = new QuantizedCard(Objects.requireNonNull(variant.parent()));
    card.head(variant, result);
    card.form(Objects.requireNonNull(variant.source()).form());
    if (sensitivity != null) {
      card.sensitivity(sensitivity);
    }
    card.licences();
    return card.text.toString();
  }

  private void head(ModelVariant variant, TestResult result) {
    VariantSource source = Objects.requireNonNull(variant.source());
    Interval difference = result.churn().test().differenceInterval(CONFIDENCE);
    line("# %s", variant.displayName());
    line("");
    line("`%s` in integers: the same base and adapter, exported in another form.", parent);
    line("");
    line("| | |");
    line("| --- | --- |");
    line("| Variant | `%s` |", variant.id());
    line("| Base | `%s` |", source.base());
    line("| Adapter | that of `%s` |", parent);
    line("| Form | %s |", source.form());
    line(
        "| Size | %.2f MiB, %.1f %% of the parent's |",
        result.variant().modelBytes() / BYTES_PER_MIB,
        100.0 * result.variant().modelBytes() / result.parent().modelBytes());
    line("| SHA-256 of `model.onnx` | `%s` |", result.variant().modelSha256());
    line(
        "| Test accuracy | %s %%; the parent's is %s %% |",
        percent(result.variant().accuracy()), percent(result.parent().accuracy()));
    line(
        "| Difference to the parent | %+.2f points (95 %% interval %+.2f to %+.2f, paired; exact"
            + " McNemar test p = %.2f) |",
        100 * result.churn().test().difference(),
        100 * difference.lower(),
        100 * difference.upper(),
        result.churn().test().pValue());
    line(
        "| Answers as the parent does | %s %% of %d test queries; of the others it fixes %d and"
            + " breaks %d |",
        percent(result.agreement()),
        result.churn().test().queries(),
        result.churn().fixed().size(),
        result.churn().broken().size());
    line(
        "| Data | %s, SHA-256 `%s` |",
        result.variant().dataset().name(), result.variant().dataset().sha256());
    line("");
  }

  private void form(NumericForm form) {
    line("## Form");
    line("");
    line("Linear layers: %s. Word embeddings: %s.", words(form.linear()), table(form.embeddings()));
    SortedMap<String, WeightForm> exceptions = form.exceptions();
    if (exceptions != null) {
      line("");
      line("Except:");
      line("");
      exceptions.forEach((group, other) -> line("* `%s`: %s", group, words(other)));
    }
    line("");
    line(
        "Position embeddings are in 8 bits with a scale per row. Biases, layer normalisations, token");
    line(
        "types and the classifier stay float32. Behind the last self-attention only the first token");
    line("goes on, which is all that is read: exact, and less to compute.");
    line("");
    if (form.linear().equals(WeightForm.INT8)) {
      line(
          "The 8-bit weights of linear layers are from -64 to 64 and so need 7 bits: CPUs with AVX2 but");
      line(
          "without VNNI add two products of bytes in 16 bits with saturation, and with weights up to");
      line(
          "127 the model would answer hardly a query there. So the file means the same everywhere,");
      line("without a session option that makes it slower.");
      line("");
    }
  }

  private void sensitivity(Sensitivity found) {
    Sensitivity.Queries queries = found.queries();
    line("## Sensitivity");
    line("");
    line(
        "%d queries of the validation split (seed %d), with the layers in turn protected by",
        queries.count(), queries.seed());
    line(
        "%s. The divergence is the mean Kullback-Leibler divergence of the label",
        found.protection());
    line("probabilities from those of `%s`, in thousandths of a nat.", found.parent());
    line("");
    line("| protected | divergence | same answer | right |");
    line("| --- | ---: | ---: | ---: |");
    row("nothing", found.unprotected());
    found.groups().stream()
        .limit(MOST_GROUPS)
        .forEach(each -> row("`" + each.group() + "`", each.distance()));
    line("");
    line("One after the other:");
    line("");
    line("| and | divergence | same answer | right |");
    line("| --- | ---: | ---: | ---: |");
    found.steps().forEach(each -> row("`" + each.group() + "`", each.distance()));
    line("");
    line(
        "Protection costs latency; it pays for an outlier, which makes for two thirds or more of the");
    line("divergence that is left. Chosen: %s.", found.choice());
    line("All figures are in `sensitivity.json`; to redo it:");
    line("");
    line("    java -jar target/bertmark.jar sensitivity --variants=%s \\", found.variant());
    line(
        "        --protection=%s --queries=%d --seed=%d",
        found.protection(), queries.count(), queries.seed());
    line("");
  }

  private void row(String what, Distance distance) {
    line(
        "| %s | %.2f | %s %% | %s %% |",
        what,
        1000 * distance.divergenceNats(),
        percent(distance.agreement()),
        percent(distance.accuracy()));
  }

  private void licences() {
    line("## Licences");
    line("");
    line("As those of `%s`.", parent);
  }

  private static String words(WeightForm form) {
    if (form.equals(WeightForm.FLOAT32)) {
      return "float32";
    }
    return form.blockwise()
        ? "%d bits with a scale for each %d weights of an output channel, activations in 8 bits in the same blocks (MatMulNBits)"
            .formatted(form.bits(), form.blockSize())
        : "8 bits with a scale per output channel, activations in 8 bits with one scale (QAttention, DynamicQuantizeMatMul)";
  }

  private static String table(WeightForm form) {
    if (form.equals(WeightForm.FLOAT32)) {
      return "float32";
    }
    return form.blockwise()
        ? "%d bits with a scale for each %d values of a row (GatherBlockQuantized)"
            .formatted(form.bits(), form.blockSize())
        : "8 bits with a scale per row";
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f", 100 * fraction);
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
