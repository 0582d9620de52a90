package io.github.bertmark.source.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubSettingsTest {
  @TempDir Path home;

  @Test
  void theCacheIsWhereHuggingFacesLibrariesHaveIt() {
    Map<String, String> all =
        Map.of("HF_HUB_CACHE", "/cache", "HF_HOME", "/home", "XDG_CACHE_HOME", "/xdg");

    assertThat(of(all).hubCache()).isEqualTo(Path.of("/cache"));
    assertThat(of(all).tokenFile()).isEqualTo(Path.of("/home/token"));
    assertThat(of(Map.of("HF_HOME", "/home", "XDG_CACHE_HOME", "/xdg")).hubCache())
        .isEqualTo(Path.of("/home/hub"));
    assertThat(of(Map.of("XDG_CACHE_HOME", "/xdg")).hubCache())
        .isEqualTo(Path.of("/xdg/huggingface/hub"));
    assertThat(of(Map.of()).hubCache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
    assertThat(of(Map.of()).downloads()).isEqualTo(home.resolve("bertmark/hub"));
    assertThat(of(Map.of()).address()).hasToString("https://huggingface.co");
  }

  @ParameterizedTest
  @CsvSource({"1,true", "true,true", "Yes,true", "ON,true", "0,false", "false,false", "'',false"})
  void offlineIsAskedForAsThere(String value, boolean offline) {
    assertThat(of(Map.of("HF_HUB_OFFLINE", value)).offline()).isEqualTo(offline);
  }

  @Test
  void theTokenIsTheVariablesElseTheFiles() throws IOException {
    assertThat(of(Map.of()).authorization()).isNull();
    Path file = Files.writeString(home.resolve("mine"), "hf_of_file\n");

    assertThat(of(Map.of("HF_TOKEN_PATH", file.toString())).authorization())
        .isEqualTo("Bearer hf_of_file");
    assertThat(of(Map.of("HF_TOKEN_PATH", file.toString(), "HF_TOKEN", "hf_x")).authorization())
        .isEqualTo("Bearer hf_x");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080,true",
    "http://127.0.0.1,true",
    "http://[::1]:80,true",
    "https://mirror.example,true",
    "http://mirror.example,false",
    "http://localhost.example,false",
    "http://127.0.0.1.example,false"
  })
  void theTokenGoesToNoOtherMachineInTheClear(String endpoint, boolean sent) {
    HubSettings settings = of(Map.of("HF_ENDPOINT", endpoint, "HF_TOKEN", "hf_secret"));

    assertThat(settings.authorization() != null).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "huggingface.co",
        "ftp://huggingface.co",
        "file:///etc",
        "https://",
        "https://a b",
        "https://me:secret@huggingface.co",
        "https://huggingface.co?x",
        "https://huggingface.co#x"
      })
  void whatIsNoAddressIsRefused(String endpoint) {
    HubSettings settings = of(Map.of("HF_ENDPOINT", endpoint));

    assertThatThrownBy(settings::address)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("HF_ENDPOINT: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "hf_\u00e9", "hf_x\r\nHost: other"})
  void whatIsNoTokenIsRefusedUnquoted(String token) {
    HubSettings settings = of(Map.of("HF_TOKEN", token));

    assertThatThrownBy(settings::authorization)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("HF_TOKEN: holds no token")
        .message()
        .doesNotContain(token);
  }

  private HubSettings of(Map<String, String> environment) {
    return HubSettings.of(environment, home, home.resolve("bertmark"));
  }
}
