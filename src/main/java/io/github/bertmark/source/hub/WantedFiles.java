package io.github.bertmark.source.hub;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a repository that a classifier is made of: settings, tokenizer, weights of one kind.
 */
final class WantedFiles {
  private static final Predicate<String> SETTINGS =
      Pattern.compile(
              "config\\.json|tokenizer\\.json|tokenizer_config\\.json|special_tokens_map\\.json"
                  + "|added_tokens\\.json|vocab\\.txt|vocab\\.json|merges\\.txt"
                  + "|(sentencepiece\\.bpe|spiece|spm|tokenizer)\\.model")
          .asMatchPredicate();

  private static final List<String> ADAPTER =
      List.of("adapter_config.json", "adapter_model.safetensors");

  /** In the order in which those who read them look for them. */
  private static final List<String> CHECKPOINTS = List.of("model.safetensors", "pytorch_model.bin");

  private static final String GRAPH = ".onnx";
  private static final Predicate<String> GRAPHS =
      Pattern.compile("(onnx/)?[\\w.-]+\\.onnx([._]data[\\w.-]*)?").asMatchPredicate();

  private static final Predicate<String> BESIDE_GRAPHS =
      Pattern.compile(".*\\.onnx[._]data.*").asMatchPredicate();

  private WantedFiles() {}

  /** Whether there are graphs whose weights lie in files beside them. */
  static boolean besideGraphs(Collection<String> names) {
    return names.stream().anyMatch(BESIDE_GRAPHS);
  }

  /** Those of these names, or none if there are no weights. */
  static List<String> of(Collection<String> names) {
    List<String> weights = weights(names);
    return weights.isEmpty()
        ? List.of()
        : names.stream().filter(SETTINGS.or(weights::contains)).sorted().toList();
  }

  private static List<String> weights(Collection<String> names) {
    if (names.containsAll(ADAPTER)) {
      return ADAPTER;
    }
    for (String checkpoint : CHECKPOINTS) {
      List<String> files =
          names.contains(checkpoint) ? List.of(checkpoint) : shards(checkpoint, names);
      if (!files.isEmpty()) {
        return files;
      }
    }
    List<String> graphs = names.stream().filter(GRAPHS).toList();
    return graphs.stream().anyMatch(name -> name.endsWith(GRAPH)) ? graphs : List.of();
  }

  /** The index and all parts of a checkpoint, or none if one is not there. */
  private static List<String> shards(String checkpoint, Collection<String> names) {
    String index = checkpoint + ".index.json";
    int dot = checkpoint.indexOf('.');
    String form = checkpoint.substring(0, dot) + "-\\d{5}-of-(\\d{5})" + checkpoint.substring(dot);
    List<String> shards = names.stream().filter(Pattern.compile(form).asMatchPredicate()).toList();
    boolean whole =
        names.contains(index)
            && !shards.isEmpty()
            && shards.size() == Integer.parseInt(shards.get(0).replaceFirst(form, "$1"));
    return whole ? Stream.concat(Stream.of(index), shards.stream()).toList() : List.of();
  }
}
