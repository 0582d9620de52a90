package io.github.bertmark.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.bertmark.InputException;
import io.github.bertmark.checkpoint.FloatTensor;
import io.github.bertmark.model.WeightForm;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A matrix in an integer form as the inputs of a node.
 *
 * @param integers packed as the form's operators want them
 * @param scales what to multiply them by
 */
public record QuantizedWeights(Initializer integers, Initializer scales) {

  /** A linear layer's weight [inputs, outputs] with a scale for each output. */
  public static QuantizedWeights perChannel(Weight weight) {
    int outputs = weight.shape().get(1);
    return of(
        weight,
        DataType.INT8,
        weight.shape(),
        List.of(outputs),
        () -> List.of(ChannelQuantizer.quantize(weight.values().get().toArray(), outputs)));
  }

  /** A table [rows, columns] with a scale for each row. */
  public static QuantizedWeights perRow(Weight weight) {
    int rows = weight.shape().get(0);
    int columns = weight.shape().get(1);
    return of(
        weight,
        DataType.INT8,
        weight.shape(),
        List.of(rows, 1),
        () -> eachPart(weight, part -> RowQuantizer.quantize(part.toArray(), columns)));
  }

  /** A linear layer's weight [inputs, outputs] as [outputs, blocks, bytes of a block]. */
  public static QuantizedWeights ofLinear(Weight weight, WeightForm form) {
    int inputs = weight.shape().get(0);
    int outputs = weight.shape().get(1);
    int blocks = blocks(weight, inputs, form);
    int blockBytes = form.blockSize() * form.bits() / Byte.SIZE;
    return of(
        weight,
        DataType.UINT8,
        List.of(outputs, blocks, blockBytes),
        List.of(outputs, blocks),
        () -> List.of(quantize(weight.values().get().transposed(), inputs, form)));
  }

  /** A table of embeddings [rows, columns] with packed columns. */
  public static QuantizedWeights ofTable(Weight weight, WeightForm form) {
    int rows = weight.shape().get(0);
    int columns = weight.shape().get(1);
    return of(
        weight,
        DataType.UINT8,
        List.of(rows, columns * form.bits() / Byte.SIZE),
        List.of(rows, blocks(weight, columns, form)),
        () -> eachPart(weight, part -> quantize(part, columns, form)));
  }

  /** Rows have nothing to do with each other, and a table may be beyond what the heap holds. */
  private static List<QuantizedMatrix> eachPart(
      Weight table, Function<FloatTensor, QuantizedMatrix> quantizer) {
    return table.values().get().parts().stream().map(quantizer).toList();
  }

  private static QuantizedMatrix quantize(FloatTensor matrix, int columns, WeightForm form) {
    return new BlockQuantizer(form.bits(), form.blockSize()).quantize(matrix.toArray(), columns);
  }

  private static int blocks(Weight weight, int columns, WeightForm form) {
    if (columns % form.blockSize() != 0) {
      throw new InputException(
          weight.name(),
          "its %d columns are no whole number of blocks of %d".formatted(columns, form.blockSize()),
          "choose another block size");
    }
    return columns / form.blockSize();
  }

  private static QuantizedWeights of(
      Weight weight,
      DataType type,
      List<Integer> integersShape,
      List<Integer> scalesShape,
      Supplier<List<QuantizedMatrix>> maker) {
    SharedValues<List<QuantizedMatrix>> shared = new SharedValues<>(2, maker);
    return new QuantizedWeights(
        new Initializer(
            weight.name() + "_quantized",
            type,
            integersShape,
            () -> shared.take().stream().map(QuantizedMatrix::integers).iterator()),
        new Initializer(
            weight.name() + "_scale",
            DataType.FLOAT,
            scalesShape,
            () -> shared.take().stream().map(QuantizedMatrix::scales).iterator()));
  }
}
