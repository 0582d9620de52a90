package io.github.bertmark.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.NumericForm;
import io.github.bertmark.model.WeightForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensitivityTest {
  private static final NumericForm FORM = new NumericForm(WeightForm.INT8, WeightForm.INT8, null);
  private static final WeightForm PROTECTION = WeightForm.of("int8-block-128");

  @Test
  void onlyOutliersAreProtected() {
    assertThat(of(0.9, 0.2, 0.1).choice()).isEqualTo(FORM.with("layer.0.output", PROTECTION));
    assertThat(of(0.9, 0.2, 0.05).choice())
        .isEqualTo(FORM.with("layer.0.output", PROTECTION).with("layer.1.output", PROTECTION));
    assertThat(of(0.9, 0.4, 0.01).choice()).isEqualTo(FORM);
  }

  /** What is committed beside a variant is what its form follows from. */
  @ParameterizedTest
  @ValueSource(strings = {"bert-int8", "distilbert-int8"})
  void theVariantHasTheFormThatItsAnalysisChose(String id) throws IOException {
    var variant = ModelFolder.at(Path.of("models")).variant(id);

    assertThat(variant.source().form()).isEqualTo(Sensitivity.read(variant).choice());
  }

  private static Sensitivity of(double unprotected, double... steps) {
    return new Sensitivity(
        "x",
        "y",
        FORM,
        PROTECTION,
        new Sensitivity.Queries("z", "0", 1, 1),
        "1",
        new Distance(unprotected, 1, 1),
        List.of(),
        List.of(
            new Sensitivity.Protected("layer.0.output", 1, new Distance(steps[0], 1, 1)),
            new Sensitivity.Protected("layer.1.output", 1, new Distance(steps[1], 1, 1))));
  }
}
