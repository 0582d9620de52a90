package io.github.bertmark.report.format;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bertmark.Json;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFiles;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Runs to export, with names that no format expects. */
final class StoredRuns {
  static final String HOSTILE =
      "<script>alert(1)</script> | a,b;\"c\" 'd'\n=1+1 \\ `e` *f* @g # %{h} ${i} - [j](k) ~ ü €";

  private StoredRuns() {}

  /** The reference variants, written into the folder with all that belongs to them. */
  static StoredRun write(Path folder) throws IOException {
    RunDocument run = RunFixture.ofReferenceVariants().quick().document(folder);
    run.write(new RunFiles(folder).run());
    return new StoredRun(folder, run);
  }

  /** The reference variants, with as many calls as every percentile takes. */
  static StoredRun writeLong(Path folder) throws IOException {
    RunDocument run = RunFixture.ofReferenceVariants().withForks(7).document(folder);
    run.write(new RunFiles(folder).run());
    return new StoredRun(folder, run);
  }

  /** A run whose names are all {@link #HOSTILE}, the ids too. */
  static StoredRun hostile(StoredRun run) throws IOException {
    return changed(
        run,
        json -> {
          json.put("id", HOSTILE).put("command", HOSTILE).put("gitCommit", HOSTILE);
          ((ObjectNode) json.get("environment")).put("cpuModel", HOSTILE);
          ((ObjectNode) json.get("dataset")).put("name", HOSTILE);
          variant(json, 1).put("id", HOSTILE).put("displayName", HOSTILE);
        });
  }

  /** As if it had been measured so many days later. */
  static StoredRun later(StoredRun run, int days) throws IOException {
    return changed(
        run,
        json ->
            json.put("id", "later-" + days)
                .put(
                    "createdAt",
                    run.document().createdAt().plusSeconds(86_400L * days).toString()));
  }

  static StoredRun changed(StoredRun run, Consumer<ObjectNode> change) throws IOException {
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(Json.toBytes(run.document()));
    change.accept(json);
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    return new StoredRun(run.folder(), Json.read(bytes, RunDocument.class, "run", "-"));
  }

  static ObjectNode variant(ObjectNode json, int index) {
    return (ObjectNode) json.get("variants").get(index);
  }

  /** The files of one format. */
  static List<ExportFile> export(ExportFormat format, StoredRun... runs) throws IOException {
    return Exports.of(List.of(format), List.of(runs), Catalogue.STANDARD);
  }
}
