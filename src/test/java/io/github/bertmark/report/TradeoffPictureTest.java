package io.github.bertmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.InputException;
import io.github.bertmark.results.RunDocument;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.data.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class TradeoffPictureTest {
  @TempDir Path folder;

  private Document svg(RunDocument run) throws Exception {
    Path file = folder.resolve("tradeoff.svg");
    TradeoffPicture.of(run, null).writeSvg(file);
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  @Test
  void theSvgTellsScreenReadersWhatItShows() throws Exception {
    Document svg = svg(Runs.REFERENCE);
    assertThat(svg.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 900 600");
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("Accuracy against latency on Example 9000");
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
        .startsWith(Headline.of(Runs.REFERENCE, Runs.REFERENCE.variants().get(1)))
        .contains("BERT baseline: 17.", "88.91 %, 418.16 MiB.");
  }

  @Test
  void onlyTheStudiedVariantIsDashed() throws Exception {
    // One circle in the plot and one in the legend.
    assertThat(dashed(svg(Runs.REFERENCE))).isEqualTo(2);
    assertThat(dashed(svg(Runs.SIX))).isEqualTo(2);
  }

  /** Outlines, which have no fill, within a group of dashed strokes. */
  private static long dashed(Document svg) {
    NodeList paths = svg.getElementsByTagName("path");
    long count = 0;
    for (int i = 0; i < paths.getLength(); i++) {
      Element path = (Element) paths.item(i);
      Element group = (Element) path.getParentNode();
      boolean dashes = group.getAttribute("stroke-dasharray").matches("[0-9].*");
      count += dashes && path.getAttribute("fill").equals("none") ? 1 : 0;
    }
    return count;
  }

  @Test
  void theSameRunGivesTheSameBytes() throws Exception {
    for (RunDocument run : List.of(Runs.REFERENCE, Runs.SIX)) {
      Path one = folder.resolve("one.svg");
      Path other = folder.resolve("other.svg");
      TradeoffPicture picture = TradeoffPicture.of(run, null);
      picture.writeSvg(one);
      picture.writePng(folder.resolve("one.png"));
      picture.writeSvg(other);
      assertThat(other).hasSameBinaryContentAs(one);
      TradeoffPicture.of(run, null).writeSvg(other);
      assertThat(other).hasSameBinaryContentAs(one);
    }
  }

  @Test
  void theSvgRefersToNothingOutside() throws IOException {
    Path file = folder.resolve("tradeoff.svg");
    TradeoffPicture.of(Runs.HOSTILE, null).writeSvg(file);
    assertThat(Files.readString(file))
        .doesNotContain("<!DOCTYPE", "<script", "<image", "href=\"http")
        .hasSizeLessThan(1_000_000);
  }

  @Test
  void thePngIsTwiceItsNominalSizeAndDrawn() throws IOException {
    Path file = folder.resolve("tradeoff.png");
    TradeoffPicture.of(Runs.REFERENCE, null).writePng(file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(1800);
    assertThat(image.getHeight()).isEqualTo(1200);
    // The frame is free: nothing is cut off.
    for (int x = 0; x < 1800; x++) {
      assertThat(image.getRGB(x, 0)).isEqualTo(-1);
      assertThat(image.getRGB(x, 1199)).isEqualTo(-1);
    }
    for (int y = 0; y < 1200; y++) {
      assertThat(image.getRGB(0, y)).isEqualTo(-1);
      assertThat(image.getRGB(1799, y)).isEqualTo(-1);
    }
  }

  @Test
  void theAxesHoldEveryBar() {
    for (RunDocument run : List.of(Runs.REFERENCE, Runs.ALONE, Runs.SIX, Runs.SINGLE_FORK)) {
      List<TradeoffPoint> points =
          run.variants().stream().map(variant -> TradeoffPoint.of(variant, false)).toList();
      JFreeChart chart = TradeoffChart.of(points, TradeoffTexts.of(run, run.variants().get(0)));
      Range latency = chart.getXYPlot().getDomainAxis().getRange();
      Range accuracy = chart.getXYPlot().getRangeAxis().getRange();
      for (TradeoffPoint point : points) {
        assertThat(latency.contains(point.horizontalBar().lower())).isTrue();
        assertThat(latency.contains(point.horizontalBar().upper())).isTrue();
        assertThat(accuracy.contains(point.verticalBar().lower())).isTrue();
        assertThat(accuracy.contains(point.verticalBar().upper())).isTrue();
      }
    }
  }

  @Test
  void theAreaOfAPointIsInProportionToTheSize() {
    List<TradeoffPoint> points =
        Stream.of(0, 1)
            .map(i -> TradeoffPoint.of(Runs.REFERENCE.variants().get(i), false))
            .toList();
    double largest = points.get(0).sizeMiB();
    double bert = points.get(0).radius(largest, 34);
    double distilbert = points.get(1).radius(largest, 34);
    assertThat(bert).isEqualTo(34);
    assertThat(distilbert * distilbert / (bert * bert)).isEqualTo(255.89 / 418.16, within(1e-4));
  }

  @Test
  void aReportIsWrittenWholeOrNotAtAll() throws IOException {
    Path report = folder.resolve("report");
    assertThatThrownBy(() -> ReportWriter.write(Runs.REFERENCE, report, "none"))
        .isInstanceOf(InputException.class);
    assertThat(report).doesNotExist();
    List<Path> files = ReportWriter.write(Runs.REFERENCE, report);
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("summary.md", "tradeoff.svg", "tradeoff.png");
    try (Stream<Path> written = Files.list(report)) {
      assertThat(written).containsExactlyInAnyOrderElementsOf(files);
    }
  }
}
