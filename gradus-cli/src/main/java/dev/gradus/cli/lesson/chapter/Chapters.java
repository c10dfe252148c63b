package dev.gradus.cli.lesson.chapter;

import java.util.List;

/// The chapters that have code.
public final class Chapters {
  /// Their names, in the order of the lesson.
  public static final List<String> NAMES =
      List.of(
          "OneStep",
          "SeveralSteps",
          "TrackingOff",
          "GradientDescent",
          "StepAndSigmoid",
          "OneHotEncoding",
          "MaximumLikelihood",
          "CrossEntropy",
          "Classifier",
          "Backprop",
          "BackwardAndGrad");

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
