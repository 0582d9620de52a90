package io.github.bertmark.report.picture;

import io.github.bertmark.PlainText;
import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A chart as the text of an SVG file. */
final class SvgDocument {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  /** Of coordinates; a hundredth of a pixel shows nowhere. */
  private static final int DECIMALS = 2;

  private SvgDocument() {}

  /**
   * Draws the chart.
   *
   * @param title what screen readers call it
   * @param description what they read out
   */
  static String of(JFreeChart chart, String title, String description) throws IOException {
    Document document = newDocument();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setPrecision(DECIMALS);
    SVGGraphics2D graphics = new SVGGraphics2D(context, true);
    graphics.setSVGCanvasSize(new Dimension(TradeoffChart.WIDTH, TradeoffChart.HEIGHT));
    chart.draw(graphics, new Rectangle2D.Double(0, 0, TradeoffChart.WIDTH, TradeoffChart.HEIGHT));
    Element root = graphics.getRoot();
    root.setAttribute("viewBox", "0 0 " + TradeoffChart.WIDTH + " " + TradeoffChart.HEIGHT);
    root.setAttribute("role", "img");
    root.insertBefore(text(document, "desc", description), root.getFirstChild());
    root.insertBefore(text(document, "title", title), root.getFirstChild());
    StringWriter text = new StringWriter();
    graphics.stream(root, text, false, false);
    // Batik names the document type's file on the web, which some readers would go and fetch.
    return text.toString().replaceFirst("<!DOCTYPE[^>]*>\\s*", "").replace("\r\n", "\n");
  }

  private static Element text(Document document, String name, String content) {
    Element element = document.createElementNS(NAMESPACE, name);
    // XML has no way to write some of the characters that a name may hold.
    element.setTextContent(PlainText.line(content));
    return element;
  }

  private static Document newDocument() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new AssertionError("every Java platform can make an XML document", e);
    }
  }
}
