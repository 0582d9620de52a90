package io.github.bertmark.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the text with CommonMark's own parser and GitHub's tables. */
class MarkdownExportTest {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  @TempDir Path folder;
  private StoredRun run;

  @BeforeEach
  void write() throws IOException {
    run = StoredRuns.write(folder);
  }

  /** What of it is markup. */
  private static final class Found extends AbstractVisitor {
    final List<List<String>> rows = new ArrayList<>();
    final List<String> headings = new ArrayList<>();
    final List<String> html = new ArrayList<>();
    final List<Node> references = new ArrayList<>();

    @Override
    public void visit(CustomNode node) {
      if (node instanceof TableRow) {
        rows.add(new ArrayList<>());
      } else if (node instanceof TableCell) {
        rows.get(rows.size() - 1).add(text(node));
      }
      visitChildren(node);
    }

    @Override
    public void visit(Heading heading) {
      headings.add(text(heading));
      visitChildren(heading);
    }

    @Override
    public void visit(HtmlInline inline) {
      html.add(inline.getLiteral());
    }

    @Override
    public void visit(HtmlBlock block) {
      html.add(block.getLiteral());
    }

    @Override
    public void visit(Link link) {
      references.add(link);
    }

    @Override
    public void visit(Image image) {
      references.add(image);
    }

    private static String text(Node node) {
      return TextContentRenderer.builder()
          .extensions(List.of(TablesExtension.create()))
          .build()
          .render(node)
          // The renderer ends a cell by a bar, and shows comments.
          .strip()
          .replaceFirst("\\|$", "")
          .replace("<!-- -->", "");
    }
  }

  private static Found read(StoredRun... runs) throws IOException {
    List<ExportFile> files = StoredRuns.export(ExportFormat.MARKDOWN, runs);
    assertThat(files).extracting(ExportFile::name).containsExactly("bertmark.md");
    Found found = new Found();
    PARSER.parse(files.get(0).text()).accept(found);
    return found;
  }

  @Test
  void leadsWithTheResultAndShowsATable() throws IOException {
    Found found = read(run);
    assertThat(found.headings).singleElement().asString().startsWith("DistilBERT answers in ");
    assertThat(found.rows).hasSize(3).allMatch(row -> row.size() == found.rows.get(0).size());
    assertThat(found.rows.get(1)).contains("418.16", "1.00x", "88.91");
    assertThat(found.rows.get(2)).contains("255.89", "88.02");
    assertThat(found.references).as("nothing that another file or host would have").isEmpty();
  }

  @Test
  void aPercentileThatTheCallsDoNotBoundIsAbsent() throws IOException {
    assertThat(read(run).rows.get(0).get(5)).isEqualTo("p95 (ms)");
    assertThat(read(run).rows.get(1).get(5)).isEqualTo("-");
    Found many = read(StoredRuns.writeLong(folder.resolve("many")));
    assertThat(many.rows.get(1).get(5)).matches("[0-9.]+");
  }

  @Test
  void aPartForEachRun() throws IOException {
    assertThat(read(run, StoredRuns.later(run, 1)).headings).hasSize(2);
  }

  @Test
  void hostileNamesAreOnlyText() throws IOException {
    Found found = read(StoredRuns.hostile(run));
    String shown = StoredRuns.HOSTILE.replace('\n', ' ');
    assertThat(found.rows).hasSize(3).allMatch(row -> row.size() == found.rows.get(0).size());
    assertThat(found.rows.get(2).get(0)).startsWith(shown);
    assertThat(found.headings).singleElement().asString().startsWith(shown + " answers in ");
    assertThat(found.references).isEmpty();
    // Besides what folds the method away, only the comment that parts @ from a name.
    assertThat(found.html)
        .allMatch(
            html ->
                html.equals("<!-- -->")
                    || html.startsWith("<details>")
                    || html.equals("</details>"));
    assertThat(found.html).contains("<!-- -->");
  }
}
