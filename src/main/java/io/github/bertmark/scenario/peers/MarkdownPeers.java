package io.github.bertmark.scenario.peers;

import io.github.bertmark.run.Latency;
import io.github.bertmark.run.Peer;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.Stages;
import io.github.bertmark.run.VariantResult;
import io.github.bertmark.statistics.Interval;
import io.github.bertmark.text.Figures;
import io.github.bertmark.text.Markdown;
import io.github.bertmark.text.MarkdownTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The part of the summary that holds the classifier against other ways to run the same files. */
public final class MarkdownPeers {
  private static final Map<String, String> NAMES =
      Map.of("bare-run", "bare `OrtSession.run`", "djl-predictor", "DJL's `Predictor`");

  /** Why these times are not those of the other sections, which the page says too. */
  public static final String NOTE =
      "Calls of a pair were timed right after each other, in JVMs of their own: their medians are not"
          + " those of calls that were timed alone. The ratio is of pairs, the mean over forks of"
          + " each fork's median; its interval takes the fork as the unit of replication.";

  private record Pair(VariantResult variant, Peer peer) {}

  private MarkdownPeers() {}

  static String of(RunDocument run) {
    List<Pair> pairs =
        run.variants().stream()
            .flatMap(
                variant ->
                    variant.peers() == null
                        ? Stream.of()
                        : variant.peers().stream().map(peer -> new Pair(variant, peer)))
            .toList();
    return pairs.isEmpty()
        ? ""
        : "## Other ways to run the same files\n\n"
            + new MarkdownTable<Pair>()
                .words("Variant", pair -> Markdown.text(pair.variant().displayName()))
                .words("Other way", pair -> name(pair.peer()))
                .figures("`classify`, median (ms)", MarkdownPeers::own)
                .figures(
                    "Other way, median (ms)",
                    pair -> Figures.millis(pair.peer().latency().medianMillis()))
                .figures(
                    "`classify` / other way",
                    pair -> Figures.format("%.3f", pair.peer().classifyOver()))
                .figures("95 % interval", pair -> interval(pair.peer()))
                .of(pairs)
            + "\n"
            + NOTE
            + "\n\n";
  }

  private static String name(Peer peer) {
    return NAMES.getOrDefault(peer.name(), Markdown.text(peer.name()));
  }

  /** Of former versions the calls beside the bare run are known as those of the stages. */
  private static String own(Pair pair) {
    Latency classify = pair.peer().classify();
    Stages stages = pair.variant().stages();
    if (classify == null && stages != null && pair.peer().name().equals("bare-run")) {
      classify = stages.classify();
    }
    return classify == null ? Figures.ABSENT : Figures.millis(classify.medianMillis());
  }

  private static String interval(Peer peer) {
    Interval interval = peer.classifyOverInterval95();
    return interval == null
        ? Figures.ABSENT
        : Figures.format("%.3f to %.3f", interval.lower(), interval.upper());
  }
}
