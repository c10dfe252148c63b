package dev.gradus.cli.lesson.chapter;

/// The chapters that have code.
public final class Chapters {
  private Chapters() {}

  /// The chapter of this name, made anew.
  public static Chapter named(String name) {
    return switch (name) {
      case "OneStep" -> new OneStep();
      case "SeveralSteps" -> new SeveralSteps();
      case "TrackingOff" -> new TrackingOff();
      case "GradientDescent" -> new GradientDescent();
      case "StepAndSigmoid" -> new StepAndSigmoid();
      case "OneHotEncoding" -> new OneHotEncoding();
      case "MaximumLikelihood" -> new MaximumLikelihood();
      case "CrossEntropy" -> new CrossEntropy();
      case "Classifier" -> new Classifier();
      case "Backprop" -> new Backprop();
      case "BackwardAndGrad" -> new BackwardAndGrad();
      default -> throw new IllegalArgumentException("lesson: there is no chapter " + name + ".");
    };
  }
}
