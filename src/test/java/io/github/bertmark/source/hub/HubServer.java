package io.github.bertmark.source.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.bertmark.Digests;
import io.github.bertmark.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A hub in this process that has one model, some/Model, at one commit of its branch main. */
public final class HubServer implements AutoCloseable {
  public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  static final String API = "/api/models/some/Model/revision/";
  static final String FILES = "/some/Model/resolve/" + COMMIT + "/";

  /** Each as its path, its range and its token. */
  public final List<String> requests = new CopyOnWriteArrayList<>();

  private final Map<String, byte[]> files = new TreeMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  public HubServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    answer("/", exchange -> send(exchange, 404, new byte[0]));
    answer(FILES, exchange -> serve(exchange, true));
    for (String revision : List.of("main", "v1", "refs/pr/1", COMMIT)) {
      answer(API + revision, exchange -> send(exchange, 200, listing()));
    }
    server.start();
  }

  /** Has it answer otherwise below a path. */
  void answer(String path, HttpHandler handler) {
    try {
      server.removeContext(path);
    } catch (IllegalArgumentException e) {
      // There was none.
    }
    server.createContext(
        path,
        exchange -> {
          var headers = exchange.getRequestHeaders();
          requests.add(
              Stream.of(
                      exchange.getRequestURI().toString(),
                      headers.getFirst("Range"),
                      headers.getFirst("Authorization"))
                  .filter(part -> part != null)
                  .reduce((a, b) -> a + " " + b)
                  .orElseThrow());
          try (exchange) {
            handler.handle(exchange);
          }
        });
  }

  void refuse(String path, int status) {
    answer(path, exchange -> send(exchange, status, "no".getBytes(UTF_8)));
  }

  void add(String name, String content) {
    files.put(name, content.getBytes(UTF_8));
  }

  /** Gives it all files of a folder. */
  public void addAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int port() {
    return server.getAddress().getPort();
  }

  byte[] content(String name) {
    return files.get(name);
  }

  /** The answer of the hub's documented interface, as far as it is used, and more. */
  byte[] listing() throws IOException {
    return listing(files);
  }

  static byte[] listing(Map<String, byte[]> files) throws IOException {
    List<Map<String, Object>> siblings = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Map<String, Object> sibling = new LinkedHashMap<>();
      sibling.put("rfilename", file.getKey());
      sibling.put("size", file.getValue().length);
      sibling.put("blobId", gitBlob(file.getValue()));
      if (file.getKey().matches(".*\\.(safetensors|bin|onnx|onnx_data)")) {
        // The blob is that of the pointer then.
        sibling.put("blobId", "f".repeat(40));
        sibling.put("lfs", Map.of("sha256", Digests.sha256(file.getValue()), "pointerSize", 134));
      }
      siblings.add(sibling);
    }
    return Json.toBytes(
        Map.of("id", "some/Model", "sha", COMMIT, "private", false, "siblings", siblings));
  }

  private static String gitBlob(byte[] content) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(("blob " + content.length + "\0").getBytes(UTF_8));
      return HexFormat.of().formatHex(sha1.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Gives what is asked for, or from the byte that is asked for. */
  void serve(HttpExchange exchange, boolean ranges) throws IOException {
    byte[] content = files.get(exchange.getRequestURI().getPath().substring(FILES.length()));
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (content == null) {
      send(exchange, 404, new byte[0]);
    } else if (ranges && range != null) {
      int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
      send(exchange, 206, Arrays.copyOfRange(content, from, content.length));
    } else {
      send(exchange, 200, content);
    }
  }

  static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(content);
    }
  }

  /** Promises all, and ends after some. */
  static void cut(HttpExchange exchange, byte[] content, int after) throws IOException {
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content, 0, after);
    exchange.getResponseBody().flush();
  }

  static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().add("Location", location);
    send(exchange, 302, new byte[0]);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
