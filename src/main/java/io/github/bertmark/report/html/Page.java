package io.github.bertmark.report.html;

import io.github.bertmark.choice.Headline;
import io.github.bertmark.choice.StudiedVariant;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.StoredRun;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.scenario.PageSection;
import io.github.bertmark.scenario.latency.PercentileNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the template of the page fills in. All is text, which the template escapes, but for the
 * elements from {@link #licences} to {@link #program}, which are whole and safe by themselves.
 *
 * @param warning to be seen before all else; null if there is nothing to warn of
 * @param facts how and where it was measured, in short
 * @param headline the result in a sentence, for where scripts are off
 * @param intervalNote for which figures there are bars
 * @param percentileNote why a percentile is absent; null if none is
 * @param attribution of the queries' texts; null if there are none
 */
record Page(
    String version,
    String title,
    String heading,
    String facts,
    @Nullable String warning,
    String headline,
    String studiedName,
    String intervalNote,
    @Nullable String percentileNote,
    @Nullable String attribution,
    List<Section> sections,
    List<Row> rows,
    List<Provenance> provenances,
    String contentSecurityPolicy,
    String licences,
    String style,
    String data,
    String library,
    String program) {

  /** An entry of the navigation. */
  record Section(String id, String name) {}

  /** A variant in the table that needs no script. */
  record Row(String name, String size, String latency, String p95, String accuracy) {}

  /** How a run came to be. */
  record Provenance(String id, String heading, List<ProvenanceItem> items) {
    Provenance {
      items = List.copyOf(items);
    }
  }

  Page {
    sections = List.copyOf(sections);
    rows = List.copyOf(rows);
    provenances = List.copyOf(provenances);
  }

  static Page of(HtmlRequest request) throws IOException {
    RunDocument run = request.subject();
    VariantResult studied = StudiedVariant.of(run, request.studied());
    String style = "\n" + PageAssets.style();
    String library = PageAssets.library();
    String program = "\n" + PageAssets.program();
    QueryTexts texts = request.texts();
    return new Page(
        run.bertmarkVersion(),
        PageTexts.title(request),
        PageTexts.heading(request),
        PageTexts.facts(run),
        PageTexts.warning(run),
        Headline.of(run, studied),
        studied.displayName(),
        run.protocol().forks() < 2
            ? " (none for latencies: one fork)"
            : ", where the forks tell one",
        PercentileNote.of(run),
        texts == null ? null : texts.attribution(),
        sections(request, run),
        run.variants().stream().map(PageTexts::row).toList(),
        provenances(request),
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline';"
            + " script-src "
            + PageAssets.digest(library)
            + " "
            + PageAssets.digest(program),
        "<!--\n" + PageAssets.licences().replace("--", "- -") + "-->",
        "<style>" + style + "</style>",
        "<script type=\"application/json\" id=\"data\">"
            + EmbeddedJson.of(PageData.of(request, studied.id()))
            + "</script>",
        "<script>" + library + "</script>",
        "<script>" + program + "</script>");
  }

  private static List<Section> sections(HtmlRequest request, RunDocument run) {
    List<Section> sections = new ArrayList<>();
    if (request.runs().size() == 2) {
      sections.add(new Section("comparison-section", "Comparison"));
    }
    if (request.isHistory()) {
      sections.add(new Section("history-section", "History"));
    }
    sections.add(new Section("answer-section", "Answer"));
    for (PageSection section : PageSections.ALL) {
      if (section.isIn().test(run)) {
        sections.add(new Section(section.id(), section.name()));
      }
    }
    sections.add(new Section("provenance-0", "Provenance"));
    return sections;
  }

  private static List<Provenance> provenances(HtmlRequest request) {
    List<StoredRun> runs = request.inFull();
    return IntStream.range(0, runs.size())
        .mapToObj(
            i ->
                new Provenance(
                    "provenance-" + i,
                    runs.size() == 1
                        ? "Where this comes from"
                        : "Where the " + (i == 0 ? "base" : "candidate") + " comes from",
                    ProvenanceItem.of(runs.get(i).document())))
        .toList();
  }
}
