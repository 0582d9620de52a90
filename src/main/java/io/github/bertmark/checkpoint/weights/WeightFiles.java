package io.github.bertmark.checkpoint.weights;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.PlainText;
import io.github.bertmark.checkpoint.ElementType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The weights in a folder that Hugging Face's {@code save_pretrained} wrote: one file of
 * safetensors or of PyTorch, or several with an index. Values are read when they are asked for,
 * until these files are closed.
 */
public final class WeightFiles implements Closeable {
  static final String WAY_OUT = "get it again from where it came, or save the model again";

  private static final String SAFETENSORS = ".safetensors";
  private static final String INDEX = ".index.json";

  /** In the order in which Hugging Face's own library looks for them. */
  private static final List<String> NAMES =
      List.of(
          "model.safetensors",
          "model.safetensors" + INDEX,
          "pytorch_model.bin",
          "pytorch_model.bin" + INDEX);

  private final Path main;
  private final List<MappedFile> open = new ArrayList<>();
  private final SortedMap<String, StoredTensor> tensors = new TreeMap<>();

  private WeightFiles(Path main) {
    this.main = main;
  }

  /** Whether a folder holds weights, without looking at them. */
  public static boolean areIn(Path folder) {
    return NAMES.stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
  }

  /**
   * Opens the weights in a folder.
   *
   * @throws InputException if there are none, or a file is truncated, corrupt or unsafe
   */
  public static WeightFiles open(Path folder) throws IOException {
    Path main =
        NAMES.stream()
            .map(folder::resolve)
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        folder,
                        "holds no weights: none of " + String.join(", ", NAMES),
                        "put them there, or name another folder"));
    WeightFiles files = new WeightFiles(main);
    try {
      if (main.toString().endsWith(INDEX)) {
        files.readShards();
      } else {
        files.tensors.putAll(files.read(main));
      }
      return files;
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private Map<String, StoredTensor> read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new InputException(path, "no such file, but the index names it", WAY_OUT);
    }
    MappedFile file = new MappedFile(path);
    open.add(file);
    requireNoPointer(file);
    return path.toString().endsWith(SAFETENSORS) ? Safetensors.map(file) : TorchArchive.read(file);
  }

  private static void requireNoPointer(MappedFile file) throws IOException {
    byte[] pointer = "version https://git-lfs".getBytes(StandardCharsets.US_ASCII);
    byte[] start = new byte[pointer.length];
    file.channel().read(ByteBuffer.wrap(start), 0);
    if (Arrays.equals(start, pointer)) {
      throw new InputException(
          file.path(), "is a pointer of Git LFS, not the weights", "run `git lfs pull` there");
    }
  }

  private void readShards() throws IOException {
    JsonNode map = Json.read(main, JsonNode.class, WAY_OUT).path("weight_map");
    SortedMap<String, String> fileOf = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      fileOf.put(entry.getKey(), shard(entry.getValue().asText()));
    }
    if (fileOf.isEmpty()) {
      throw new InputException(main, "has no weight_map", WAY_OUT);
    }
    Map<String, Map<String, StoredTensor>> shards = new TreeMap<>();
    for (String name : new TreeSet<>(fileOf.values())) {
      shards.put(name, read(main.resolveSibling(name)));
    }
    fileOf.forEach(
        (name, shard) -> {
          StoredTensor tensor = shards.getOrDefault(shard, Map.of()).get(name);
          if (tensor == null) {
            throw new InputException(
                main.resolveSibling(shard), "lacks " + PlainText.quoted(name), WAY_OUT);
          }
          tensors.put(name, tensor);
        });
  }

  /** A name of an index, which is not to lead out of the folder. */
  private String shard(String name) {
    if (!name.matches("[\\w.-]+\\.(safetensors|bin)")) {
      throw new InputException(
          main, "names " + PlainText.quoted(name) + " as a file of weights", WAY_OUT);
    }
    return name;
  }

  /** The file of the weights, or the index of the files. */
  public Path main() {
    return main;
  }

  /** All files: the index, if there is one, and the weights. */
  public List<Path> files() {
    SortedSet<Path> files = new TreeSet<>(open.stream().map(MappedFile::path).toList());
    files.add(main);
    return List.copyOf(files);
  }

  /** The names of all tensors. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(tensors.keySet()));
  }

  /** One tensor; empty if there is none of that name. */
  public Optional<StoredTensor> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /** In words, such as {@code float16 weights in model.safetensors}; the type of most tensors. */
  public String description() {
    Map<String, Long> counts = new TreeMap<>();
    tensors.values().forEach(tensor -> counts.merge(tensor.type(), 1L, Long::sum));
    String type = Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
    String words = ElementType.wordsOf(type);
    String shards = open.size() == 1 ? "" : open.size() + " files of ";
    return words + " weights in " + shards + main.getFileName();
  }

  @Override
  public void close() throws IOException {
    for (MappedFile file : open) {
      file.close();
    }
  }
}
