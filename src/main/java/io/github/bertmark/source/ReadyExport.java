package io.github.bertmark.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An ONNX graph that an exporter left in a folder.
 *
 * @param suffix what its name says of it: {@code quantized} for {@code model_quantized.onnx}, empty
 *     for {@code model.onnx} and for an only one
 */
record ReadyExport(String suffix, Path onnx) {
  /** Where optimum and transformers.js put them. */
  private static final String FOLDER = "onnx";

  /** Those of a folder: its own, then those in {@code onnx/}; the plain one first. */
  static List<ReadyExport> in(Path folder) throws IOException {
    List<Path> files = new ArrayList<>(graphs(folder));
    files.addAll(graphs(folder.resolve(FOLDER)));
    if (files.size() == 1) {
      return List.of(new ReadyExport("", files.get(0)));
    }
    List<ReadyExport> exports = new ArrayList<>();
    for (Path file : files) {
      String suffix = suffix(file);
      if (exports.stream().anyMatch(export -> export.suffix.equals(suffix))) {
        // Both model.onnx and onnx/model.onnx.
        exports.add(new ReadyExport(suffix.isEmpty() ? FOLDER : FOLDER + "-" + suffix, file));
      } else {
        exports.add(new ReadyExport(suffix, file));
      }
    }
    exports.sort((a, b) -> Boolean.compare(b.suffix.isEmpty(), a.suffix.isEmpty()));
    return exports;
  }

  private static List<Path> graphs(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> name(file).endsWith(".onnx") && Files.isRegularFile(file))
          .sorted()
          .toList();
    }
  }

  /** The folder that holds what belongs to a graph besides: its own, or the one around onnx/. */
  static Path home(Path onnx) {
    Path folder = onnx.toAbsolutePath().normalize().resolveSibling("");
    Path around = folder.getParent();
    return around != null && folder.endsWith(FOLDER) && !holdsTokenizer(folder) ? around : folder;
  }

  static boolean holdsTokenizer(Path folder) {
    return Stream.of("tokenizer.json", "vocab.txt", "vocab.json")
        .anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  /** What a graph's name says beyond "model". */
  static String suffix(Path onnx) {
    String stem = name(onnx).replaceFirst("\\.onnx$", "");
    return stem.replaceFirst("^model(_|-|$)", "");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }
}
