package io.github.bertmark.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.Json;
import io.github.bertmark.choice.Resampling;
import io.github.bertmark.dataset.OwnTraits;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.predictions.Prediction;
import io.github.bertmark.run.Latency;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.run.scenario.ScenarioResults;
import io.github.bertmark.run.scenario.Traffic;
import io.github.bertmark.scenario.peers.MarkdownPeers;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the page's program works on: the run documents and what it could not work out quickly. */
final class PageData {
  private static final String RAW_TIMES = "forkTimesMillis";
  private static final JsonMapper MAPPER = EmbeddedJson.mapper();

  private PageData() {}

  static JsonNode of(HtmlRequest request, String studied) throws IOException {
    return of(request, studied, Catalogue.STANDARD);
  }

  static JsonNode of(HtmlRequest request, String studied, Catalogue catalogue) throws IOException {
    ObjectNode data = MAPPER.createObjectNode();
    data.put("studied", studied);
    OwnTraits traits = request.subject().dataset().traits();
    data.put("outOfScope", traits.outOfScope());
    data.put("drawCount", Resampling.DRAWS);
    data.put("peerNote", MarkdownPeers.NOTE);
    data.putObject("callsFor")
        .put("p90", Latency.CALLS_FOR_P90)
        .put("p95", Latency.CALLS_FOR_P95)
        .put("p99", Latency.CALLS_FOR_P99);
    data.set("figures", MAPPER.valueToTree(PageFigures.describe(catalogue)));
    data.set("variantOrder", MAPPER.valueToTree(variantOrder(request)));
    data.set("domains", MAPPER.valueToTree(new TreeMap<>(traits.domains())));
    data.set(
        "published",
        MAPPER.valueToTree(
            request.subject().dataset().own() == null ? PublishedFigure.ALL : List.of()));
    data.set("texts", MAPPER.valueToTree(request.texts()));
    data.set(
        "comparison",
        request.comparison() == null
            ? MAPPER.nullNode()
            : MAPPER.readTree(Json.toBytes(request.comparison())));
    data.set(
        "history",
        request.isHistory()
            ? MAPPER.valueToTree(
                History.of(
                    request.runs().stream().map(StoredRun::document).toList(),
                    request.changes(),
                    request.drifts(),
                    catalogue))
            : MAPPER.nullNode());
    var runs = data.putArray("runs");
    for (StoredRun run : request.inFull()) {
      runs.add(run(run, catalogue));
    }
    return data;
  }

  /** Every variant once, the newest run's first: their place gives them colour and shape. */
  private static Set<String> variantOrder(HtmlRequest request) {
    Set<String> order = new LinkedHashSet<>();
    for (int i = request.runs().size() - 1; i >= 0; i--) {
      request.runs().get(i).document().variants().forEach(variant -> order.add(variant.id()));
    }
    return order;
  }

  private static ObjectNode run(StoredRun run, Catalogue catalogue) throws IOException {
    RunDocument document = run.document();
    Map<String, List<Prediction>> predictions = run.predictions();
    ObjectNode steady = MAPPER.createObjectNode();
    ObjectNode figures = MAPPER.createObjectNode();
    for (VariantResult variant : document.variants()) {
      steady.set(variant.id(), MAPPER.valueToTree(SteadyStateMark.of(variant.latency())));
      figures.set(variant.id(), MAPPER.valueToTree(PageFigures.of(catalogue, variant)));
    }
    ObjectNode node = MAPPER.createObjectNode();
    document.variants().stream()
        .filter(variant -> variant.doubt() != null)
        .forEach(variant -> node.withObject("/doubts").put(variant.id(), variant.doubt()));
    node.set("document", inShort(document));
    node.set(
        "predictions",
        predictions.isEmpty()
            ? MAPPER.nullNode()
            : MAPPER.valueToTree(EncodedPredictions.of(predictions)));
    Resampling resampling = Resampling.of(document, predictions);
    ObjectNode draws = node.putObject("draws");
    for (VariantResult variant : document.variants()) {
      ObjectNode own = draws.putObject(variant.id());
      resampling.of(variant).forEach((name, of) -> own.put(name, Base64Numbers.floats(of)));
    }
    node.set("steady", steady);
    node.set("figures", figures);
    return node;
  }

  /** The document without the raw times of all but whole calls, of which only summaries show. */
  private static JsonNode inShort(RunDocument document) throws IOException {
    JsonNode tree = MAPPER.readTree(Json.toBytes(document));
    for (JsonNode variant : tree.path("variants")) {
      for (String part : new String[] {"stages", "peers"}) {
        variant.path(part).findParents(RAW_TIMES).forEach(PageData::removeRawTimes);
      }
    }
    for (VariantResult variant : document.variants()) {
      Traffic traffic = variant.measured(ScenarioResults::traffic);
      if (traffic != null) {
        JsonNode node = tree.path("variants").path(document.variants().indexOf(variant));
        ObjectNode own = (ObjectNode) node.path("scenarios").path("traffic");
        own.findParents(RAW_TIMES).forEach(PageData::removeRawTimes);
        own.put("medianMillis", Base64Numbers.floats(traffic.medianMillis()));
      }
    }
    return tree;
  }

  private static void removeRawTimes(JsonNode latency) {
    ((ObjectNode) latency).remove(RAW_TIMES);
  }
}
