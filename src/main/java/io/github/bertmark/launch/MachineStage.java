package io.github.bertmark.launch;

import io.github.bertmark.Progress;
import io.github.bertmark.raw.GraphRecord;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.scenario.MachineScenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The benchmarks of a scenario of the machine alone, as one {@link JmhProcess}, in a JVM each.
 *
 * @param jar {@code benchmarks.jar}
 * @param threads of the run
 * @param graphs of the run's variants
 * @param run gets JMH's results and its log
 */
public record MachineStage(
    Path jar, MachineScenario scenario, int threads, List<GraphRecord> graphs, RunFiles run) {
  public MachineStage {
    graphs = List.copyOf(graphs);
  }

  /** Runs them to the end. */
  public void execute(Progress progress) throws IOException, InterruptedException {
    MachineScenario.Work work = scenario.work(threads, graphs);
    Path log = run.path().resolve("jmh-" + scenario.id() + ".log");
    JmhProcess.run(command(work), log, List.of(scenario), work.forks(), progress);
  }

  private List<String> command(MachineScenario.Work work) {
    List<String> command = new ArrayList<>(JmhProcess.java(List.of(jar)));
    command.add(scenario.pattern());
    work.parameters()
        .forEach(
            (name, values) -> command.addAll(List.of("-p", name + "=" + String.join(",", values))));
    command.addAll(List.of("-f", "1", "-foe", "true"));
    command.addAll(List.of("-rf", "json", "-rff", run.jmh(scenario.id()).toString()));
    return command;
  }
}
