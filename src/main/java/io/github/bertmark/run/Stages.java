package io.github.bertmark.run;

import org.jspecify.annotations.Nullable;

/**
 * Where the time of a call goes, by calls that took turns in one session; null where it was not
 * timed.
 *
 * @param tokenise text to token ids
 * @param infer token ids to logits
 * @param label logits to label
 * @param classify the whole call
 * @param bareRun ONNX Runtime alone on prepared tensors, the floor of {@code infer}
 * @param classifyOverBareRun the whole call over the bare run of the same round, typically
 */
public record Stages(
    @Nullable Latency tokenise,
    @Nullable Latency infer,
    @Nullable Latency label,
    @Nullable Latency classify,
    @Nullable Latency bareRun,
    @Nullable Double classifyOverBareRun) {}
