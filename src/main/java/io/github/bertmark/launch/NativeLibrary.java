package io.github.bertmark.launch;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime's native code, unpacked once into the user's cache. Left to itself it unpacks some
 * 25 MB into the temporary folder at each start of a JVM, and leaves them there if that is killed.
 *
 * <p>The folder is named by the digest of its content, so that releases lie side by side; a file
 * that is not what it should be is written anew.
 */
public final class NativeLibrary {
  /** The system property that ONNX Runtime takes the folder from. */
  public static final String PROPERTY = "onnxruntime.native.path";

  private static final List<String> LIBRARIES =
      List.of("onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared");

  /** Of a digest's 64 characters, as many as tell releases apart. */
  private static final int NAME_LENGTH = 16;

  private NativeLibrary() {}

  /**
   * Unpacks what is not there yet.
   *
   * @param cache the user's
   * @param osName the system property {@code os.name}
   * @param osArch the system property {@code os.arch}
   * @return the absolute folder; null if there is no native code for the platform, or the cache
   *     cannot be written
   */
  public static @Nullable Path install(Path cache, String osName, String osArch) {
    String prefix = "/ai/onnxruntime/native/" + platform(osName, osArch) + "/";
    try {
      Map<String, String> digests = new TreeMap<>();
      for (String library : LIBRARIES) {
        String file = System.mapLibraryName(library).replace("jnilib", "dylib");
        try (InputStream in = NativeLibrary.class.getResourceAsStream(prefix + file)) {
          if (in != null) {
            digests.put(file, sha256(in));
          }
        }
      }
      if (digests.isEmpty()) {
        return null;
      }
      String name = Digests.sha256(digests.toString().getBytes(StandardCharsets.UTF_8));
      Path folder =
          cache.toAbsolutePath().resolve("onnxruntime").resolve(name.substring(0, NAME_LENGTH));
      for (Map.Entry<String, String> file : digests.entrySet()) {
        unpack(prefix + file.getKey(), file.getValue(), folder.resolve(file.getKey()));
      }
      return folder;
    } catch (IOException e) {
      // A cache that cannot be used costs time at each start, and nothing else.
      return null;
    }
  }

  private static void unpack(String resource, String sha256, Path file) throws IOException {
    if (Files.isRegularFile(file) && Digests.sha256(file).equals(sha256)) {
      return;
    }
    AtomicFiles.write(
        file,
        out -> {
          try (InputStream in = NativeLibrary.class.getResourceAsStream(resource)) {
            if (in == null) {
              throw new UncheckedIOException(new IOException(resource + " is gone"));
            }
            in.transferTo(out);
          }
        });
  }

  private static String sha256(InputStream in) throws IOException {
    try (DigestInputStream digest = new DigestInputStream(in, Digests.newSha256())) {
      digest.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    }
  }

  /** As ONNX Runtime names its folders, of the platforms that it has native code for. */
  private static String platform(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    boolean mac = os.contains("mac") || os.contains("darwin");
    String system = mac ? "osx" : os.contains("win") ? "win" : "linux";
    return switch (osArch.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> system + "-x64";
      case "aarch64", "arm64" -> system + "-aarch64";
      default -> system + "-" + osArch;
    };
  }
}
