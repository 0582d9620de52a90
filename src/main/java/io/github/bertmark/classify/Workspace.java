package io.github.bertmark.classify;

import static io.github.bertmark.classify.ModelSignature.ATTENTION_MASK;
import static io.github.bertmark.classify.ModelSignature.INPUT_IDS;
import static io.github.bertmark.classify.ModelSignature.TOKEN_TYPE_IDS;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call of the model needs: input and output memory and the tensors over it, made once and
 * used by one call at a time.
 *
 * <p>ONNX Runtime's Java tensors over direct buffers are views: they copy nothing, and see what is
 * written to the buffer later. Only their shape is fixed, so there is a set of them for each length
 * that occurred, all over the same memory. The output is pinned, so a run allocates no result.
 */
final class Workspace implements AutoCloseable {
  private final OrtSession session;
  private final ModelSignature signature;
  private final LongBuffer tokenIds;
  private final LongBuffer attentionMask;
  private final LongBuffer tokenTypes;
  private final FloatBuffer logits;
  private final float[] row;
  private final Map<String, OnnxTensor> output;
  private final @Nullable Map<String, OnnxTensor>[] inputsByLength;

  /** The pool's note of when the call began that has it; guarded by that call alone. */
  boolean lentDuringDrain;

  @SuppressWarnings({"unchecked", "rawtypes"}) // no generic arrays in Java
  Workspace(OrtSession session, ModelSignature signature, int maximumLength, int labels)
      throws OrtException {
    this.session = session;
    this.signature = signature;
    this.tokenIds = longs(maximumLength);
    this.attentionMask = longs(maximumLength);
    this.tokenTypes = longs(maximumLength);
    this.logits = bytes((long) labels * Float.BYTES).asFloatBuffer();
    this.row = new float[labels];
    this.inputsByLength = new Map[maximumLength + 1];
    while (attentionMask.hasRemaining()) {
      attentionMask.put(1);
    }
    OrtEnvironment environment = KeptEnvironment.get();
    this.output =
        Map.of(
            signature.logits(),
            OnnxTensor.createTensor(environment, logits, new long[] {1, labels}));
  }

  /** Runs the model; the result is overwritten by the next run. */
  float[] infer(TokenizedQuery query) throws OrtException {
    run(load(query));
    logits.get(0, row);
    return row;
  }

  /** Copies the query into the input memory. */
  Map<String, OnnxTensor> load(TokenizedQuery query) throws OrtException {
    if (query.length() >= inputsByLength.length) {
      throw new IllegalArgumentException(
          query.length() + " tokens, more than the maximum of " + (inputsByLength.length - 1));
    }
    tokenIds.put(0, query.tokenIdArray());
    if (signature.tokenTypes()) {
      long[] types = query.tokenTypeArray();
      if (types == null) {
        throw new IllegalArgumentException("the query was tokenised for a model without types");
      }
      tokenTypes.put(0, types);
    }
    Map<String, OnnxTensor> inputs = inputsByLength[query.length()];
    if (inputs == null) {
      inputs = newInputs(query.length());
      inputsByLength[query.length()] = inputs;
    }
    return inputs;
  }

  /** The bare run. */
  FloatBuffer run(Map<String, OnnxTensor> inputs) throws OrtException {
    session.run(inputs, output).close();
    return logits;
  }

  private Map<String, OnnxTensor> newInputs(int length) throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    inputs.put(INPUT_IDS, tensor(tokenIds, length));
    if (signature.attentionMask()) {
      inputs.put(ATTENTION_MASK, tensor(attentionMask, length));
    }
    if (signature.tokenTypes()) {
      inputs.put(TOKEN_TYPE_IDS, tensor(tokenTypes, length));
    }
    return Map.copyOf(inputs);
  }

  private static OnnxTensor tensor(LongBuffer memory, int length) throws OrtException {
    return OnnxTensor.createTensor(
        KeptEnvironment.get(), memory.slice(0, length), new long[] {1, length});
  }

  private static LongBuffer longs(int length) {
    return bytes((long) length * Long.BYTES).asLongBuffer();
  }

  private static ByteBuffer bytes(long size) {
    return ByteBuffer.allocateDirect(Math.toIntExact(size)).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    output.values().forEach(OnnxTensor::close);
    for (Map<String, OnnxTensor> inputs : inputsByLength) {
      if (inputs != null) {
        inputs.values().forEach(OnnxTensor::close);
      }
    }
    Arrays.fill(inputsByLength, null);
  }
}
