package io.github.bertmark.classify;

import static java.util.stream.Collectors.joining;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.bertmark.InputException;
import io.github.bertmark.PlainText;
import io.github.bertmark.model.ModelVariant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which inputs a model wants and which output holds its logits, as it declares them.
 *
 * @param inputs those that it has, each with its name and type
 * @param fixedLength the only number of tokens that it takes; 0 if it takes any
 * @param logits the output
 * @param widthKnown whether the model declares how many logits there are
 */
record ModelSignature(Map<Role, Input> inputs, int fixedLength, Input logits, boolean widthKnown) {
  private static final String LOGITS = "logits";
  private static final long DYNAMIC = -1;
  private static final Set<OnnxJavaType> INTEGERS = Set.of(OnnxJavaType.INT64, OnnxJavaType.INT32);
  private static final Set<OnnxJavaType> REALS =
      Set.of(OnnxJavaType.FLOAT, OnnxJavaType.DOUBLE, OnnxJavaType.FLOAT16, OnnxJavaType.BFLOAT16);

  /** What an input tells of each token. */
  enum Role {
    TOKEN_IDS("input_ids"),
    ATTENTION_MASK("attention_mask", "input_mask"),
    /** DistilBERT and RoBERTa have none. */
    TOKEN_TYPES("token_type_ids", "segment_ids"),
    POSITIONS("position_ids");

    private final List<String> names;

    Role(String... names) {
      this.names = List.of(names);
    }

    /** By an input's name; exporters from TensorFlow write something around it. */
    private static @Nullable Role of(String input) {
      String name = input.replaceFirst("^serving_default_", "").replaceFirst(":0$", "");
      return Arrays.stream(values())
          .filter(role -> role.names.contains(name))
          .findFirst()
          .orElse(null);
    }
  }

  /** An input or an output. */
  record Input(String name, OnnxJavaType type) {}

  /**
   * What a loaded model declares.
   *
   * @throws InputException if it is not a classifier of one text into the variant's labels
   */
  static ModelSignature of(OrtSession session, ModelVariant variant) throws OrtException {
    Map<Role, Input> inputs = new EnumMap<>(Role.class);
    int fixed = 0;
    for (NodeInfo input : session.getInputInfo().values()) {
      Role role = Role.of(input.getName());
      if (role == null) {
        throw unfit(
            variant,
            "wants an input " + PlainText.cut(input.getName()) + " that a text does not give");
      }
      TensorInfo tensor = integers(input, variant);
      int length = Math.toIntExact(Math.max(0, tensor.getShape()[1]));
      if (length > 0 && fixed > 0 && length != fixed) {
        throw unfit(variant, "has inputs of different lengths, " + fixed + " and " + length);
      }
      fixed = Math.max(fixed, length);
      inputs.put(role, new Input(input.getName(), tensor.type));
    }
    if (!inputs.containsKey(Role.TOKEN_IDS)) {
      throw unfit(variant, "has no input input_ids but " + session.getInputInfo().keySet());
    }
    NodeInfo logits = logitsAmong(session.getOutputInfo(), variant);
    TensorInfo row = (TensorInfo) logits.getInfo();
    return new ModelSignature(
        inputs, fixed, new Input(logits.getName(), row.type), row.getShape()[1] != DYNAMIC);
  }

  /** How many tokens it takes, of those that its variant allows. */
  int longest(int maximumLength) {
    return fixedLength > 0 ? Math.min(fixedLength, maximumLength) : maximumLength;
  }

  /** One that it has. */
  Input input(Role role) {
    return Objects.requireNonNull(inputs.get(role));
  }

  boolean has(Role role) {
    return inputs.containsKey(role);
  }

  /** What is unusual about it and decides what a call costs or answers, in sentences. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (fixedLength > 0) {
      notes.add(
          "costs "
              + fixedLength
              + " tokens for every query, the only length that its graph takes"
              + (has(Role.ATTENTION_MASK)
                  ? "."
                  : "; it has no attention mask, so that the padding is read as text."));
    }
    String ints =
        inputs.values().stream()
            .filter(input -> input.type == OnnxJavaType.INT32)
            .map(Input::name)
            .collect(joining(", "));
    if (!ints.isEmpty()) {
      notes.add("takes " + ints + " as int32.");
    }
    if (logits.type != OnnxJavaType.FLOAT) {
      notes.add("gives logits in " + logits.type.name().toLowerCase(Locale.ROOT) + ".");
    }
    return notes;
  }

  private static TensorInfo integers(NodeInfo input, ModelVariant variant) {
    if (input.getInfo() instanceof TensorInfo tensor
        && INTEGERS.contains(tensor.type)
        && tensor.getShape().length == 2
        && (tensor.getShape()[0] == DYNAMIC || tensor.getShape()[0] == 1)
        && tensor.getShape()[1] != 0
        && tensor.getShape()[1] <= Integer.MAX_VALUE) {
      return tensor;
    }
    throw unfit(
        variant,
        "input "
            + describe(input)
            + " is not INT64 or INT32 [batch, sequence] with a batch of 1 or any");
  }

  /** The output called so, or the only one that can be it. */
  private static NodeInfo logitsAmong(Map<String, NodeInfo> outputs, ModelVariant variant) {
    NodeInfo named = outputs.get(LOGITS);
    Collection<NodeInfo> all = named == null ? outputs.values() : List.of(named);
    List<NodeInfo> rows = all.stream().filter(output -> rank(output) == 2).toList();
    List<NodeInfo> fitting =
        rows.stream()
            .filter(output -> width(output) == DYNAMIC || width(output) == variant.labels().size())
            .toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    String declared = all.stream().map(ModelSignature::describe).collect(joining(", "));
    if (fitting.size() > 1) {
      throw unfit(variant, "has several outputs that may be its logits: " + declared);
    }
    if (all.stream().anyMatch(output -> rank(output) > 2)) {
      throw new InputException(
          variant.modelFile(),
          "gives something for each token and no logits for the text ("
              + declared
              + "): a classification head is missing",
          "export the fine-tuned model with its head, as a ...ForSequenceClassification");
    }
    if (rows.size() == 1) {
      checkWidth(width(rows.get(0)), variant);
    }
    throw unfit(variant, "has no output of float [batch, labels] but " + declared);
  }

  /** Of a tensor of real numbers; -1 of any other output. */
  private static int rank(NodeInfo output) {
    return output.getInfo() instanceof TensorInfo tensor && REALS.contains(tensor.type)
        ? tensor.getShape().length
        : -1;
  }

  private static long width(NodeInfo row) {
    return ((TensorInfo) row.getInfo()).getShape()[1];
  }

  static void checkWidth(long width, ModelVariant variant) {
    if (width == 1) {
      throw unfit(variant, "gives one logit, as a regression does, and no choice among labels");
    }
    if (width != variant.labels().size()) {
      throw new InputException(
          variant.modelFile(),
          "gives "
              + width
              + " logits but there are "
              + variant.labels().size()
              + " labels ("
              + (variant.origin() == null ? "variant.json" : variant.origin().labels())
              + ")",
          "list one label for each logit, in their order");
    }
  }

  private static String describe(NodeInfo node) {
    return PlainText.cut(node.getName())
        + " "
        + (node.getInfo() instanceof TensorInfo tensor
            ? tensor.type + " " + Arrays.toString(tensor.getShape())
            : "that is no tensor");
  }

  private static InputException unfit(ModelVariant variant, String cause) {
    return new InputException(
        variant.modelFile(), cause, "export it for text classification, one text at a time");
  }
}
