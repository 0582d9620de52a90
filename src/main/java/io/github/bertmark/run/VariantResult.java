package io.github.bertmark.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bertmark.evaluate.Doubt;
import io.github.bertmark.run.scenario.ScenarioResults;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a run found out about one variant.
 *
 * @param id of the variant
 * @param displayName the name in tables and pictures
 * @param parent id of the variant that it is another form of, the float32 one for a quantised one;
 *     null if it is none or that is not known
 * @param found what was found of the model; null if it is bertmark's own
 * @param model the file that was both timed and evaluated
 * @param settings of its sessions; null if the forks did not record them
 * @param latency of a whole call, from text to label
 * @param stages where that time goes; null if it was not measured
 * @param callAllocation on the heap by a call; null if it was not measured
 * @param graph that ONNX Runtime ran; null if it was not looked at
 * @param bound that the machine sets; null if it was not measured
 * @param peers other ways to run the model; null if none was measured
 * @param scenarios what further scenarios found; null if none was measured
 * @param audit that timed calls answered as the accuracy pass did
 * @param predictions every prediction of the accuracy pass
 */
// What whole iterations allocated, of former versions.
@JsonIgnoreProperties("allocation")
public record VariantResult(
    String id,
    String displayName,
    @Nullable String parent,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Found found,
    ModelReference model,
    @Nullable SessionReport settings,
    Latency latency,
    @Nullable Stages stages,
    @Nullable Allocation callAllocation,
    @Nullable GraphReport graph,
    @Nullable Bound bound,
    @Nullable List<Peer> peers,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ScenarioResults scenarios,
    Accuracy accuracy,
    Audit audit,
    FileReference predictions) {

  /** What speaks against believing its accuracy, or shipping it, in a sentence; null if nothing. */
  public @Nullable String doubt() {
    return Doubt.of(displayName, accuracy.correct(), accuracy.queries(), accuracy.answers());
  }

  /** What one of the further scenarios found; null if it was not measured. */
  public <T> @Nullable T measured(Function<ScenarioResults, @Nullable T> scenario) {
    return scenarios == null ? null : scenario.apply(scenarios);
  }

  public VariantResult {
    peers = peers == null ? null : List.copyOf(peers);
  }
}
