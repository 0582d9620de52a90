package io.github.bertmark.results;

import org.jspecify.annotations.Nullable;

/**
 * Where the time of a call goes, each stage timed by itself; null where it was not timed.
 *
 * @param tokenise text to token ids
 * @param infer token ids to logits
 * @param label logits to label
 * @param bareRun ONNX Runtime alone on prepared tensors, the floor of {@code infer}
 * @param classify the whole call again, measured beside the stages
 * @param classifyOverBareRun median of the whole call over that of the bare run; medians, since a
 *     few calls that the system interrupts would drown a difference of a percent in the means
 */
public record Stages(
    @Nullable Latency tokenise,
    @Nullable Latency infer,
    @Nullable Latency label,
    @Nullable Latency classify,
    @Nullable Latency bareRun,
    @Nullable Double classifyOverBareRun) {}
