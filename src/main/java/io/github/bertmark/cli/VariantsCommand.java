package io.github.bertmark.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import io.github.bertmark.InputException;
import io.github.bertmark.LeftOut;
import io.github.bertmark.PlainText;
import io.github.bertmark.cli.option.VariantsOption;
import io.github.bertmark.model.ModelFiles;
import io.github.bertmark.model.ModelVariant;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Lists the variants of the models folder. */
@Command(
    name = "variants",
    description = "Lists the model variants: built or not, their sizes and digests.",
    footerHeading = "%nExample:%n",
    footer = "  bertmark variants")
final class VariantsCommand implements Callable<Integer> {
  private static final double BYTES_PER_MIB = 1 << 20;

  @Mixin private VariantsOption variants = new VariantsOption();
  @ParentCommand private Main main;

  @Override
  public Integer call() throws IOException {
    List<Row> rows = new ArrayList<>();
    PrintWriter err = main.err();
    LeftOutReport leftOut = new LeftOutReport(err);
    for (ModelVariant variant : variants.all(main.environment(), err, main.progress(), leftOut)) {
      rows.add(Row.of(variant, leftOut));
    }
    PrintWriter out = main.out();
    out.println(
        AsciiTable.getTable(
            AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS,
            rows,
            List.of(
                left("variant", Row::id),
                left("name", row -> PlainText.line(row.displayName())),
                left("model", Row::state),
                new Column()
                    .header("size (MiB)")
                    .dataAlign(HorizontalAlign.RIGHT)
                    .with(Row::sizeMiB),
                left("SHA-256", Row::sha256),
                left("adapter", Row::adapter))));
    out.flush();
    return leftOut.exitCode(0);
  }

  private static ColumnData<Row> left(String header, Function<Row, String> value) {
    return new Column().header(header).dataAlign(HorizontalAlign.LEFT).with(value);
  }

  private record Row(
      String id, String displayName, String state, String sizeMiB, String sha256, String adapter) {
    static Row of(ModelVariant variant, LeftOut leftOut) throws IOException {
      if (!Files.exists(variant.modelFile()) || !Files.exists(variant.tokenizerFile())) {
        return of(variant, "not built", "", "");
      }
      try {
        ModelFiles files = ModelFiles.of(variant);
        String sizeMiB = String.format(Locale.ROOT, "%.2f", files.bytes() / BYTES_PER_MIB);
        return of(variant, "built", sizeMiB, files.sha256());
      } catch (InputException e) {
        leftOut.add(variant.id(), e);
        return of(variant, "unfit", "", "");
      }
    }

    private static Row of(ModelVariant variant, String state, String sizeMiB, String sha256) {
      return new Row(
          variant.id(),
          variant.displayName(),
          state,
          sizeMiB,
          sha256,
          adapter(variant.adapterFolder()));
    }

    private static String adapter(@Nullable Path folder) {
      if (folder == null) {
        return "ready-made model";
      }
      return Files.exists(folder.resolve("adapter_model.safetensors")) ? "present" : "missing";
    }
  }
}
