package io.github.bertmark.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** How texts are cut by the models that Hugging Face's library reads with certain classes. */
enum Scheme {
  WORD_PIECE(
      Set.of("Bert", "DistilBert", "Electra", "MobileBert", "ConvBert", "LayoutLM", "SqueezeBert"),
      Set.of("bert", "distilbert", "electra", "mobilebert", "convbert", "layoutlm", "squeezebert")),
  BYTE_LEVEL(
      Set.of("Roberta", "Longformer", "Bart", "LED"),
      Set.of("roberta", "longformer", "bart", "led"));

  private static final String WAY_OUT =
      "save it with AutoTokenizer's save_pretrained, which writes tokenizer.json";

  private final Set<String> tokenizerClasses;
  private final Set<String> modelTypes;

  Scheme(Set<String> tokenizerClasses, Set<String> modelTypes) {
    this.tokenizerClasses = tokenizerClasses;
    this.modelTypes = modelTypes;
  }

  /**
   * That of a folder: as a class is named for it, or else by its model's type, or else by its
   * files.
   *
   * @throws InputException if it needs a class that is none of these, and would cut otherwise
   */
  static Scheme of(Path folder, TokenizerSettings settings) throws IOException {
    Path file = folder.resolve("config.json");
    String named = settings.tokenizerClass();
    String modelType = "";
    if (Files.exists(file)) {
      byte[] bytes = Json.bytes(file, TokenizerSettings.WAY_OUT);
      JsonNode config = Json.read(bytes, JsonNode.class, file, TokenizerSettings.WAY_OUT);
      named = named.isEmpty() ? config.path("tokenizer_class").asText("") : named;
      modelType = config.path("model_type").asText("");
    }
    String plain = named.replaceAll("Tokenizer(Fast)?$", "");
    for (Scheme scheme : values()) {
      if (named.isEmpty()
          ? scheme.modelTypes.contains(modelType)
          : scheme.tokenizerClasses.contains(plain)) {
        return scheme;
      }
    }
    if (named.isEmpty() && modelType.isEmpty()) {
      return Files.exists(folder.resolve(TokenizerFiles.VOCABULARY)) ? WORD_PIECE : BYTE_LEVEL;
    }
    String what =
        named.isEmpty()
            ? "a model of type " + PlainText.quoted(modelType)
            : "the class " + PlainText.quoted(named);
    throw new InputException(
        folder, "has no tokenizer.json, and none is made here for " + what, WAY_OUT);
  }
}
