package io.github.bertmark.report.picture;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the labels of points go: as near as can be without covering a point, a bar or another
 * label. What cannot be near gets a line that leads to it.
 *
 * <p>Lengths are in the unit of the picture, y downwards.
 */
final class LabelPlacement {
  /** Free space between a point and its label. */
  private static final double GAP = 7;

  /** Free space between a label and any other point. */
  private static final double CLEARANCE = 4;

  private static final double STEP = 12;
  private static final int STEPS = 14;
  private static final int ROUNDS = 3;

  /** In degrees, counter-clockwise from the right: the easiest to read first. */
  private static final List<Double> DIRECTIONS =
      List.of(
          0.0, 180.0, 90.0, 270.0, 45.0, 135.0, 315.0, 225.0, 22.5, 337.5, 157.5, 202.5, 67.5,
          112.5, 292.5, 247.5);

  /** What covering a unit of area costs. */
  private static final double COVERED = 10;

  /** What it costs when a line to a label crosses another point. */
  private static final double CROSSED_POINT = 400;

  /** The same for a bar. */
  private static final double CROSSED_BAR = 50;

  /** The same for another label, whether the line comes first or the label. */
  private static final double CROSSED_LABEL = 200;

  /** What each step away from the point costs. */
  private static final double FARTHER = 15;

  private final Rectangle2D area;
  private final List<Rectangle2D> bars;
  private final Map<Integer, Label> placed = new TreeMap<>();
  private final List<Ellipse2D> circles = new ArrayList<>();

  private LabelPlacement(Rectangle2D area, List<Rectangle2D> bars) {
    this.area = area;
    this.bars = List.copyOf(bars);
  }

  /** A label to be placed: its point, which is round, and its size. */
  record Request(Point2D centre, double radius, double width, double height) {}

  /**
   * A placed label.
   *
   * @param box what its text fills
   * @param leader line from the point's edge to the label; null if it lies right beside its point
   */
  record Label(Rectangle2D box, @Nullable Line2D leader) {}

  private record Candidate(Label label, double cost) {}

  /**
   * Places labels.
   *
   * @param area that they must stay in
   * @param bars that they should not cover
   * @return the labels, in the order of the requests
   */
  static List<Label> place(Rectangle2D area, List<Rectangle2D> bars, List<Request> requests) {
    LabelPlacement placement = new LabelPlacement(area, bars);
    requests.forEach(r -> placement.circles.add(circle(r.centre(), r.radius() + CLEARANCE)));
    placement.place(requests);
    return List.copyOf(placement.placed.values());
  }

  private void place(List<Request> requests) {
    // Those first that have a free place right beside their point, before another takes it.
    for (int steps : new int[] {1, STEPS}) {
      for (int i = 0; i < requests.size(); i++) {
        if (!placed.containsKey(i)) {
          Candidate best = best(requests.get(i), steps);
          if (best.cost() == 0 || steps == STEPS) {
            placed.put(i, best.label());
          }
        }
      }
    }
    // Those placed early knew nothing of the later ones.
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < requests.size(); i++) {
        placed.remove(i);
        placed.put(i, best(requests.get(i), STEPS).label());
      }
    }
  }

  private Candidate best(Request request, int steps) {
    Rectangle2D beside = box(request, request.radius() + GAP, 0);
    Candidate best = new Candidate(new Label(beside, null), Double.POSITIVE_INFINITY);
    for (int step = 0; step < steps && best.cost() > step * FARTHER; step++) {
      for (double direction : DIRECTIONS) {
        Rectangle2D box =
            box(request, request.radius() + GAP + step * STEP, -Math.toRadians(direction));
        Line2D leader = step == 0 ? null : leader(request, box);
        double cost = COVERED * covered(box) + step * FARTHER;
        cost += CROSSED_LABEL * leadersAcross(box);
        cost += leader == null ? 0 : crossed(leader, request.centre());
        if (cost < best.cost()) {
          best = new Candidate(new Label(box, leader), cost);
        }
      }
    }
    return best;
  }

  /** The label's box where it touches a circle about the point from outside. */
  private static Rectangle2D box(Request request, double radius, double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return new Rectangle2D.Double(
        request.centre().getX() + radius * cos + (cos - 1) / 2 * request.width(),
        request.centre().getY() + radius * sin + (sin - 1) / 2 * request.height(),
        request.width(),
        request.height());
  }

  /** From the edge of the point to the nearest place of the label. */
  private static Line2D leader(Request request, Rectangle2D box) {
    Point2D centre = request.centre();
    double x = Math.max(box.getX(), Math.min(centre.getX(), box.getMaxX()));
    double y = Math.max(box.getY(), Math.min(centre.getY(), box.getMaxY()));
    double distance = centre.distance(x, y);
    double share = distance == 0 ? 0 : Math.min(1, request.radius() / distance);
    return new Line2D.Double(
        centre.getX() + share * (x - centre.getX()),
        centre.getY() + share * (y - centre.getY()),
        x,
        y);
  }

  /** The area of a box that is taken; infinite if the box leaves the picture. */
  private double covered(Rectangle2D box) {
    if (!area.contains(box)) {
      return Double.POSITIVE_INFINITY;
    }
    double covered = 0;
    for (Rectangle2D bar : bars) {
      covered += common(box, bar);
    }
    for (Label label : placed.values()) {
      covered += common(box, label.box());
    }
    for (Ellipse2D circle : circles) {
      covered += circle.intersects(box) ? common(box, circle.getBounds2D()) : 0;
    }
    return covered;
  }

  private static double common(Rectangle2D one, Rectangle2D other) {
    Rectangle2D common = one.createIntersection(other);
    return common.isEmpty() ? 0 : common.getWidth() * common.getHeight();
  }

  private long leadersAcross(Rectangle2D box) {
    return placed.values().stream()
        .filter(label -> label.leader() != null && label.leader().intersects(box))
        .count();
  }

  private double crossed(Line2D leader, Point2D own) {
    long points =
        circles.stream()
            .filter(circle -> centre(circle).distance(own) > 1e-6)
            .filter(circle -> leader.ptSegDist(centre(circle)) < circle.getWidth() / 2)
            .count();
    long others = bars.stream().filter(b -> !b.contains(own) && leader.intersects(b)).count();
    long texts = placed.values().stream().filter(l -> leader.intersects(l.box())).count();
    return points * CROSSED_POINT + others * CROSSED_BAR + texts * CROSSED_LABEL;
  }

  private static Ellipse2D circle(Point2D centre, double radius) {
    return new Ellipse2D.Double(
        centre.getX() - radius, centre.getY() - radius, 2 * radius, 2 * radius);
  }

  private static Point2D centre(Ellipse2D circle) {
    return new Point2D.Double(circle.getCenterX(), circle.getCenterY());
  }
}
