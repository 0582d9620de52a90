package io.github.bertmark.cli.option;

import io.github.bertmark.InputException;
import io.github.bertmark.LeftOut;
import io.github.bertmark.Progress;
import io.github.bertmark.ab.Side;
import io.github.bertmark.classify.tokens.BenchmarkQuery;
import io.github.bertmark.launch.Build;
import io.github.bertmark.launch.SideSetup;
import io.github.bertmark.model.ModelFolder;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.source.Adopted;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The two sides of a comparison: what differs is said per side, what is common once. */
public final class AbSides {
  private static final String DEFAULT_VARIANT = "distilbert";

  @Option(
      names = "--base",
      required = true,
      paramLabel = "BUILD",
      description = "What there was before: a benchmarks.jar, or a checkout that was built.")
  private Path base = Path.of(".");

  @Option(
      names = "--candidate",
      required = true,
      paramLabel = "BUILD",
      description = "What is to replace it: a benchmarks.jar, or a checkout that was built.")
  private Path candidate = Path.of(".");

  @Option(
      names = "--variants",
      paramLabel = "ID",
      description = {
        "The model variant that both sides run (default: "
            + DEFAULT_VARIANT
            + ", or of a --model the",
        "model as it is)."
      })
  private @Nullable String variant;

  @Mixin private OwnModelsOption own = new OwnModelsOption();

  @Option(
      names = "--base-model",
      paramLabel = "MODEL",
      description = "A --model of the base alone.")
  private @Nullable String baseModel;

  @Option(
      names = "--candidate-model",
      paramLabel = "MODEL",
      description = "A --model of the candidate alone.")
  private @Nullable String candidateModel;

  @Option(
      names = "--models",
      paramLabel = "FOLDER",
      description = "The models of both sides (default: each checkout's own, or models).")
  private @Nullable Path models;

  @Option(names = "--base-models", paramLabel = "FOLDER", description = "The models of the base.")
  private @Nullable Path baseModels;

  @Option(
      names = "--candidate-models",
      paramLabel = "FOLDER",
      description = "The models of the candidate.")
  private @Nullable Path candidateModels;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads within one call of a model (default: the processors there are).")
  private @Nullable Integer threads;

  @Option(names = "--base-threads", paramLabel = "N", description = "The same of the base alone.")
  private @Nullable Integer baseThreads;

  @Option(
      names = "--candidate-threads",
      paramLabel = "N",
      description = "The same of the candidate alone.")
  private @Nullable Integer candidateThreads;

  @Option(
      names = "--query",
      paramLabel = "TEXT",
      description = "What is classified (default: " + BenchmarkQuery.TEXT + ").")
  private String query = BenchmarkQuery.TEXT;

  @Option(names = "--base-query", paramLabel = "TEXT", description = "The same of the base alone.")
  private @Nullable String baseQuery;

  @Option(
      names = "--candidate-query",
      paramLabel = "TEXT",
      description = "The same of the candidate alone.")
  private @Nullable String candidateQuery;

  @Option(
      names = "--jvm-args",
      split = " ",
      paramLabel = "FLAGS",
      description = "Flags of the forks' JVMs, separated by spaces.")
  private List<String> jvmArguments = List.of();

  @Option(
      names = "--base-jvm-args",
      split = " ",
      paramLabel = "FLAGS",
      description = "The same of the base alone.")
  private List<String> baseJvmArguments = List.of();

  @Option(
      names = "--candidate-jvm-args",
      split = " ",
      paramLabel = "FLAGS",
      description = "The same of the candidate alone.")
  private List<String> candidateJvmArguments = List.of();

  @Option(
      names = "--base-library",
      paramLabel = "JAR",
      description = "A library to use instead of the base's own: another release of it.")
  private List<Path> baseLibraries = List.of();

  @Option(
      names = "--candidate-library",
      paramLabel = "JAR",
      description = "The same of the candidate: what would an update of ONNX Runtime do?")
  private List<Path> candidateLibraries = List.of();

  /**
   * Both, checked to be there.
   *
   * @throws InputException if one is not, or they are not of the same variant
   */
  public List<SideSetup> setups(Map<String, String> environment, PrintWriter err, Progress progress)
      throws IOException {
    ModelVariant ofBase = chosen(baseModel, environment, err, progress);
    ModelVariant ofCandidate = chosen(candidateModel, environment, err, progress);
    SideSetup first =
        setup(
            Side.BASE,
            Build.at("--base", base),
            baseLibraries,
            ofBase,
            baseModels,
            baseThreads == null
                ? threads("--threads", threads)
                : threads("--base-threads", baseThreads),
            baseQuery,
            baseJvmArguments);
    SideSetup second =
        setup(
            Side.CANDIDATE,
            Build.at("--candidate", candidate),
            candidateLibraries,
            ofCandidate,
            candidateModels,
            candidateThreads == null
                ? threads("--threads", threads)
                : threads("--candidate-threads", candidateThreads),
            candidateQuery,
            candidateJvmArguments);
    return List.of(first, second);
  }

  private SideSetup setup(
      Side side,
      Build build,
      List<Path> libraries,
      @Nullable ModelVariant ownModel,
      @Nullable Path ownModels,
      int ownThreads,
      @Nullable String ownQuery,
      List<String> ownArguments) {
    for (Path library : libraries) {
      if (!Files.isRegularFile(library)) {
        throw new InputException(
            library, "no such file", "name the jar of the library for --" + side.id() + "-library");
      }
    }
    String text = ownQuery == null ? query : ownQuery;
    if (text.indexOf('"') >= 0) {
      throw new InputException(
          "the query " + text, "holds a double quote, which JMH cannot hand on", "leave it out");
    }
    Path folder = ownModels == null ? models : ownModels;
    if (folder == null) {
      folder = build.models();
    }
    ModelVariant chosen =
        ownModel != null
            ? ownModel
            : ModelFolder.at(folder == null ? Path.of("models") : folder)
                .variant(variant == null ? DEFAULT_VARIANT : variant);
    return new SideSetup(
        side,
        build,
        libraries.stream().map(Path::toAbsolutePath).toList(),
        chosen,
        ownThreads,
        text,
        Stream.concat(jvmArguments.stream(), ownArguments.stream())
            .filter(flag -> !flag.isBlank())
            .toList());
  }

  /** That of a model of the user's own; null if none is named for the side. */
  private @Nullable ModelVariant chosen(
      @Nullable String ofSide, Map<String, String> environment, PrintWriter err, Progress progress)
      throws IOException {
    Adopted adopted = own.adopt(ofSide, null, environment, err, progress, LeftOut.NOTHING);
    if (adopted == null) {
      return null;
    }
    return variant == null
        ? adopted.variants().get(0)
        : new ModelFolder(adopted.folders()).variant(variant);
  }

  private static int threads(String option, @Nullable Integer number) {
    return number == null
        ? Runtime.getRuntime().availableProcessors()
        : Positive.require(option, number);
  }

  /** Whether all builds can have their calls take turns; says so if one cannot. */
  public static boolean takeTurns(List<SideSetup> setups, PrintWriter err) throws IOException {
    for (SideSetup setup : setups) {
      if (!setup.build().takesTurns()) {
        err.println(
            setup.build().jar()
                + " is of a version whose calls cannot take turns: forks run one after the other.");
        err.flush();
        return false;
      }
    }
    return true;
  }
}
