package io.github.bertmark.report;

import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.RunFixture.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Merged runs to report on. */
public final class Runs {
  private static final List<Variant> SEVEN_VARIANTS =
      List.of(
          RunFixture.BERT,
          new Variant("bert-int8", "BERT int8", 7.1, 4_872, 112_000_000),
          new Variant("bert-int4", "BERT 4-bit", 9.3, 4_855, 71_000_000),
          RunFixture.DISTILBERT,
          new Variant("distilbert-int8", "DistilBERT int8", 3.6, 4_815, 69_000_000),
          new Variant("distilbert-int4", "DistilBERT 4-bit", 4.7, 4_820, 48_000_000),
          new Variant("distilbert-3l-int8", "DistilBERT, 3 layers, int8", 1.9, 4_690, 47_000_000));
  private static final List<Variant> MORE =
      List.of(
          new Variant("bert-fp16", "BERT fp16", 15.8, 4_889, 219_000_000),
          new Variant("bert-int8-mix", "BERT int8, mixed", 7.4, 4_880, 121_000_000),
          new Variant("distilbert-3l", "DistilBERT, 3 layers", 4.4, 4_702, 190_000_000),
          new Variant("distilbert-fp16", "DistilBERT fp16", 8.0, 4_838, 134_000_000),
          new Variant("distilbert-mix", "DistilBERT int8, mixed", 3.8, 4_829, 74_000_000));

  public static final RunDocument REFERENCE = merge(RunFixture.ofReferenceVariants().withStages());
  public static final RunDocument ALONE = merge(RunFixture.of(RunFixture.BERT));
  static final RunDocument SAMPLE =
      merge(RunFixture.ofReferenceVariants().quick().onBuiltInSample());
  public static final RunDocument SINGLE_FORK =
      merge(RunFixture.ofReferenceVariants().withForks(1));
  public static final RunDocument QUICK = merge(RunFixture.ofReferenceVariants().quick());
  static final RunDocument SEVEN_FORKS = merge(RunFixture.ofReferenceVariants().withForks(7));
  public static final RunDocument SIX =
      merge(
          RunFixture.of(
              RunFixture.BERT,
              RunFixture.DISTILBERT,
              new Variant("bert-int8", "BERT int8", 7.1, 4_860, 112_000_000),
              new Variant("distilbert-int8", "DistilBERT int8", 3.6, 4_815, 69_000_000),
              new Variant("bert-4bit", "BERT 4-bit, block 128", 9.3, 4_855, 71_000_000),
              new Variant("slow", "A variant of a very long name", 1_234.5, 4_790, 48_000_000)));
  public static final RunDocument SEVEN =
      merge(RunFixture.of(SEVEN_VARIANTS.toArray(Variant[]::new)));
  public static final RunDocument TWELVE =
      merge(
          RunFixture.of(
              Stream.concat(SEVEN_VARIANTS.stream(), MORE.stream()).toArray(Variant[]::new)));
  public static final RunDocument HOSTILE =
      merge(
          RunFixture.of(
              RunFixture.BERT,
              new Variant(
                  "hostile", "<script>alert(1)</script> | `a` *b* [c](d)\n# e", 9, 4_000, 9)));

  private Runs() {}

  private static RunDocument merge(RunFixture fixture) {
    try {
      Path folder = Files.createTempDirectory("run");
      try {
        return fixture.document(folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> found = Files.walk(folder)) {
      paths = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
