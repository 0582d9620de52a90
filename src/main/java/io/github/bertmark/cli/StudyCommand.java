package io.github.bertmark.cli;

import io.github.bertmark.AtomicFiles;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.LeftOut;
import io.github.bertmark.Progress;
import io.github.bertmark.cli.option.StudySetting;
import io.github.bertmark.cli.option.VariantsOption;
import io.github.bertmark.cli.output.RunFolder;
import io.github.bertmark.launch.JmhProcess;
import io.github.bertmark.merge.StudyMerger;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.raw.Provenance;
import io.github.bertmark.raw.StudyFiles;
import io.github.bertmark.report.StudyTable;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Times variants with different settings of the session, taking turns fork by fork. */
@Command(
    name = "study",
    description = {
      "Times variants with different settings of ONNX Runtime's session, fork by fork in turn.",
      "Let nothing else run meanwhile."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  bertmark study results/studies/mine --setting=spinning=true --setting=spinning=false")
final class StudyCommand implements Callable<Integer> {
  private static final int FORKS = 5;

  @Mixin private VariantsOption variants = new VariantsOption();
  @Mixin private BenchmarkOptions benchmarks = new BenchmarkOptions();
  @ParentCommand private Main main;

  @Option(
      names = "--setting",
      required = true,
      paramLabel = "NAME=VALUE,...",
      description = {
        "What to time, as --session has it; give it once for each. The first is what the others",
        "are compared with. launcher=COMMAND starts JMH by a command, such as setarch -R."
      })
  private List<String> settings = List.of();

  @Parameters(
      paramLabel = "STUDY",
      description = "The folder of the study, which must not exist yet.")
  private Path target = Path.of(".");

  @Override
  public Integer call() throws IOException, InterruptedException {
    Progress progress = main.progress();
    List<ModelVariant> chosen =
        variants.variants(main.environment(), main.err(), progress, LeftOut.NOTHING);
    List<StudySetting> parsed = settings.stream().map(StudySetting::parse).toList();
    if (settings.stream().distinct().count() != settings.size()) {
      throw new InputException("--setting", "one is there twice", "give each once");
    }
    benchmarks.requireReady();
    Provenance provenance =
        benchmarks.studyProvenance(
            target, Instant.now(), forks(), chosen, variants.settings(chosen), settings);
    try (RunFolder folder = RunFolder.create(target)) {
      provenance.write(new RunFiles(folder.path()));
      StudyFiles files = new StudyFiles(folder.path());
      time(chosen, parsed, files, main.nativeLibrary(), progress);
      Study study = StudyMerger.merge(files, provenance, settings, forks());
      Json.write(files.study(), study);
      AtomicFiles.writeString(files.table(), StudyTable.of(study));
      main.out().println(StudyTable.of(study));
      folder.complete();
    }
    return 0;
  }

  private int forks() {
    return benchmarks.forksOr(FORKS);
  }

  private void time(
      List<ModelVariant> chosen,
      List<StudySetting> parsed,
      StudyFiles files,
      @Nullable Path library,
      Progress progress)
      throws IOException, InterruptedException {
    try (Progress.Task task =
        progress.start("Study", (long) forks() * parsed.size() * chosen.size())) {
      for (int fork = 1; fork <= forks(); fork++) {
        for (int setting = 1; setting <= parsed.size(); setting++) {
          Files.createDirectories(files.forks(setting));
          List<String> command = new ArrayList<>(parsed.get(setting - 1).launcher());
          command.addAll(
              benchmarks
                  .oneFork(
                      chosen,
                      variants.models(),
                      parsed.get(setting - 1).session(),
                      library,
                      files.path())
                  .command(files.jmh(setting, fork), files.forks(setting)));
          JmhProcess.run(command, files.log(setting, fork));
          task.advance(chosen.size());
        }
      }
    }
  }
}
