package io.github.bertmark.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetResolverTest {
  private static final byte[] CONTENT = ClincJsonTest.SMALL.getBytes(UTF_8);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofSeconds(1);

  @TempDir private Path folder;
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch testOver = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private DatasetEdition edition;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    edition =
        new DatasetEdition(
            "Small",
            "small",
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/data/small.json"),
            Digests.sha256(CONTENT),
            CONTENT.length);
  }

  @AfterEach
  void stopServer() {
    testOver.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void theNamedFileComesFirst() throws IOException {
    Path file = Files.write(folder.resolve("mine.json"), CONTENT);

    DatasetResolution found = resolve(new DatasetRequest(file, cache(), false));

    assertThat(found.origin()).isEqualTo(file.toString());
    assertThat(found.notes()).isEmpty();
    assertIsEdition(found);
    assertThat(cache()).doesNotExist();
  }

  @Test
  void aNamedFileThatIsMissingIsAnErrorAndNotReplaced() {
    Path file = folder.resolve("nowhere.json");

    assertThatThrownBy(() -> resolve(new DatasetRequest(file, cache(), false)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            file
                + ": no such file; fetch "
                + edition.uri()
                + " or name no data set to have it found");
    assertThat(requests).hasValue(0);
  }

  @Test
  void aNamedFileOfAnotherDigestIsReadAsTheUsers() throws IOException {
    String other = ClincJsonTest.SMALL.replace("which knot", "what knot");
    Path file = Files.writeString(folder.resolve("other.json"), other);

    Dataset found = resolve(new DatasetRequest(file, cache(), false)).dataset();

    assertThat(found.name()).isEqualTo("other.json");
    assertThat(found.queries(Split.TEST)).hasSize(3);
    assertThat(found.sha256()).isEqualTo(Digests.sha256(other.getBytes(UTF_8)));
    assertThat(requests).hasValue(0);
  }

  @Test
  void whereItHasToBeTheEditionAnotherDigestIsAnErrorThatTellsBoth() throws IOException {
    Path file = Files.writeString(folder.resolve("other.json"), "{}");

    assertThatThrownBy(() -> new DatasetResolver(edition, new Download(LONG)).read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(Digests.sha256("{}".getBytes(UTF_8)))
        .hasMessageContaining(edition.sha256())
        .hasMessageContaining(edition.uri().toString());
    assertThat(requests).hasValue(0);
  }

  @Test
  void aDownloadIsKeptForTheNextTime() throws IOException {
    answer(exchange -> send(exchange, CONTENT));

    DatasetResolution first = resolve(find(false));
    DatasetResolution second = resolve(find(true));

    assertThat(first.origin()).isEqualTo(edition.uri().toString());
    assertThat(first.notes()).isEmpty();
    assertIsEdition(first);
    assertThat(cached()).hasBinaryContent(CONTENT);
    assertThat(second.origin()).isEqualTo(cached().toString());
    assertThat(second.notes()).isEmpty();
    assertThat(second.dataset()).isEqualTo(first.dataset());
    assertThat(requests).hasValue(1);
  }

  @Test
  void progressReachesTheSizeOfTheFile() {
    answer(exchange -> send(exchange, CONTENT));
    AtomicLong total = new AtomicLong();
    AtomicLong done = new AtomicLong();

    new DatasetResolver(edition, new Download(LONG))
        .resolve(
            find(false),
            (task, steps) -> {
              total.set(steps);
              return done::addAndGet;
            });

    assertThat(total).hasValue(CONTENT.length);
    assertThat(done).hasValue(CONTENT.length);
  }

  @Test
  void redirectsAreFollowed() {
    server.createContext("/moved", exchange -> send(exchange, CONTENT));
    answer(
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/moved");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });

    assertIsEdition(resolve(find(false)));
  }

  @Test
  void aCorruptCachedFileIsNotedAndReplaced() throws IOException {
    Files.createDirectories(cached().getParent());
    Files.write(cached(), List.of("half of it"));
    answer(exchange -> send(exchange, CONTENT));

    DatasetResolution found = resolve(find(false));

    assertIsEdition(found);
    assertThat(found.notes()).singleElement().asString().contains(cached().toString(), "SHA-256");
    assertThat(cached()).hasBinaryContent(CONTENT);
  }

  @Test
  void offlineWithoutACopyIsRefused() {
    assertRefusedBecause(() -> resolve(find(true)), "offline");
    assertThat(requests).hasValue(0);
  }

  @Test
  void aMissingRemoteFileIsRefused() {
    answer(
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });

    assertRefusedBecause(() -> resolve(find(false)), "HTTP status 404");
  }

  @Test
  void aDownloadOfAnotherDigestIsNotUsed() {
    byte[] other = CONTENT.clone();
    other[10] ^= 1;
    answer(exchange -> send(exchange, other));

    assertRefusedBecause(() -> resolve(find(false)), "SHA-256 " + Digests.sha256(other));
  }

  @Test
  void aShorterFileIsNotUsed() {
    answer(exchange -> send(exchange, new byte[10]));

    assertRefusedBecause(() -> resolve(find(false)), "after 10 of " + CONTENT.length + " bytes");
  }

  @Test
  void aLongerFileIsGivenUpEarly() {
    answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] piece = new byte[1 << 16];
          while (true) {
            exchange.getResponseBody().write(piece);
          }
        });

    assertRefusedBecause(() -> resolve(find(false)), "longer than " + CONTENT.length + " bytes");
  }

  @Test
  void aBodyThatBreaksOffIsNotUsed() {
    answer(
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT, 0, 20);
          exchange.getResponseBody().flush();
          // Without the promised rest, the server cuts the connection.
          exchange.getHttpContext().getServer().stop(0);
        });

    assertRefusedBecause(() -> resolve(find(false)), "the download failed");
  }

  @Test
  void aServerThatCannotBeReachedIsRefused() {
    server.stop(0);

    assertRefusedBecause(() -> resolve(find(false)), "ConnectException");
  }

  @Test
  void aHeadThatDoesNotComeIsNotAwaitedForever() {
    answer(exchange -> awaitEndOfTest());

    assertRefusedBecause(this::resolveImpatiently, "nothing came for 1 seconds");
  }

  @Test
  void aBodyThatStallsIsNotAwaitedForever() {
    answer(
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT, 0, 20);
          exchange.getResponseBody().flush();
          awaitEndOfTest();
        });

    assertRefusedBecause(this::resolveImpatiently, "nothing came for 1 seconds");
  }

  @Test
  void aCacheThatCannotBeWrittenIsNotedAndTheDownloadUsed() throws IOException {
    Files.createFile(cache());
    answer(exchange -> send(exchange, CONTENT));

    DatasetResolution found = resolve(find(false));

    assertIsEdition(found);
    assertThat(found.notes()).singleElement().asString().contains("could not be kept");
  }

  @Test
  void anInterruptEndsTheWholeSearch() {
    answer(exchange -> awaitEndOfTest());
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> resolve(find(false)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  private DatasetResolution resolve(DatasetRequest request) {
    return new DatasetResolver(edition, new Download(LONG)).resolve(request, Progress.NONE);
  }

  private DatasetResolution resolveImpatiently() {
    return new DatasetResolver(edition, new Download(SHORT)).resolve(find(false), Progress.NONE);
  }

  private DatasetRequest find(boolean offline) {
    return new DatasetRequest(null, cache(), offline);
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private Path cached() {
    return cache().resolve("small").resolve("small.json");
  }

  private void assertIsEdition(DatasetResolution found) {
    assertThat(found.dataset().name()).isEqualTo("Small");
    assertThat(found.dataset().sha256()).isEqualTo(edition.sha256());
    assertThat(found.dataset().sample()).isFalse();
    assertThat(found.dataset().queries(Split.TEST)).hasSize(3);
  }

  /** Nothing takes its place: one line tells why, and each way out. */
  private void assertRefusedBecause(ThrowingCallable resolving, String reason) {
    assertThatThrownBy(resolving)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(edition.uri() + ": Small could not be had: ")
        .hasMessageContainingAll(reason, "--dataset", cached().toString(), "--sample")
        .hasMessageNotContaining("\n");
    assertThat(Datasets.atHand(find(true)).sample()).isTrue();
    assertThat(cached()).doesNotExist();
    assertNothingHalfWritten();
  }

  private void assertNothingHalfWritten() {
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpHandler handler) {
    server.createContext(
        "/data/small.json",
        exchange -> {
          requests.incrementAndGet();
          handler.handle(exchange);
        });
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void awaitEndOfTest() {
    try {
      testOver.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
