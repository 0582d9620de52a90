package io.github.bertmark.checkpoint.adapter;

import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import io.github.bertmark.checkpoint.ElementType;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.checkpoint.weights.MappedFile;
import io.github.bertmark.checkpoint.weights.Safetensors;
import io.github.bertmark.checkpoint.weights.TorchArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A fine-tuned low-rank adapter with the modules that were trained in full, in the layout of
 * Hugging Face's PEFT: {@code adapter_config.json} and {@code adapter_model.safetensors}, or
 * formerly {@code adapter_model.bin}.
 *
 * <p>Modules are named as in Hugging Face's models, without PEFT's prefix: {@code
 * bert.encoder.layer.0.attention.self.query}. The weight of a linear layer that was trained in full
 * is output x input, as there.
 */
public final class LowRankAdapter {
  /** What PEFT puts before the model's own names. */
  private static final String PREFIX = "base_model.model.";

  private static final String LORA_A = ".lora_A.weight";
  private static final String LORA_B = ".lora_B.weight";
  private static final String WEIGHTS_FILE = "adapter_model.safetensors";
  private static final String FORMER_WEIGHTS_FILE = "adapter_model.bin";

  private final AdapterConfig config;
  private final SortedMap<String, FloatTensor> tensors;

  /**
   * An adapter of the given tensors.
   *
   * @param tensors named without PEFT's prefix
   * @throws IllegalArgumentException if a low-rank factor lacks its other half or does not fit it
   */
  public LowRankAdapter(AdapterConfig config, Collection<FloatTensor> tensors) {
    this.config = config;
    this.tensors = new TreeMap<>();
    for (FloatTensor tensor : tensors) {
      this.tensors.put(tensor.name(), tensor);
    }
    for (String name : this.tensors.keySet()) {
      if (name.endsWith(LORA_A) || name.endsWith(LORA_B)) {
        update(name.substring(0, name.length() - LORA_A.length()));
      }
    }
  }

  /** The files that make up the adapter in a folder. */
  public static List<Path> files(Path folder) {
    Path weights = folder.resolve(WEIGHTS_FILE);
    Path former = folder.resolve(FORMER_WEIGHTS_FILE);
    boolean isFormer = Files.exists(former) && !Files.exists(weights);
    return List.of(folder.resolve(AdapterConfig.FILE), isFormer ? former : weights);
  }

  /** Whether a folder holds an adapter, or a part of one. */
  public static boolean isIn(Path folder) {
    return files(folder).stream().anyMatch(Files::exists);
  }

  /**
   * Reads the adapter in a folder.
   *
   * @throws InputException if one of its files is missing, truncated, corrupt, altered or of
   *     another kind
   */
  public static LowRankAdapter read(Path folder) throws IOException {
    AdapterConfig config = AdapterConfig.read(folder);
    Path file = files(folder).get(1);
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    for (FloatTensor tensor : tensors(file)) {
      if (!tensor.name().startsWith(PREFIX)) {
        throw new InputException(
            file,
            tensor.name() + " is not a tensor of PEFT",
            "save the adapter with PEFT's layout");
      }
      if (!tensor.isFinite()) {
        throw new InputException(
            file,
            tensor.name() + " holds values that are no finite numbers",
            "restore it from where it came, or make it again");
      }
      String name = tensor.name().substring(PREFIX.length());
      tensors.put(name, new FloatTensor(name, tensor.shape(), tensor.bytes()));
    }
    try {
      LowRankAdapter adapter = new LowRankAdapter(config, tensors.values());
      AdapterDigests.check(folder, files(folder));
      return adapter;
    } catch (IllegalArgumentException e) {
      throw new InputException(
          file,
          "cannot be used: " + PlainText.refusal(e),
          "restore it from where it came, or make it again",
          e);
    }
  }

  private static Collection<FloatTensor> tensors(Path file) throws IOException {
    if (!file.endsWith(FORMER_WEIGHTS_FILE)) {
      return Safetensors.read(file).values();
    }
    try (MappedFile former = new MappedFile(file)) {
      return TorchArchive.read(former).values().stream().map(t -> t.values().get()).toList();
    }
  }

  /** Writes the two files and their digests; the same adapter gives the same bytes. */
  public void write(Path folder, ElementType type) throws IOException {
    List<FloatTensor> prefixed =
        tensors.values().stream()
            .map(t -> new FloatTensor(PREFIX + t.name(), t.shape(), t.bytes()))
            .toList();
    Safetensors.write(folder.resolve(WEIGHTS_FILE), prefixed, type);
    config.write(folder);
    AdapterDigests.write(folder, files(folder));
  }

  public AdapterConfig config() {
    return config;
  }

  /** The names of all tensors, without PEFT's prefix. */
  public SortedSet<String> names() {
    return new TreeSet<>(tensors.keySet());
  }

  /** A tensor that was trained in full; empty if it was not. */
  public Optional<FloatTensor> tensor(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /** The same with a constant added to one value of a tensor that was trained in full. */
  public LowRankAdapter plus(String name, int index, double constant) {
    FloatTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("there is no " + name);
    }
    float[] values = tensor.toArray();
    values[index] += (float) constant;
    Map<String, FloatTensor> changed = new TreeMap<>(tensors);
    changed.put(name, FloatTensor.of(name, tensor.shape(), values));
    return new LowRankAdapter(config, changed.values());
  }

  /** What is to be added to the weight of a linear layer; empty if it was not adapted. */
  public Optional<LowRankUpdate> update(String module) {
    FloatTensor a = tensors.get(module + LORA_A);
    FloatTensor b = tensors.get(module + LORA_B);
    if (a == null && b == null) {
      return Optional.empty();
    }
    if (a == null || b == null) {
      throw new IllegalArgumentException(module + " has one low-rank factor only");
    }
    LowRankUpdate update = new LowRankUpdate(a, b, config.scale());
    if (update.rank() != config.rank()) {
      throw new IllegalArgumentException(module + " is not of rank " + config.rank());
    }
    return Optional.of(update);
  }
}
