package io.github.bertmark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.InputException;
import io.github.bertmark.LeftOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFolderTest {
  private static final String VALID =
      "{'id':'mine','displayName':'My model','labels':['no','yes'],'maximumLength':64}";

  private static final String WITH_SOURCE =
      "{'id':'mine','displayName':'My model','labels':['no','yes'],'maximumLength':64,'source':"
          + "{'architecture':'bert','base':'g:a:1','layers':[0],'adapter':'.','form':'float32'}}";

  @TempDir Path models;

  @Test
  void theReferenceVariantsAreValid() {
    List<ModelVariant> variants = ModelFolder.at(Path.of("models")).variants(LeftOut.NOTHING);

    assertThat(variants).extracting(ModelVariant::id).contains("bert-baseline", "distilbert");
    for (String id : List.of("bert-baseline", "distilbert")) {
      ModelVariant variant = ModelFolder.at(Path.of("models")).variant(id);
      assertThat(variant.labels()).hasSize(151).isSorted().contains("oos", "pin_change");
      assertThat(variant.maximumLength()).isEqualTo(512);
      assertThat(variant.adapterFolder()).isEqualTo(variant.folder());
    }
  }

  @Test
  void theDefaultSetBeginsWithTheLargestParent() {
    assertThat(ModelFolder.at(Path.of("models")).defaultSet(LeftOut.NOTHING))
        .extracting(ModelVariant::id)
        .startsWith("bert-baseline", "bert-int8", "bert-int4", "distilbert", "distilbert-int8");
  }

  @Test
  void aFolderWithoutDefaultSetIsToldHowToGetOne() throws IOException {
    write("mine", VALID);

    assertThatThrownBy(() -> ModelFolder.at(models).defaultSet(LeftOut.NOTHING))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none of its variants is in the default set; name the variants");
  }

  @Test
  void anotherFormTakesItsLabelsFromItsParent() {
    ModelFolder folder = ModelFolder.at(Path.of("models"));
    ModelVariant form = folder.variant("distilbert-int8");

    assertThat(form.parent()).isEqualTo("distilbert");
    assertThat(folder.variant("distilbert").parent()).isNull();
    assertThat(form.labels()).isEqualTo(folder.variant("distilbert").labels());
    assertThat(form.source().form()).extracting(NumericForm::linear).isEqualTo(WeightForm.INT8);
  }

  @Test
  void ofTwoFoldersTheEarlierCounts(@TempDir Path other) throws IOException {
    write("mine", VALID);
    Files.createDirectories(other.resolve("mine"));
    Files.writeString(
        other.resolve("mine/variant.json"), VALID.replace('\'', '"').replace("My model", "Other"));
    ModelFolder both = new ModelFolder(List.of(models, other));

    assertThat(both.variants(LeftOut.NOTHING))
        .extracting(ModelVariant::displayName)
        .containsExactly("My model");
    assertThat(ModelFolder.parse(both.toString())).isEqualTo(both);
    assertThat(new ModelFolder(List.of(other, models)).variant("mine").displayName())
        .isEqualTo("Other");
  }

  @Test
  void aDescriptionIsReadAsItWasWritten() throws IOException {
    write("mine", VALID);
    ModelVariant plain = ModelFolder.at(models).variant("mine");
    ModelVariant other =
        new ModelVariant(
            plain.folder(),
            plain.id(),
            "Theirs",
            plain.labels(),
            32,
            true,
            new PaddingRule(1, 2),
            SessionOverrides.ofThreads(1),
            null,
            new ModelOrigin("parent", "id2label", List.of("One.", "Two."), NumericForm.of("int8")));

    other.write();

    assertThat(ModelFolder.at(models).variant("mine")).isEqualTo(other);
    assertThat(other.parent()).isEqualTo("parent");
  }

  @Test
  void aReadyMadeModelNeedsNoSource() throws IOException {
    write("mine", VALID);

    ModelVariant variant = ModelFolder.at(models).variant("mine");

    assertThat(variant.source()).isNull();
    assertThat(variant.adapterFolder()).isNull();
    assertThat(variant.displayName()).isEqualTo("My model");
    assertThat(variant.modelFile()).isEqualTo(models.resolve("mine/model.onnx"));
    assertThat(variant.tokenizerFile()).isEqualTo(models.resolve("mine/tokenizer.json"));
  }

  @Test
  void foldersWithoutDescriptionAreNoVariants() throws IOException {
    write("mine", VALID);
    Files.createDirectories(models.resolve("scratch"));
    Files.writeString(models.resolve("notes.txt"), "");

    assertThat(ModelFolder.at(models).variants(LeftOut.NOTHING))
        .extracting(ModelVariant::id)
        .containsExactly("mine");
  }

  @Test
  void anUnknownVariantIsToldWhichThereAre() throws IOException {
    write("mine", VALID);

    assertThatThrownBy(() -> ModelFolder.at(models).variant("../mine"))
        .isInstanceOf(InputException.class)
        .hasMessage("../mine: no such variant in " + models + "; there are: mine");
  }

  @Test
  void aMissingFolderOfModelsIsNamed() {
    assertThatThrownBy(() -> ModelFolder.at(models.resolve("none")).variants(LeftOut.NOTHING))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none: is not a readable folder");
  }

  @Test
  void theIdIsTheNameOfTheFolder() throws IOException {
    write("other", VALID);

    assertThatThrownBy(() -> ModelFolder.at(models).variants(LeftOut.NOTHING))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("its id mine is not the name of its folder, other");
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'id':'mine'        | 'id':'My model'          | id must consist of",
        "'id':'mine'        | 'id':'mine','id':'mine'  | Duplicate",
        "'id':'mine',       | ~~                       | Missing field 'id'",
        "'id':'mine'        | 'id':7                   | at id (",
        "'My model'         | ' '                      | displayName must not be blank",
        "'My model'         | null                     | null where a value belongs at displayName",
        "['no','yes']       | ['no']                   | labels must be at least two",
        "['no','yes']       | ['no','no']              | label no is there twice",
        "['no','yes']       | ['no','']                | labels must not be blank",
        "['no','yes']       | ['no',null]              | null where a value belongs at labels[1]",
        "['no','yes']       | 'no'                     | at labels (",
        "64                 | 2                        | maximumLength must be at least 3",
        "64                 | 64.5                     | at maximumLength (",
        "64                 | '64'                     | at maximumLength (",
        "64                 | null                     | at maximumLength (",
        "64                 | 64,'extra':1             | Unrecognized field \"extra",
        "'bert'             | 'gpt'                    | architecture must be bert, distilbert or sentence-bert",
        "'g:a:1'            | 'g:a'                    | base must be group:name:version",
        "[0]                | []                       | layers must not be empty",
        "[0]                | [0,-1]                   | layers must be numbers from 0 up",
        "'adapter':'.',     | ~~                       | Missing field" + " 'adapter'",
        "'.'                | ''                       | adapter must name a folder",
        "'form':'float32'   | 'form':'float32','x':1   | Unrecognized field \"x",
        "'float32'          | 'int3'                   | unknown form int3: it must be float32,",
        "'float32'          | 'int4-block-48'          | unknown form int4-block-48",
        "'float32'          | {'linear':'int8'}        | Missing field 'embeddings'",
        "'float32'          | {'linear':'int8','embeddings':'int8','exceptions':{'layer.1.output':"
            + "'float32'}} | form has layer.1.output, but the layers are 1",
        "'float32'          | {'linear':'int8','embeddings':'int8','exceptions':{'head':'float32'}}"
            + " | there is no linear layer head",
        "'labels':['no','yes'], | ~~                   | labels must be listed, unless source",
        "}}                 | }                        | is cut off",
        "}}                 | }} {}                    | holds more than one value",
      })
  void anInvalidDescriptionGivesOneLine(String from, String to, String expected)
      throws IOException {
    assertThat(WITH_SOURCE).contains(from);
    write("mine", WITH_SOURCE.replace(from, to));

    assertThatThrownBy(() -> ModelFolder.at(models).variant("mine"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(models.resolve("mine/variant.json") + ": ")
        .hasMessageContaining(expected)
        .hasMessageNotContaining("\n")
        .hasMessageEndingWith("restore it from git");
  }

  private void write(String folder, String json) throws IOException {
    Files.createDirectories(models.resolve(folder));
    Files.writeString(models.resolve(folder).resolve("variant.json"), json.replace('\'', '"'));
  }
}
