package io.github.bertmark.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizersReleaseTest {
  /** The paths of its sources, which a Rust library keeps for its messages, name the release. */
  @Test
  void theReleaseIsThatOfTheNativeLibrary() throws IOException {
    String library = "/native/lib/linux-x86_64/cpu/libtokenizers.so";
    try (InputStream in = HuggingFaceTokenizer.class.getResourceAsStream(library)) {
      String text =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(text.contains("/tokenizers-" + TokenizersRelease.VERSION + "/src/")).isTrue();
      TokenizersRelease.KINDS.forEach(
          (section, kinds) -> assertThat(kinds).as(section).allMatch(kind -> text.contains(kind)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"normalizer", "pre_tokenizer", "post_processor", "decoder"})
  void theLibrarysOwnRefusalIsToldInWords(String section) {
    String json =
        "{\"version\":\"1.0\",\"added_tokens\":[],\""
            + section
            + "\":{\"type\":\"Neural\"},\"model\":{\"type\":\"WordLevel\",\"unk_token\":\"a\","
            + "\"vocab\":{\"a\":0}}}";
    InputStream in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> HuggingFaceTokenizer.newInstance(in, null))
        .isInstanceOfSatisfying(
            RuntimeException.class,
            refusal ->
                assertThat(TokenizersRelease.describe(refusal))
                    .isEqualTo("its " + section + " is of no kind that tokenizers 0.21.4 knows"));
  }
}
