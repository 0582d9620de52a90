package io.github.bertmark.dataset;

import io.github.bertmark.Digests;
import io.github.bertmark.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Fetches an edition of a data set over HTTP, whole and verified or not at all. */
final class Download {
  private final Duration patience;

  /**
   * @param patience how long to wait for the first and for each further piece of the body
   */
  Download(Duration patience) {
    this.patience = patience;
  }

  /**
   * Fetches the file into memory, where a data set fits easily.
   *
   * @throws IOException with a message for the reader, if the edition cannot be had
   */
  byte[] fetch(DatasetEdition edition, Progress progress) throws IOException {
    byte[] body;
    try (Progress.Task task = progress.start("Download " + edition.name(), edition.bytes())) {
      body = body(edition, task);
    }
    if (body.length != edition.bytes()) {
      throw new IOException(
          "the download ended after " + body.length + " of " + edition.bytes() + " bytes");
    }
    String found = Digests.sha256(body);
    if (!found.equals(edition.sha256())) {
      throw new IOException(
          "the download has SHA-256 " + found + " instead of " + edition.sha256());
    }
    return body;
  }

  private byte[] body(DatasetEdition edition, Progress.Task task) throws IOException {
    // Made when needed: a client is threads and key stores, and most runs find the cache.
    HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    Receiver receiver = new Receiver(edition.bytes(), task);
    HttpRequest request = HttpRequest.newBuilder(edition.uri()).build();
    CompletableFuture<HttpResponse<Void>> response =
        client.sendAsync(
            request,
            head ->
                head.statusCode() == 200
                    ? BodySubscribers.ofByteArrayConsumer(
                        piece -> piece.ifPresent(receiver::accept))
                    : BodySubscribers.replacing(null));
    int status = await(response, receiver.received::get, patience).statusCode();
    if (status != 200) {
      throw new IOException("the server answered with HTTP status " + status);
    }
    return receiver.content.toByteArray();
  }

  /** Waits as long as pieces keep coming: the client's own timeouts end with the head. */
  static <T> T await(Future<T> response, LongSupplier received, Duration patience)
      throws IOException {
    long before = 0;
    while (true) {
      try {
        return response.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = received.getAsLong();
        if (now == before) {
          response.cancel(true);
          throw new IOException("nothing came for " + patience.toSeconds() + " seconds", e);
        }
        before = now;
      } catch (ExecutionException e) {
        throw new IOException(describe(Objects.requireNonNullElse(e.getCause(), e)), e);
      } catch (InterruptedException e) {
        response.cancel(true);
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  /** The client's exceptions often have no message of their own; what caused them then tells. */
  private static String describe(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return failure.getClass().getSimpleName() + ": " + reason;
  }

  /** Keeps the body, as far as it can be the file that is wanted. */
  private static final class Receiver {
    final AtomicLong received = new AtomicLong();
    final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final long wanted;
    private final Progress.Task task;

    Receiver(long wanted, Progress.Task task) {
      this.wanted = wanted;
      this.task = task;
    }

    void accept(byte[] piece) {
      if (received.addAndGet(piece.length) > wanted) {
        throw new IllegalStateException("the file is longer than " + wanted + " bytes");
      }
      content.writeBytes(piece);
      task.advance(piece.length);
    }
  }
}
