package io.github.bertmark.classify.tokens;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import io.github.bertmark.AtomicFiles;
import io.github.bertmark.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The native code of the tokenizers' library, in DJL's cache. DJL loads whatever lies there; so
 * that is first held against the jar's own bytes, and written anew if it differs.
 */
public final class NativeCode {
  private static final String SUBJECT = "the tokenizers' native library";

  /** As DJL names it, here and in its cache. */
  private static final String ENGINE = "tokenizers";

  /** Windows needs three more; a platform has those that the jar has for it. */
  private static final List<String> LIBRARIES =
      List.of(
          "libwinpthread-1.dll",
          "libgcc_s_seh-1.dll",
          "libstdc++-6.dll",
          System.mapLibraryName(ENGINE));

  private static final int CHUNK_BYTES = 1 << 16;

  private static boolean loaded;

  private NativeCode() {}

  /**
   * Loads it, once; to be called before any other use of the library.
   *
   * @throws InputException if it cannot be loaded
   */
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    try {
      // Who names a library of his own wants that one.
      if (Utils.getEnvOrSystemProperty("RUST_LIBRARY_PATH") == null) {
        restore(Platform.detectPlatform(ENGINE), Utils.getEngineCacheDir(ENGINE));
      }
      LibUtils.checkStatus();
      loaded = true;
    } catch (IOException | EngineException | LinkageError e) {
      throw failure(SUBJECT, e);
    }
  }

  /** The error of native code that cannot be loaded. */
  public static InputException failure(String subject, Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new InputException(
        subject,
        "cannot be loaded (" + root + ")",
        "see that the home folder is writable and its files may be executed, or set DJL_CACHE_DIR"
            + " and BERTMARK_HOME to folders of that kind",
        e);
  }

  /**
   * Sees to it that what DJL will load is what the jar holds.
   *
   * @param cache DJL's, of this library
   */
  static void restore(Platform platform, Path cache) throws IOException {
    String classifier = platform.getClassifier();
    Path folder = cache.resolve(platform.getVersion() + "-cpu-" + classifier);
    for (String library : LIBRARIES) {
      String resource = "native/lib/" + classifier + "/cpu/" + library;
      Path file = folder.resolve(library);
      if (ClassLoaderUtils.getResource(resource) != null && !isSame(resource, file)) {
        AtomicFiles.write(
            file,
            out -> {
              try (InputStream in = ClassLoaderUtils.getResourceAsStream(resource)) {
                in.transferTo(out);
              }
            });
      }
    }
  }

  private static boolean isSame(String resource, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream own = ClassLoaderUtils.getResourceAsStream(resource);
        InputStream found = Files.newInputStream(file)) {
      byte[] expected = own.readNBytes(CHUNK_BYTES);
      while (expected.length > 0) {
        if (!Arrays.equals(expected, found.readNBytes(expected.length))) {
          return false;
        }
        expected = own.readNBytes(CHUNK_BYTES);
      }
      return found.read() < 0;
    }
  }
}
