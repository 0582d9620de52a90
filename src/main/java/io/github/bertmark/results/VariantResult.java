package io.github.bertmark.results;

import org.jspecify.annotations.Nullable;

/**
 * What a run found out about one variant.
 *
 * @param id of the variant
 * @param displayName the name in tables and pictures
 * @param model the file that was both timed and evaluated
 * @param latency of a whole call, from text to label
 * @param stages where that time goes; null if it was not measured
 * @param audit that timed calls answered as the accuracy pass did
 * @param predictions every prediction of the accuracy pass
 */
public record VariantResult(
    String id,
    String displayName,
    ModelReference model,
    Latency latency,
    @Nullable Stages stages,
    Accuracy accuracy,
    Audit audit,
    FileReference predictions) {}
