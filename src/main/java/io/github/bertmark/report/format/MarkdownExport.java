package io.github.bertmark.report.format;

import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.report.MarkdownComment;
import io.github.bertmark.run.StoredRun;
import java.util.List;
import java.util.stream.Collectors;

/** GitHub's Markdown for a job summary or a comment: a part for each run. */
record MarkdownExport(Catalogue catalogue) implements Export {
  @Override
  public List<ExportFile> files(List<StoredRun> runs) {
    return List.of(
        new ExportFile(
            "bertmark.md",
            runs.stream()
                .map(run -> MarkdownComment.of(run.document(), catalogue))
                .collect(Collectors.joining("\n"))));
  }
}
