package io.github.bertmark.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bertmark.report.picture.LabelPlacement.Label;
import io.github.bertmark.report.picture.LabelPlacement.Request;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabelPlacementTest {
  private static final Rectangle2D AREA = new Rectangle2D.Double(70, 80, 780, 400);

  static Stream<Long> seeds() {
    return LongStream.range(0, 40).boxed();
  }

  private static List<Request> requests(long seed) {
    Random random = new Random(seed);
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < 2 + seed % 6; i++) {
      requests.add(
          new Request(
              new Point2D.Double(110 + 700 * random.nextDouble(), 120 + 320 * random.nextDouble()),
              5 + 29 * random.nextDouble(),
              60 + 90 * random.nextDouble(),
              32));
    }
    return requests;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void labelsStayInTheAreaAndOffEachOtherAndThePoints(long seed) {
    List<Request> requests = requests(seed);
    List<Label> labels = LabelPlacement.place(AREA, List.of(), requests);
    assertThat(labels).hasSameSizeAs(requests);
    for (int i = 0; i < labels.size(); i++) {
      Rectangle2D box = labels.get(i).box();
      assertThat(AREA.contains(box)).isTrue();
      for (int j = 0; j < i; j++) {
        assertThat(box.intersects(labels.get(j).box())).isFalse();
      }
      for (Request point : requests) {
        double x = Math.max(box.getMinX(), Math.min(point.centre().getX(), box.getMaxX()));
        double y = Math.max(box.getMinY(), Math.min(point.centre().getY(), box.getMaxY()));
        assertThat(point.centre().distance(x, y)).isGreaterThan(point.radius());
      }
    }
  }

  @Test
  void aLabelWithRoomLiesRightOfItsPoint() {
    Request request = new Request(new Point2D.Double(400, 300), 30, 100, 32);
    Label label = LabelPlacement.place(AREA, List.of(), List.of(request)).get(0);
    assertThat(label.leader()).isNull();
    assertThat(label.box().getX()).isEqualTo(437);
    assertThat(label.box().getCenterY()).isEqualTo(300);
  }

  @Test
  void aPointAtTheRightEdgeHasItsLabelOnTheLeft() {
    Request request = new Request(new Point2D.Double(810, 300), 30, 100, 32);
    Label label = LabelPlacement.place(AREA, List.of(), List.of(request)).get(0);
    assertThat(label.box().getMaxX()).isEqualTo(773);
  }

  @Test
  void pointsAtOnePlaceGetLabelsWithLines() {
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      requests.add(new Request(new Point2D.Double(400, 300), 30, 150, 32));
    }
    List<Label> labels = LabelPlacement.place(AREA, List.of(), requests);
    for (int i = 0; i < labels.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(labels.get(i).box().intersects(labels.get(j).box())).isFalse();
      }
    }
    assertThat(labels).anyMatch(label -> label.leader() != null);
  }

  @Test
  void barsAreNotCovered() {
    Rectangle2D bar = new Rectangle2D.Double(300, 297, 300, 6);
    Request request = new Request(new Point2D.Double(400, 300), 30, 100, 32);
    Label label = LabelPlacement.place(AREA, List.of(bar), List.of(request)).get(0);
    assertThat(label.box().intersects(bar)).isFalse();
  }

  @Test
  void aLabelThatFitsNowhereIsStillThere() {
    Request request = new Request(new Point2D.Double(400, 300), 30, 2_000, 32);
    assertThat(LabelPlacement.place(AREA, List.of(), List.of(request))).hasSize(1);
  }
}
