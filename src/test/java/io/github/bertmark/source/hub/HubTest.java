package io.github.bertmark.source.hub;

import static io.github.bertmark.source.hub.HubServer.API;
import static io.github.bertmark.source.hub.HubServer.COMMIT;
import static io.github.bertmark.source.hub.HubServer.FILES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bertmark.ChildJvm;
import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import io.github.bertmark.Tmpfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubTest {
  private static final String WEIGHTS = "model.safetensors";

  @TempDir Path home;
  private final Map<String, String> environment = new HashMap<>();
  private HubServer hub;

  @BeforeEach
  void aHubWithAModel() throws IOException {
    hub = new HubServer();
    for (String name :
        List.of("config.json", "tokenizer.json", "vocab.txt", "README.md", "onnx/model.onnx")) {
      hub.add(name, "The content of " + name);
    }
    hub.add(WEIGHTS, "weights ".repeat(30_000));
    hub.add("pytorch_model.bin", "the same again");
    environment.put("HF_ENDPOINT", hub.endpoint());
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void whatAClassifierNeedsIsDownloadedOnce() throws IOException {
    AtomicLong total = new AtomicLong();
    AtomicLong done = new AtomicLong();

    HubSnapshot first =
        Hub.resolve(
            HubId.parse("some/Model"),
            settings(),
            (task, steps) -> {
              total.set(steps);
              return done::addAndGet;
            });

    assertThat(first.commit()).isEqualTo(COMMIT);
    assertThat(first.folder())
        .isEqualTo(own().resolve("models--some--Model/snapshots").resolve(COMMIT));
    assertWhole(first);
    assertThat(own().resolve("models--some--Model/refs/main")).hasContent(COMMIT);
    assertThat(done).hasValue(total.get()).hasValueGreaterThan(240_000);
    assertThat(hub.requests)
        .containsExactly(
            API + "main?blobs=true",
            FILES + "config.json",
            FILES + WEIGHTS,
            FILES + "tokenizer.json",
            FILES + "vocab.txt");
    assertThat(resolve("some/Model")).isEqualTo(first);
    assertThat(resolve("some/Model@" + COMMIT)).isEqualTo(first);
    assertThat(hub.requests).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "refs/pr/1", COMMIT})
  void aRevisionIsResolvedToItsCommit(String revision) throws IOException {
    assertThat(resolve("some/Model@" + revision).commit()).isEqualTo(COMMIT);
    assertThat(hub.requests.get(0)).isEqualTo(API + revision.replace("/", "%2F") + "?blobs=true");
    hub.close();
    assertWhole(resolve("some/Model@" + revision));
  }

  /** As a stranger's server may: from the byte that is asked for, or all again. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDownloadThatWasCutGoesOn(boolean ranges) throws IOException {
    byte[] weights = hub.content(WEIGHTS);
    hub.answer(FILES + WEIGHTS, exchange -> HubServer.cut(exchange, weights, 100_000));
    assertThatThrownBy(() -> resolve("some/Model"))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("run it again: it goes on from there");
    assertThat(own().resolve("models--some--Model/snapshots").resolve(COMMIT)).doesNotExist();
    hub.requests.clear();
    hub.answer(FILES + WEIGHTS, exchange -> hub.serve(exchange, ranges));

    HubSnapshot found = resolve("some/Model");

    assertWhole(found);
    assertThat(hub.requests)
        .containsExactly(
            API + "main?blobs=true",
            FILES + WEIGHTS + " bytes=100000-",
            FILES + "tokenizer.json",
            FILES + "vocab.txt");
  }

  /** Damaged, with other content, too long; large files have another digest than small ones. */
  @ParameterizedTest
  @CsvSource({WEIGHTS + ",Weights", "vocab.txt,the content", WEIGHTS + ",LONGER"})
  void whatHasAnotherDigestIsRemoved(String name, String start) throws IOException {
    String right = new String(hub.content(name), UTF_8);
    String wrong =
        start.equals("LONGER") ? right + "more" : start + right.substring(start.length());
    hub.answer(FILES + name, exchange -> HubServer.send(exchange, 200, wrong.getBytes(UTF_8)));

    assertThatThrownBy(() -> resolve("some/Model"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "hf:some/Model: "
                + name
                + " has not the size and digest that the hub states, and was removed; run it again");

    assertThat(filesBelow(own())).noneMatch(file -> file.contains(name));
    hub.answer(FILES + name, exchange -> hub.serve(exchange, true));
    assertWhole(resolve("some/Model"));
  }

  @Test
  void theTokenGoesToTheEndpointAlone() throws IOException {
    environment.put("HF_TOKEN", "hf_secret");
    try (HubServer other = new HubServer()) {
      byte[] weights = hub.content(WEIGHTS);
      other.answer("/blob", exchange -> HubServer.send(exchange, 200, weights));
      hub.answer(
          FILES + WEIGHTS,
          exchange ->
              HubServer.redirect(exchange, "http://127.0.0.1:" + other.port() + "/blob?signed=1"));

      assertWhole(resolve("some/Model"));

      assertThat(hub.requests).hasSize(5).allMatch(request -> request.endsWith("Bearer hf_secret"));
      assertThat(other.requests).containsExactly("/blob?signed=1");
    }
    assertThat(settings().toString()).doesNotContain("secret");
  }

  /** As of a model that was renamed. */
  @Test
  void aRedirectWithinTheHubIsFollowedWithTheToken() throws IOException {
    environment.put("HF_TOKEN", "hf_secret");
    hub.answer(
        "/api/models/old/Name/", exchange -> HubServer.redirect(exchange, API + "main?blobs=true"));
    hub.answer(
        "/old/Name/resolve/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          HubServer.redirect(exchange, path.replace("/old/Name/", "/some/Model/"));
        });

    assertWhole(resolve("old/Name"));

    assertThat(hub.requests).hasSize(10).allMatch(request -> request.endsWith("Bearer hf_secret"));
  }

  @ParameterizedTest
  @CsvSource({
    "/elsewhere,redirects without end",
    "ftp://127.0.0.1/x,redirects to \"ftp://127.0.0.1/x\"",
    "file:///etc/passwd,redirects to \"file:///etc/passwd\"",
    "http://[,redirects to \"http://[\""
  })
  void aRedirectThatLeadsNowhereIsOneLine(String location, String said) {
    hub.answer("/elsewhere", exchange -> HubServer.redirect(exchange, "/elsewhere"));
    hub.answer(API + "main", exchange -> HubServer.redirect(exchange, location));

    assertRefused("some/Model", said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | is gated, private or not there (HTTP status 401); check the name, accept its terms",
        "403 | is gated, private or not there (HTTP status 403); check the name, accept its terms",
        "404 | the hub has no such model or revision (HTTP status 404)",
        "429 | takes no more requests now (HTTP status 429); wait some minutes, or set HF_TOKEN",
        "500 | does not answer as it should (HTTP status 500)",
        "503 | does not answer as it should (HTTP status 503)"
      })
  void aRefusalOfTheHubIsOneLine(int status, String said) {
    hub.refuse(API + "main", status);
    assertRefused("some/Model", said);

    // A gated model is listed for everybody, and its files are not.
    hub.answer(API + "main", exchange -> HubServer.send(exchange, 200, hub.listing()));
    hub.refuse(FILES, status);
    assertRefused("some/Model", said);
  }

  @Test
  void aHubThatIsNotThereIsOneLine() {
    hub.close();
    assertRefused("some/Model", "cannot be had from 127.0.0.1: no connection; check the network");
    environment.put("HF_ENDPOINT", "https://nowhere.invalid");
    assertRefused("some/Model", "cannot be had from nowhere.invalid: ");
    environment.put("HF_ENDPOINT", "https://127.0.0.1:" + hub.port());
    assertRefused("some/Model", "cannot be had from 127.0.0.1: no connection");
  }

  @Test
  void anEndpointThatSpeaksNoTlsIsOneLine() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      environment.put("HF_ENDPOINT", "https://127.0.0.1:" + plain.getLocalPort());
      CompletableFuture<Void> answered =
          CompletableFuture.runAsync(
              () -> {
                try (Socket socket = plain.accept()) {
                  socket
                      .getOutputStream()
                      .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                  socket.getInputStream().readNBytes(1);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });

      assertRefused("some/Model", "127.0.0.1: no TLS connection that this Java trusts");
      answered.join();
    }
  }

  @Test
  void offlineTheHubIsNotAsked() throws IOException {
    environment.put("HF_HUB_OFFLINE", "TRUE");
    assertRefused("some/Model", "is not in %s or %s, and".formatted(shared(), own()));
    assertThat(hub.requests).isEmpty();

    environment.remove("HF_HUB_OFFLINE");
    HubSnapshot downloaded = resolve("some/Model");
    hub.requests.clear();
    environment.put("HF_HUB_OFFLINE", "1");

    assertThat(resolve("some/Model")).isEqualTo(downloaded);
    assertRefused("some/Model@v2", "at that revision, but at " + COMMIT + ", and HF_HUB_OFFLINE");
    assertThat(hub.requests).isEmpty();
  }

  @Test
  void theCacheOfHuggingFacesLibrariesComesFirst() throws IOException {
    Path snapshot = shared("config.json", WEIGHTS);

    assertThat(resolve("some/Model")).isEqualTo(new HubSnapshot(snapshot, COMMIT));
    assertThat(hub.requests).isEmpty();
    assertThat(own()).doesNotExist();
  }

  /** As left by whoever asked for the tokenizer alone, or was cut off; and a link to nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tokenizer.json",
        "adapter_config.json",
        "model.safetensors.index.json,model-00001-of-00002.safetensors"
      })
  void aSnapshotWithoutWeightsIsNotThere(String names) throws IOException {
    Path snapshot = shared(names.split(","));
    Files.createSymbolicLink(snapshot.resolve(WEIGHTS), Path.of("../../blobs/gone"));
    List<String> before = filesBelow(shared());

    HubSnapshot found = resolve("some/Model");

    assertWhole(found);
    assertThat(found.folder()).startsWith(own());
    assertThat(filesBelow(shared())).isEqualTo(before);
  }

  /** A reference is no path. */
  @Test
  void aDamagedReferenceIsNone() throws IOException {
    shared("config.json", WEIGHTS);
    Files.writeString(shared().resolve("models--some--Model/refs/main"), "../snapshots/" + COMMIT);

    assertThat(resolve("some/Model").folder()).startsWith(own());
  }

  @Test
  void aSnapshotWhoseWeightsWereTakenAwayIsMadeWhole() throws IOException {
    HubSnapshot first = resolve("some/Model");
    Files.delete(first.folder().resolve(WEIGHTS));
    hub.requests.clear();

    assertWhole(resolve("some/Model"));
    assertThat(hub.requests).containsExactly(API + "main?blobs=true", FILES + WEIGHTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../config.json",
        "onnx/../../x.onnx",
        "/etc/passwd",
        "C:/x",
        "c:x",
        "..\\\\x",
        "a\\\\b",
        ".."
      })
  void aNameThatLeadsOutIsRefused(String name) throws IOException {
    listing(
        new String(HubServer.listing(Map.of(WEIGHTS, new byte[1])), UTF_8)
            .replaceFirst("\\[", "[{\"rfilename\": \"" + name.replace("\\", "\\\\") + "\"}, "));

    assertRefused("some/Model", "names a file that leads out of its folder, \"");
    assertThat(home.resolve("cache")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "<html>hello</html> | is not valid JSON",
        "{\"sha\": \"01234 | is cut off",
        "null | names no commit",
        "[] | names no commit",
        "{\"siblings\": []} | names no commit",
        "{\"sha\": 7, \"siblings\": []} | names no commit",
        "{\"sha\": \"main\", \"siblings\": []} | names no commit",
        "{\"sha\": \"../../../../../../../../../../../../../x\"} | names no commit",
        "{\"sha\": \"0123456789abcdef0123456789abcdef01234567\"} | holds no whole model.safetensors",
        "SHA, {\"rfilename\": \"flax_model.msgpack\"}]} | holds no whole model.safetensors",
        "SHA, {\"rfilename\": \"model.safetensors\"}]} | states no size and digest of model",
        "SHA, {\"rfilename\": \"model.safetensors\", \"size\": -1, \"blobId\": DIGEST}]} | states no size",
        "SHA, {\"rfilename\": \"model.safetensors\", \"size\": 1e3, \"blobId\": DIGEST}]} | states no size",
        "SHA, {\"rfilename\": \"model.safetensors\", \"size\": 99999999999999999999, \"blobId\": DIGEST}]} | states no",
        "SHA, {\"rfilename\": \"model.safetensors\", \"size\": 9, \"blobId\": \"sha1\"}]} | states no size",
        "SHA, {\"rfilename\": \"model.safetensors\", \"size\": 9, \"blobId\": DIGEST, \"lfs\": {}}]} | states no size",
        "SHA, {\"rfilename\": \"model.safetensors\", \"size\": 8000000000000000000, \"blobId\": DIGEST}, {\"rfilename\":"
            + " \"vocab.txt\", \"size\": 8000000000000000000, \"blobId\": DIGEST}]} | MiB of disk"
      })
  void anAnswerThatCannotBeUsedIsOneLine(String answer, String said) {
    String commit = "{\"sha\": \"" + COMMIT + "\", \"siblings\": [{}";
    listing(answer.replace("SHA", commit).replace("DIGEST", "\"" + COMMIT + "\""));

    assertRefused("some/Model", said);
    assertThat(filesBelow(home)).isSubsetOf("cache/hub/models--some--Model/.lock");
  }

  @Test
  void anEndlessAnswerIsRefused() {
    hub.answer(
        API + "main",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] spaces = " ".repeat(1 << 20).getBytes(UTF_8);
          while (true) {
            exchange.getResponseBody().write(spaces);
          }
        });

    assertRefused("some/Model", "list of its files is longer than 32 MiB");
  }

  @Test
  void twoThreadsDownloadItOnce() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<HubSnapshot>> found = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        found.add(
            threads.submit(
                () -> {
                  both.countDown();
                  both.await();
                  return resolve("some/Model");
                }));
      }
      assertThat(found.get(0).get()).isEqualTo(found.get(1).get());
      assertWhole(found.get(0).get());
    } finally {
      threads.shutdownNow();
    }
    assertThat(hub.requests).filteredOn(request -> request.startsWith(FILES)).hasSize(4);
  }

  @Test
  void twoProcessesDownloadItOnce() throws Exception {
    CountDownLatch otherDownloads = new CountDownLatch(1);
    CountDownLatch weWait = new CountDownLatch(1);
    hub.answer(
        FILES + WEIGHTS,
        exchange -> {
          otherDownloads.countDown();
          awaited(weWait);
          hub.serve(exchange, true);
        });
    Path log = home.resolve("child.log");
    Process other =
        new ProcessBuilder(ChildJvm.command(Child.class.getName(), home.toString(), hub.endpoint()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      awaited(otherDownloads);
      HubSnapshot found =
          Hub.resolve(
              HubId.parse("some/Model"),
              settings(),
              (task, steps) -> {
                assertThat(task).isEqualTo("Wait for another download of some/Model");
                weWait.countDown();
                return Progress.Task.NONE;
              });
      assertWhole(found);
      assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      other.destroyForcibly();
    }
    assertThat(other.exitValue()).as(Files.readString(log)).isZero();
    assertThat(hub.requests).filteredOn(request -> request.startsWith(FILES)).hasSize(4);
  }

  @Test
  void aDiskThatIsFullIsOneLine() throws Exception {
    try (Tmpfs disk = Tmpfs.at(home.resolve("cache"), 200)) {
      assertRefused("some/Model", "needs 0 MiB of disk");
    }
    Path small = home.resolve("small");
    try (Tmpfs disk = Tmpfs.at(small, 400)) {
      hub.answer(
          FILES + "config.json",
          exchange -> {
            disk.fill();
            hub.serve(exchange, true);
          });
      HubSettings settings = HubSettings.of(environment, home, small);

      assertThatThrownBy(() -> Hub.resolve(HubId.parse("some/Model"), settings, Progress.NONE))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("config.json.part: cannot be written: No space left");
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Resolves the model as another process. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      Path home = Path.of(arguments[0]);
      HubSettings settings =
          HubSettings.of(Map.of("HF_ENDPOINT", arguments[1]), home, home.resolve("cache"));
      Hub.resolve(HubId.parse("some/Model"), settings, Progress.NONE);
    }
  }

  private void listing(String answer) {
    hub.answer(API + "main", exchange -> HubServer.send(exchange, 200, answer.getBytes(UTF_8)));
  }

  private HubSettings settings() {
    return HubSettings.of(environment, home, home.resolve("cache"));
  }

  private HubSnapshot resolve(String id) throws IOException {
    return Hub.resolve(HubId.parse(id), settings(), Progress.NONE);
  }

  private void assertRefused(String id, String said) {
    assertThatThrownBy(() -> resolve(id))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(said)
        .hasMessageContaining("; ")
        .message()
        .doesNotContain("\n", "java.", "Exception");
  }

  private void assertWhole(HubSnapshot snapshot) throws IOException {
    List<String> names = List.of("config.json", WEIGHTS, "tokenizer.json", "vocab.txt");
    assertThat(filesBelow(snapshot.folder())).containsExactlyElementsOf(new TreeSet<>(names));
    for (String name : names) {
      assertThat(snapshot.folder().resolve(name)).hasBinaryContent(hub.content(name));
    }
  }

  private Path own() {
    return home.resolve("cache/hub");
  }

  private Path shared() {
    return home.resolve(".cache/huggingface/hub");
  }

  /** As the hub's libraries lay it out: links to blobs. */
  private Path shared(String... names) throws IOException {
    Path model = shared().resolve("models--some--Model");
    Path snapshot = Files.createDirectories(model.resolve("snapshots").resolve(COMMIT));
    Files.createDirectories(model.resolve("blobs"));
    Files.writeString(Files.createDirectories(model.resolve("refs")).resolve("main"), COMMIT);
    for (String name : names) {
      Files.writeString(model.resolve("blobs").resolve(name), "x");
      Files.createSymbolicLink(snapshot.resolve(name), Path.of("../../blobs").resolve(name));
    }
    return snapshot;
  }

  private static List<String> filesBelow(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
