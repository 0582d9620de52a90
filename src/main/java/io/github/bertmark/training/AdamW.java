package io.github.bertmark.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AdamW (Loshchilov and Hutter 2019) with the gradients clipped by their global norm.
 *
 * <p>DJL's own {@code Optimizer} clips each element instead, and its moments die with the scope
 * that a batch needs; so the moments are kept here and DJL's update kernel is called directly.
 */
final class AdamW {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final float EPSILON = 1e-8f;
  private static final float NO_ELEMENT_CLIP = -1;

  /** A parameter with the running mean and uncentred variance of its gradient. */
  record Moments(NDArray parameter, NDArray mean, NDArray variance) {}

  private final Map<String, Moments> moments = new LinkedHashMap<>();
  private final double weightDecay;
  private final double gradientClip;
  private int steps;

  /**
   * @param parameters to train, by name; each with a gradient attached
   */
  AdamW(
      NDManager manager, Map<String, NDArray> parameters, double weightDecay, double gradientClip) {
    this.weightDecay = weightDecay;
    this.gradientClip = gradientClip;
    parameters.forEach(
        (name, parameter) ->
            moments.put(
                name,
                new Moments(
                    parameter,
                    manager.zeros(parameter.getShape()),
                    manager.zeros(parameter.getShape()))));
  }

  /**
   * Takes one step along the gradients and zeroes them.
   *
   * @return the global norm of the gradients before clipping
   */
  double step(double learningRate) {
    steps++;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      double squares = 0;
      List<NDArray> gradients = new ArrayList<>();
      for (Moments each : moments.values()) {
        NDArray gradient = each.parameter().getGradient();
        gradients.add(gradient);
        squares += gradient.square().sum().getFloat();
      }
      double norm = Math.sqrt(squares);
      double rescale = norm > gradientClip ? gradientClip / norm : 1;
      double corrected =
          learningRate * Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
      Iterator<NDArray> gradient = gradients.iterator();
      for (Moments each : moments.values()) {
        update(each, gradient.next(), learningRate, corrected, rescale);
      }
      return norm;
    }
  }

  private void update(
      Moments moments, NDArray gradient, double learningRate, double corrected, double rescale) {
    NDArray parameter = moments.parameter();
    boolean matrix = parameter.getShape().dimension() > 1;
    parameter
        .getNDArrayInternal()
        .adamUpdate(
            new NDList(parameter, gradient, moments.mean(), moments.variance()),
            new NDList(parameter),
            (float) learningRate,
            (float) corrected,
            (float) (matrix ? weightDecay : 0),
            (float) rescale,
            NO_ELEMENT_CLIP,
            (float) BETA1,
            (float) BETA2,
            EPSILON,
            false,
            true);
  }

  int steps() {
    return steps;
  }

  /** By the parameter's name. */
  Map<String, Moments> moments() {
    return moments;
  }

  /** Goes on from a stored state, whose moments were put into {@link #moments}. */
  void resumeAt(int steps) {
    this.steps = steps;
  }
}
