package io.github.bertmark.source.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedFilesTest {
  /** What a repository has, and of that what is wanted of its weights. */
  @ParameterizedTest
  @CsvSource({
    "model.safetensors pytorch_model.bin onnx/model.onnx tf_model.h5, model.safetensors",
    "model.safetensors model.safetensors.index.json model-00001-of-00001.safetensors,"
        + " model.safetensors",
    "model-00001-of-00002.safetensors model-00002-of-00002.safetensors"
        + " model.safetensors.index.json,"
        + " model-00001-of-00002.safetensors model-00002-of-00002.safetensors"
        + " model.safetensors.index.json",
    "model-00001-of-00002.safetensors model.safetensors.index.json pytorch_model.bin,"
        + " pytorch_model.bin",
    "pytorch_model-00001-of-00001.bin pytorch_model.bin.index.json,"
        + " pytorch_model-00001-of-00001.bin pytorch_model.bin.index.json",
    "adapter_config.json adapter_model.safetensors model.safetensors,"
        + " adapter_config.json adapter_model.safetensors",
    "adapter_config.json adapter_model.bin, ''",
    "model.onnx model.onnx_data onnx/model_q4.onnx onnx/model_q4.onnx_data_1 other/model.onnx"
        + " openvino_model.bin,"
        + " model.onnx model.onnx_data onnx/model_q4.onnx onnx/model_q4.onnx_data_1",
    "model.onnx_data, ''",
    "tf_model.h5 model.gguf training_args.bin optimizer.pt, ''",
    "checkpoint-500/model.safetensors, ''"
  })
  void oneKindOfWeightsIsEnough(String there, String wanted) {
    List<String> expected = wanted.isEmpty() ? List.of() : List.of(wanted.split(" "));

    assertThat(WantedFiles.of(List.of(there.split(" ")))).isEqualTo(expected);
  }

  @Test
  void settingsAndTokenizersGoWithThem() {
    List<String> wanted =
        List.of(
            "added_tokens.json",
            "config.json",
            "merges.txt",
            "model.safetensors",
            "sentencepiece.bpe.model",
            "special_tokens_map.json",
            "spiece.model",
            "tokenizer.json",
            "tokenizer_config.json",
            "vocab.json",
            "vocab.txt");

    assertThat(
            WantedFiles.of(
                Stream.concat(
                        wanted.stream(),
                        Stream.of(
                            "README.md",
                            ".gitattributes",
                            "training_args.bin",
                            "runs/config.json",
                            "config.json.part"))
                    .toList()))
        .isEqualTo(wanted);
    assertThat(WantedFiles.of(List.of("config.json", "tokenizer.json"))).isEmpty();
  }

  /** Git's own digests: {@code printf 'hello\n' | git hash-object --stdin}. */
  @Test
  void aSmallFileIsKnownByItsGitBlob(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "hello\n");
    Path empty = Files.createFile(folder.resolve("empty"));

    assertThat(new HubFile("f", 6, "ce013625030ba8dba906f756967f9e9ca394464a").isHeldBy(file))
        .isTrue();
    assertThat(new HubFile("f", 5, "ce013625030ba8dba906f756967f9e9ca394464a").isHeldBy(file))
        .isFalse();
    assertThat(new HubFile("f", 0, "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391").isHeldBy(empty))
        .isTrue();
    assertThat(new HubFile("f", 6, "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391").isHeldBy(file))
        .isFalse();
  }
}
