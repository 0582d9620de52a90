package io.github.bertmark.card;

import io.github.bertmark.checkpoint.Family;
import io.github.bertmark.evaluate.Answers;
import io.github.bertmark.evaluate.Evaluation;
import io.github.bertmark.evaluate.PlainAnswers;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.VariantSource;
import io.github.bertmark.model.WeightForm;
import io.github.bertmark.sensitivity.Distance;
import io.github.bertmark.sensitivity.Sensitivity;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.statistics.McNemar;
import io.github.bertmark.text.Figures;
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
    card.form(Objects.requireNonNull(variant.source()));
    if (sensitivity != null) {
      card.sensitivity(sensitivity);
    }
    card.append("## Licences\n\nAs those of `%s`.\n", card.parent);
    return card.text.toString();
  }

  private void head(ModelVariant variant, TestResult result) {
    VariantSource source = Objects.requireNonNull(variant.source());
    McNemar test = result.churn().test();
    Interval difference = test.differenceInterval(CONFIDENCE).times(100);
    append(
        """
        # %s

        `%s` in integers: the same base and adapter, exported in another form.

        | | |
        | --- | --- |
        | Variant | `%s` |
        | Base | `%s` |
        | Adapter | that of `%s` |
        | Form | %s |
        | Size | %.2f MiB, %.1f %% of the parent's |
        | SHA-256 of `model.onnx` | `%s` |
        | Test accuracy | %s %%; the parent's is %s %% |
        %s%s\
        | Difference to the parent | %+.2f points (95 %% interval %+.2f to %+.2f, paired; exact \
        McNemar test p = %.2f) |
        | Answers as the parent does | %s %% of %d test queries; of the others it fixes %d and \
        breaks %d |
        | Data | %s, SHA-256 `%s` |

        """,
        variant.displayName(),
        parent,
        variant.id(),
        source.base(),
        parent,
        source.form(),
        result.variant().modelBytes() / BYTES_PER_MIB,
        100.0 * result.variant().modelBytes() / result.parent().modelBytes(),
        result.variant().modelSha256(),
        Figures.percent(result.variant().accuracy()),
        Figures.percent(result.parent().accuracy()),
        plain(result),
        detection(result),
        100 * test.difference(),
        difference.lower(),
        difference.upper(),
        test.pValue(),
        Figures.percent(result.agreement()),
        test.queries(),
        result.churn().fixed().size(),
        result.churn().broken().size(),
        result.variant().dataset().name(),
        result.variant().dataset().sha256());
  }

  /** A row on the accuracies without the constant of a calibration; empty if there is none. */
  private static String plain(TestResult result) {
    PlainAnswers own = result.variant().plain();
    PlainAnswers parents = result.parent().plain();
    return own == null || parents == null
        ? ""
        : "| Test accuracy, as fine-tuned | %s %%; the parent's is %s %% (without %s +%s) |\n"
            .formatted(
                Figures.percent(own.accuracy()),
                Figures.percent(parents.accuracy()),
                own.label(),
                own.bias());
  }

  /** A row on how well the score finds queries out of scope; empty if the data set has none. */
  private static String detection(TestResult result) {
    String own = areas(result.variant());
    String parents = areas(result.parent());
    return own.isEmpty()
        ? ""
        : "| Out of scope: AUROC, AUPR of the score | %s%s |\n"
            .formatted(own, parents.isEmpty() ? "" : "; the parent's are " + parents);
  }

  private static String areas(Evaluation evaluation) {
    Answers answers = evaluation.answers();
    return answers == null || answers.outOfScopeAuroc() == null || answers.outOfScopeAupr() == null
        ? ""
        : "%s %%, %s %%"
            .formatted(
                Figures.percent(answers.outOfScopeAuroc()),
                Figures.percent(answers.outOfScopeAupr()));
  }

  private void form(VariantSource source) {
    NumericForm form = source.form();
    append(
        "## Form\n\nLinear layers: %s. Word embeddings: %s.\n",
        words(form.linear()), table(form.embeddings()));
    SortedMap<String, WeightForm> exceptions = form.exceptions();
    if (exceptions != null) {
      append("\nExcept:\n\n");
      exceptions.forEach((group, other) -> append("* `%s`: %s\n", group, words(other)));
    }
    append(
        """

        Position embeddings are in 8 bits with a scale per row. Biases, layer normalisations, token
        types and the classifier stay float32.%s

        """,
        Family.of(source.architecture()).averages()
            ? ""
            : " Behind the last self-attention only the first token\n"
                + "goes on, which is all that is read: exact, and less to compute.");
    if (form.linear().equals(WeightForm.INT8)) {
      append(
          """
          The 8-bit weights of linear layers are from -64 to 64 and so need 7 bits: CPUs with AVX2 but
          without VNNI add two products of bytes in 16 bits with saturation, and with weights up to
          127 the model would answer hardly a query there. So the file means the same everywhere,
          without a session option that makes it slower.

          """);
    }
  }

  private void sensitivity(Sensitivity found) {
    Sensitivity.Queries queries = found.queries();
    append(
        """
        ## Sensitivity

        %d queries of the validation split (seed %d), with the layers in turn protected by
        %s. The divergence is the mean Kullback-Leibler divergence of the label
        probabilities from those of `%s`, in thousandths of a nat.

        | protected | divergence | same answer | right |
        | --- | ---: | ---: | ---: |
        """,
        queries.count(), queries.seed(), found.protection(), found.parent());
    row("nothing", found.unprotected());
    found.groups().stream()
        .limit(MOST_GROUPS)
        .forEach(each -> row("`" + each.group() + "`", each.distance()));
    append(
        """

        One after the other:

        | and | divergence | same answer | right |
        | --- | ---: | ---: | ---: |
        """);
    found.steps().forEach(each -> row("`" + each.group() + "`", each.distance()));
    append(
        """

        Protection costs latency; it pays for an outlier, which makes for two thirds or more of the
        divergence that is left. Chosen: %s.
        All figures are in `sensitivity.json`; to redo it:

            java -jar target/bertmark.jar sensitivity --variants=%s \\
                --protection=%s --queries=%d --seed=%d

        """,
        found.choice(), found.variant(), found.protection(), queries.count(), queries.seed());
  }

  private void row(String what, Distance distance) {
    append(
        "| %s | %.2f | %s %% | %s %% |\n",
        what,
        1000 * distance.divergenceNats(),
        Figures.percent(distance.agreement()),
        Figures.percent(distance.accuracy()));
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

  private void append(String format, Object... values) {
    text.append(Figures.format(format, values));
  }
}
