package io.github.bertmark.training;

/**
 * Linear warm-up to the peak, then linear decay to 0 after the last step.
 *
 * @param peak the highest learning rate
 * @param warmupSteps steps until it is reached
 * @param steps all steps
 */
record LearningRateSchedule(double peak, int warmupSteps, int steps) {

  /**
   * @param step counted from 1
   */
  double at(int step) {
    return step <= warmupSteps
        ? peak * step / warmupSteps
        : peak * Math.max(0, steps - step) / (steps - warmupSteps);
  }
}
