package io.github.bertmark.classify;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.bertmark.InputException;
import io.github.bertmark.model.ModelVariant;
import java.util.Arrays;
import java.util.Map;

/**
 * Which inputs a model wants and which output holds its logits.
 *
 * @param attentionMask whether it has the input {@value #ATTENTION_MASK}
 * @param tokenTypes whether it has the input {@value #TOKEN_TYPE_IDS}; DistilBERT has not
 * @param logits name of the output
 * @param widthKnown whether the model declares how many logits there are
 */
record ModelSignature(
    boolean attentionMask, boolean tokenTypes, String logits, boolean widthKnown) {
  static final String INPUT_IDS = "input_ids";
  static final String ATTENTION_MASK = "attention_mask";
  static final String TOKEN_TYPE_IDS = "token_type_ids";
  static final String LOGITS = "logits";
  private static final long DYNAMIC = -1;

  /**
   * What a loaded model declares.
   *
   * @throws InputException if it is not a classifier of one text into the variant's labels
   */
  static ModelSignature of(OrtSession session, ModelVariant variant) throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    inputs.forEach((name, input) -> checkInput(name, input, variant));
    if (!inputs.containsKey(INPUT_IDS)) {
      throw unfit(variant, "has no input " + INPUT_IDS + " but " + inputs.keySet());
    }
    NodeInfo logits = logitsAmong(session.getOutputInfo(), variant);
    long width = checkLogits(logits, variant);
    return new ModelSignature(
        inputs.containsKey(ATTENTION_MASK),
        inputs.containsKey(TOKEN_TYPE_IDS),
        logits.getName(),
        width != DYNAMIC);
  }

  private static NodeInfo logitsAmong(Map<String, NodeInfo> outputs, ModelVariant variant) {
    NodeInfo logits = outputs.get(LOGITS);
    if (logits != null) {
      return logits;
    }
    if (outputs.size() != 1) {
      throw unfit(variant, "has no output " + LOGITS + " but " + outputs.keySet());
    }
    return outputs.values().iterator().next();
  }

  private static void checkInput(String name, NodeInfo input, ModelVariant variant) {
    switch (name) {
      case INPUT_IDS, ATTENTION_MASK, TOKEN_TYPE_IDS -> {}
      default -> throw unfit(variant, "wants an input " + name + " that a text does not give");
    }
    boolean fits =
        input.getInfo() instanceof TensorInfo tensor
            && tensor.type == OnnxJavaType.INT64
            && tensor.getShape().length == 2
            && (tensor.getShape()[0] == DYNAMIC || tensor.getShape()[0] == 1)
            && tensor.getShape()[1] == DYNAMIC;
    if (!fits) {
      throw unfit(
          variant, "input " + name + " is " + describe(input) + ", not INT64 [batch, sequence]");
    }
  }

  private static long checkLogits(NodeInfo output, ModelVariant variant) {
    if (!(output.getInfo() instanceof TensorInfo tensor)
        || tensor.type != OnnxJavaType.FLOAT
        || tensor.getShape().length != 2) {
      throw unfit(
          variant,
          "output " + output.getName() + " is " + describe(output) + ", not FLOAT [batch, labels]");
    }
    long width = tensor.getShape()[1];
    if (width != DYNAMIC) {
      checkWidth(width, variant);
    }
    return width;
  }

  static void checkWidth(long width, ModelVariant variant) {
    if (width != variant.labels().size()) {
      throw new InputException(
          variant.modelFile(),
          "gives " + width + " logits but variant.json has " + variant.labels().size() + " labels",
          "list one label for each logit, in their order");
    }
  }

  private static String describe(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor
        ? tensor.type + " " + Arrays.toString(tensor.getShape())
        : node.getInfo().toString();
  }

  private static InputException unfit(ModelVariant variant, String cause) {
    return new InputException(
        variant.modelFile(),
        cause,
        "export it for text classification with dynamic batch and sequence axes");
  }
}
