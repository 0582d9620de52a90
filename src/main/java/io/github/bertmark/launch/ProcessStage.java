package io.github.bertmark.launch;

import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.Progress;
import io.github.bertmark.model.ModelFiles;
import io.github.bertmark.model.ModelVariant;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.scenario.ProcessScenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The processes of a scenario that JMH cannot run, one after the other, the variants in turn, so
 * that what changes on the machine meanwhile changes for all.
 *
 * @param jar {@code benchmarks.jar}
 * @param properties of the processes, as JMH's forks get them
 * @param processes for each variant
 * @param run gets what each told, and their log
 */
public record ProcessStage(
    Path jar,
    ProcessScenario scenario,
    List<ModelVariant> variants,
    Map<String, String> properties,
    int processes,
    RunFiles run) {
  public ProcessStage {
    variants = List.copyOf(variants);
    properties = Map.copyOf(properties);
  }

  /** Runs them to the end. */
  public void execute(Progress progress) throws IOException, InterruptedException {
    Map<ModelVariant, String> digests = new HashMap<>();
    for (ModelVariant variant : variants) {
      digests.put(variant, ModelFiles.of(variant).checkedSha256());
    }
    if (scenario.warmsPageCache()) {
      // The very first finds the program's own files cold, and does not count.
      start(variants.get(0));
    }
    try (Progress.Task task =
        progress.start(scenario.title(), (long) processes * variants.size())) {
      for (int number = 1; number <= processes; number++) {
        for (ModelVariant variant : variants) {
          Told told = start(variant);
          String file = String.format(Locale.ROOT, "%s-%02d.json", variant.id(), number);
          Json.write(
              run.records(scenario.id()).resolve(file),
              scenario.record(
                  told.json, Objects.requireNonNull(digests.get(variant)), told.answeredMillis));
          task.advance(1);
        }
      }
    }
  }

  private record Told(byte[] json, double answeredMillis) {}

  private Told start(ModelVariant variant) throws IOException, InterruptedException {
    if (scenario.warmsPageCache()) {
      Files.copy(variant.modelFile(), OutputStream.nullOutputStream());
    }
    Path log = run.path().resolve(scenario.id() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder().redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Instant now = Instant.now();
    long start = System.nanoTime();
    String micros = Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, now));
    // Its standard input is a pipe that no one writes to: it ends when this program does.
    Process process = builder.command(command(variant, micros)).start();
    Thread onExit = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(onExit);
    try (InputStream out = process.getInputStream()) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = out.read(); b >= 0 && b != '\n'; b = out.read()) {
        line.write(b);
      }
      double answeredMillis = (System.nanoTime() - start) / 1e6;
      byte[] json = out.readAllBytes();
      if (process.waitFor() != 0 || json.length == 0) {
        throw new InputException(
            log,
            "a process of %s ended with exit code %d%s"
                .formatted(variant.id(), process.exitValue(), failure(log)),
            "read it, and run again");
      }
      return new Told(json, answeredMillis);
    } finally {
      process.destroy();
      JmhProcess.removeHook(onExit);
    }
  }

  private static String failure(Path log) throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains("Exception") || line.contains("Error"))
        .findFirst()
        .map(line -> " (" + line.strip() + ")")
        .orElse("");
  }

  private List<String> command(ModelVariant variant, String micros) {
    List<String> command = JmhProcess.jvm();
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-Dbertmark.texts=" + run.texts().toAbsolutePath());
    command.add("-Dai.djl.offline=true");
    command.add("-DOPT_OUT_TRACKING=true");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(scenario.jvmArguments());
    command.addAll(List.of("-cp", jar.toString(), scenario.benchmark(), variant.id(), micros));
    return command;
  }
}
