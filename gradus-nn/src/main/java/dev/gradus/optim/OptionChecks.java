package dev.gradus.optim;

import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// Checks of options, with PyTorch's sentences.
final class OptionChecks {
  private OptionChecks() {}

  static void learningRate(double lr) {
    atLeastZero("learning rate", lr);
  }

  static void weightDecay(double decay) {
    atLeastZero("weight_decay value", decay);
  }

  static void epsilon(double eps) {
    atLeastZero("epsilon value", eps);
  }

  static void atLeastZero(String what, double value) {
    if (!(value >= 0)) {
      throw invalid(what, value, "it must be at least 0");
    }
  }

  static void betas(NumberPair betas) {
    beta(0, betas.first());
    beta(1, betas.second());
  }

  private static void beta(int index, double value) {
    if (!(value >= 0 && value < 1)) {
      throw invalid("beta parameter at index " + index, value, "it must be in [0, 1)");
    }
  }

  static void should(boolean holds, String sentence, @Nullable Double value) {
    require(
        holds,
        sentence + " but is: " + PythonText.of(value),
        "optimizer options: the value is outside its range.");
  }

  static void require(boolean holds, String sentence, String remedy) {
    if (!holds) {
      throw new GradusArgumentException(sentence + "\n" + remedy);
    }
  }

  private static GradusArgumentException invalid(String what, double value, String remedy) {
    return new GradusArgumentException(
        "Invalid " + what + ": " + PythonText.of(value) + "\noptimizer options: " + remedy + ".");
  }
}
