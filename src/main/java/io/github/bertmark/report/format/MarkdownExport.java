package io.github.bertmark.report.format;

import io.github.bertmark.choice.Lead;
import io.github.bertmark.metric.Catalogue;
import io.github.bertmark.report.MarkdownComment;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** GitHub's Markdown for a job summary or a comment: a part for each run. */
record MarkdownExport(Catalogue catalogue) implements Export {
  @Override
  public List<ExportFile> files(List<StoredRun> runs) throws IOException {
    List<String> parts = new ArrayList<>();
    for (StoredRun run : runs) {
      parts.add(MarkdownComment.of(run.document(), Lead.of(run, null), catalogue));
    }
    return List.of(new ExportFile("bertmark.md", String.join("\n", parts)));
  }
}
