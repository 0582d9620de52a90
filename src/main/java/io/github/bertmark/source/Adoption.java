package io.github.bertmark.source;

import io.github.bertmark.Digests;
import io.github.bertmark.InputException;
import io.github.bertmark.LeftOut;
import io.github.bertmark.Progress;
import io.github.bertmark.export.Exporter;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.rewrite.GraphRewriter;
import io.github.bertmark.source.hub.HubSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes variants of models of somebody else's.
 *
 * <p>Nothing is written where a model lies: what is made of it is kept in the user's cache, in a
 * folder named by the digest of all that it is made from, and made but once.
 */
public final class Adoption {
  /** To be raised whenever the same files would give other variants. */
  private static final String VERSION = "1";

  private final Path cache;
  private final HubSettings hub;
  private final Progress progress;
  private final LeftOut leftOut;

  /**
   * @param leftOut is told of models and graphs that are there and cannot be used
   * @param cache the user's, as {@link io.github.bertmark.dataset.CacheFolders} tells
   */
  public Adoption(Path cache, HubSettings hub, Progress progress, LeftOut leftOut) {
    this.cache = cache;
    this.hub = hub;
    this.progress = progress;
    this.leftOut = leftOut;
  }

  /**
   * Finds the models and makes their variants, unless they are there.
   *
   * @throws InputException if one is not there, or none can be used
   */
  public Adopted adopt(ModelRequest request) throws IOException {
    Map<String, ModelVariant> variants = new LinkedHashMap<>();
    List<Path> folders = new ArrayList<>();
    List<String> found = new ArrayList<>();
    Path base =
        request.base() == null ? null : ModelPlace.find(request.base(), hub, progress).folder();
    List<ModelPlace> places = new ArrayList<>();
    for (String named : request.models()) {
      places.add(ModelPlace.find(named, hub, progress));
    }
    LeftOut one = leftOut.among(places.size());
    for (ModelPlace place : places) {
      List<ModelVariant> made;
      try {
        made = make(place, request, base, found);
      } catch (InputException e) {
        one.add(place.id(), e);
        continue;
      }
      for (ModelVariant variant : made) {
        if (variants.put(variant.id(), variant) != null) {
          throw new InputException(
              place.named(),
              "is called " + variant.id() + ", as another of the models is",
              "name a copy or a link of another name");
        }
      }
      Path folder = made.get(0).folder().toAbsolutePath().normalize().getParent();
      if (folder != null && !folders.contains(folder)) {
        folders.add(folder);
      }
    }
    return new Adopted(folders, List.copyOf(variants.values()), found);
  }

  private List<ModelVariant> make(
      ModelPlace place, ModelRequest request, @Nullable Path base, List<String> found)
      throws IOException {
    if (Files.exists(place.folder().resolve("variant.json")) && place.only() == null) {
      ModelVariant variant = own(place, request);
      found.add(place.origin() + ": a variant of bertmark's own");
      return List.of(variant);
    }
    try (FoundModel model = FoundModel.at(place, request.labels(), base, leftOut)) {
      Workbench bench = new Workbench(model, store(model), progress);
      List<ModelVariant> made = bench.make(request.forms());
      found.addAll(bench.said());
      return made;
    }
  }

  private static ModelVariant own(ModelPlace place, ModelRequest request) throws IOException {
    if (request.forms().stream().anyMatch(form -> !form.plain()) || request.labels() != null) {
      throw new InputException(
          place.named(),
          "holds a variant.json, which says its form and its labels",
          "leave --forms and --labels out, or name its model.onnx with --labels");
    }
    return ModelVariant.load(place.folder().toRealPath());
  }

  /** The folder of a model's variants in the cache. */
  private Path store(FoundModel model) throws IOException {
    StringBuilder inputs = new StringBuilder("bertmark " + VERSION + '\n');
    inputs.append(Exporter.VERSION).append(GraphRewriter.VERSION).append('\n');
    for (Path file : model.files()) {
      inputs.append(Digests.sha256(file)).append("  ").append(file.getFileName()).append('\n');
    }
    inputs.append(model.labels());
    String digest = Digests.sha256(inputs.toString().getBytes(StandardCharsets.UTF_8));
    return cache.resolve("models").resolve(model.place().id() + "-" + digest.substring(0, 16));
  }
}
