package io.github.bertmark.classify;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.bertmark.classify.ModelSignature.Role;
import io.github.bertmark.classify.tokens.TokenizedQuery;
import io.github.bertmark.model.PaddingRule;
import java.util.Arrays;
import java.util.EnumMap;
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
  private final long padTokenId;
  private final Map<Role, TokenMemory> memory = new EnumMap<>(Role.class);
  private final TokenMemory tokenIds;
  private final @Nullable TokenMemory tokenTypes;
  private final @Nullable TokenMemory attentionMask;
  private final LogitsMemory logits;
  private final float[] row;
  private final Map<String, OnnxTensor> output;
  private final @Nullable Map<String, OnnxTensor>[] inputsByLength;

  /** The pool's note of when the call began that has it; guarded by that call alone. */
  boolean lentDuringDrain;

  @SuppressWarnings({"unchecked", "rawtypes"}) // no generic arrays in Java
  Workspace(
      OrtSession session,
      ModelSignature signature,
      PaddingRule padding,
      int maximumLength,
      int labels)
      throws OrtException {
    this.session = session;
    this.signature = signature;
    this.padTokenId = padding.padTokenId();
    int length = Math.max(maximumLength, signature.fixedLength());
    this.tokenIds = memory(Role.TOKEN_IDS, length);
    this.tokenTypes = signature.has(Role.TOKEN_TYPES) ? memory(Role.TOKEN_TYPES, length) : null;
    this.attentionMask =
        signature.has(Role.ATTENTION_MASK) ? memory(Role.ATTENTION_MASK, length) : null;
    if (attentionMask != null) {
      attentionMask.fill(0, length, 1);
    }
    if (signature.has(Role.POSITIONS)) {
      TokenMemory positions = memory(Role.POSITIONS, length);
      for (int i = 0; i < length; i++) {
        positions.put(i, padding.firstPosition() + (long) i);
      }
    }
    this.row = new float[labels];
    this.inputsByLength = new Map[length + 1];
    this.logits = new LogitsMemory(signature.logits().type(), labels);
    this.output = Map.of(signature.logits().name(), logits.tensor());
  }

  private TokenMemory memory(Role role, int length) {
    TokenMemory made = TokenMemory.of(signature.input(role).type(), length);
    memory.put(role, made);
    return made;
  }

  /** Runs the model; the result is overwritten by the next run. */
  float[] infer(TokenizedQuery query) throws OrtException {
    run(load(query));
    logits.read(row);
    return row;
  }

  /** Copies the query into the input memory. */
  Map<String, OnnxTensor> load(TokenizedQuery query) throws OrtException {
    int length = query.length();
    if (length >= inputsByLength.length) {
      throw new IllegalArgumentException(
          length + " tokens, more than the maximum of " + (inputsByLength.length - 1));
    }
    tokenIds.put(query.tokenIdArray());
    if (tokenTypes != null) {
      long[] types = query.tokenTypeArray();
      if (types == null) {
        throw new IllegalArgumentException("the query was tokenised for a model without types");
      }
      tokenTypes.put(types);
    }
    if (signature.fixedLength() > 0) {
      pad(length);
      length = signature.fixedLength();
    }
    Map<String, OnnxTensor> inputs = inputsByLength[length];
    if (inputs == null) {
      inputs = newInputs(length);
      inputsByLength[length] = inputs;
    }
    return inputs;
  }

  private void pad(int length) {
    int end = signature.fixedLength();
    tokenIds.fill(length, end, padTokenId);
    if (tokenTypes != null) {
      tokenTypes.fill(length, end, 0);
    }
    if (attentionMask != null) {
      attentionMask.fill(0, length, 1);
      attentionMask.fill(length, end, 0);
    }
  }

  /** The bare run, whose logits lie in the tensor until the next one. */
  OnnxTensor run(Map<String, OnnxTensor> inputs) throws OrtException {
    session.run(inputs, output).close();
    return logits.tensor();
  }

  private Map<String, OnnxTensor> newInputs(int length) throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    for (Map.Entry<Role, TokenMemory> each : memory.entrySet()) {
      inputs.put(signature.input(each.getKey()).name(), each.getValue().tensor(length));
    }
    return Map.copyOf(inputs);
  }

  @Override
  public void close() {
    logits.close();
    for (Map<String, OnnxTensor> inputs : inputsByLength) {
      if (inputs != null) {
        inputs.values().forEach(OnnxTensor::close);
      }
    }
    Arrays.fill(inputsByLength, null);
  }
}
