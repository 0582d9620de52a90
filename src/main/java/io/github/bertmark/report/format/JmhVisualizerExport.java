package io.github.bertmark.report.format;

import io.github.bertmark.Json;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * For JMH Visualizer: {@link VisualizerExport} of one run, or a folder with one for each.
 *
 * <p>The site shows a run by itself, two side by side and many as a history; of several files it
 * takes each for a run, named as the file without {@code .json}, and sorts runs by name
 * (github.com/jzillmann/jmh-visualizer, src/javascript/store/store.js). So names begin with the
 * place in time.
 */
record JmhVisualizerExport(Catalogue catalogue) implements Export {
  @Override
  public List<ExportFile> files(List<StoredRun> runs) throws IOException {
    List<ExportFile> files = new ArrayList<>();
    List<String> ids = FileNames.ofRuns(runs);
    int digits = Integer.toString(runs.size()).length();
    for (int i = 0; i < runs.size(); i++) {
      StoredRun run = runs.get(i);
      String text = Json.toText(VisualizerExport.of(run.files().jmh(), run.document(), catalogue));
      String name =
          runs.size() == 1
              ? VisualizerExport.fileName(run.document())
              : String.format(
                  Locale.ROOT, "jmh-visualizer/%0" + digits + "d-%s.json", i + 1, ids.get(i));
      files.add(new ExportFile(name, text));
    }
    return files;
  }
}
