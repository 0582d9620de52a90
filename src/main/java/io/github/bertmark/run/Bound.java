package io.github.bertmark.run;

import org.jspecify.annotations.Nullable;

/**
 * The least time that one call could take on the machine of the run, and how far the call was from
 * it.
 *
 * @param weightBytes of weights that one call reads
 * @param operations multiplications and additions of one call's matrix products
 * @param memoryMillis to read the weights from memory
 * @param computeMillis to do the operations at ONNX Runtime's own highest rates
 * @param lowerBoundMillis no call can be quicker
 * @param measuredOverBound median latency over the bound
 * @param note what the rest of the time is; null where the latency is near the bound
 */
public record Bound(
    long weightBytes,
    long operations,
    double memoryMillis,
    double computeMillis,
    double lowerBoundMillis,
    double measuredOverBound,
    @Nullable String note) {}
