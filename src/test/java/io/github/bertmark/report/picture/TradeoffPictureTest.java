package io.github.bertmark.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bertmark.InputException;
import io.github.bertmark.choice.Headline;
import io.github.bertmark.choice.Lead;
import io.github.bertmark.report.ReportWriter;
import io.github.bertmark.report.Runs;
import io.github.bertmark.run.RunDocument;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  private static byte[] svgBytes(TradeoffPicture picture) throws IOException {
    var bytes = new ByteArrayOutputStream();
    picture.writeSvg(bytes);
    return bytes.toByteArray();
  }

  private static BufferedImage png(TradeoffPicture picture) throws IOException {
    var bytes = new ByteArrayOutputStream();
    picture.writePng(bytes);
    return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
  }

  private Document svg(RunDocument run) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(
            new ByteArrayInputStream(svgBytes(TradeoffPicture.of(run, Lead.of(run, null), false))));
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
    assertThat(dashed(svg(Runs.REFERENCE))).isEqualTo(1);
    assertThat(dashed(svg(Runs.SIX))).isEqualTo(1);
  }

  /** Outlines, which have no fill, within a group of dashed strokes. */
  private static long dashed(Document svg) {
    NodeList paths = svg.getElementsByTagName("path");
    long count = 0;
    for (int i = 0; i < paths.getLength(); i++) {
      Element path = (Element) paths.item(i);
      Element group = (Element) path.getParentNode();
      // The frontier is dotted.
      String pattern = group.getAttribute("stroke-dasharray");
      boolean dashes = pattern.matches("[0-9].*") && !pattern.startsWith("1,");
      count += dashes && path.getAttribute("fill").equals("none") ? 1 : 0;
    }
    return count;
  }

  @Test
  void theSameRunGivesTheSameBytes() throws Exception {
    for (RunDocument run : List.of(Runs.REFERENCE, Runs.SIX)) {
      TradeoffPicture picture = TradeoffPicture.of(run, Lead.of(run, null), false);
      byte[] one = svgBytes(picture);
      png(picture);
      assertThat(svgBytes(picture)).isEqualTo(one);
      assertThat(svgBytes(TradeoffPicture.of(run, Lead.of(run, null), false))).isEqualTo(one);
    }
  }

  @Test
  void theSvgRefersToNothingOutside() throws IOException {
    byte[] svg = svgBytes(TradeoffPicture.of(Runs.HOSTILE, Lead.of(Runs.HOSTILE, null), false));
    assertThat(new String(svg, StandardCharsets.UTF_8))
        .doesNotContain("<!DOCTYPE", "<script", "<image", "href=\"http")
        .hasSizeLessThan(1_000_000);
  }

  @Test
  void thePngIsTwiceItsNominalSizeAndDrawn() throws IOException {
    for (boolean dark : new boolean[] {false, true}) {
      assertFramed(
          png(TradeoffPicture.of(Runs.REFERENCE, Lead.of(Runs.REFERENCE, null), dark)),
          dark ? 0xFF0D1117 : -1);
    }
  }

  private static void assertFramed(BufferedImage image, int ground) {
    assertThat(image.getWidth()).isEqualTo(1800);
    assertThat(image.getHeight()).isEqualTo(1200);
    // The frame is free: nothing is cut off.
    for (int x = 0; x < 1800; x++) {
      assertThat(image.getRGB(x, 0)).isEqualTo(ground);
      assertThat(image.getRGB(x, 1199)).isEqualTo(ground);
    }
    for (int y = 0; y < 1200; y++) {
      assertThat(image.getRGB(0, y)).isEqualTo(ground);
      assertThat(image.getRGB(1799, y)).isEqualTo(ground);
    }
  }

  @Test
  void theAxesHoldEveryBar() {
    for (RunDocument run :
        List.of(Runs.REFERENCE, Runs.ALONE, Runs.SIX, Runs.SINGLE_FORK, Runs.TWELVE)) {
      List<TradeoffPoint> points = TradeoffPoint.of(run, "bert-baseline");
      JFreeChart chart =
          TradeoffChart.of(
              points, TradeoffTexts.of(run, Lead.of(run, run.variants().get(0).id())), Theme.LIGHT);
      LatencyScale scale = LatencyScale.of(points);
      Range latency = chart.getXYPlot().getDomainAxis().getRange();
      Range accuracy = chart.getXYPlot().getRangeAxis().getRange();
      for (TradeoffPoint point : points) {
        assertThat(latency.contains(scale.bar(point).lower())).isTrue();
        assertThat(latency.contains(scale.bar(point).upper())).isTrue();
        assertThat(accuracy.contains(point.verticalBar().lower())).isTrue();
        assertThat(accuracy.contains(point.verticalBar().upper())).isTrue();
      }
    }
  }

  @Test
  void theAreaOfAPointIsInProportionToTheSize() {
    List<TradeoffPoint> points = TradeoffPoint.of(Runs.REFERENCE, "distilbert");
    double largest = points.get(0).sizeMiB();
    double bert = points.get(0).radius(largest, 34);
    double distilbert = points.get(1).radius(largest, 34);
    assertThat(bert).isEqualTo(34);
    assertThat(distilbert * distilbert / (bert * bert)).isEqualTo(255.89 / 418.16, within(1e-4));
  }

  @Test
  void aReportIsWrittenWholeOrNotAtAll() throws IOException {
    Path report = folder.resolve("report");
    assertThatThrownBy(() -> Lead.of(Runs.REFERENCE, "none")).isInstanceOf(InputException.class);
    assertThat(report).doesNotExist();
    List<Path> files = ReportWriter.write(Runs.REFERENCE, report, Lead.of(Runs.REFERENCE, null));
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "summary.md", "tradeoff.svg", "tradeoff-dark.svg", "tradeoff.png", "tradeoff-dark.png");
    try (Stream<Path> written = Files.list(report)) {
      assertThat(written).containsExactlyInAnyOrderElementsOf(files);
    }
  }
}
