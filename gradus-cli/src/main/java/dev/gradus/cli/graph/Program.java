package dev.gradus.cli.graph;

import dev.gradus.Gradus;
import dev.gradus.viz.GraphDrawing;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// A program of the lesson whose graph can be drawn, in the order of the chapters.
public enum Program {
  /// The polynomial of one variable.
  POLYNOMIAL(3, "y = 2x⁴ + x³ + 3x² + 5x + 1", Programs::polynomial),
  /// The function of a matrix.
  MATRIX(4, "the mean of 2(3x + 2)² over a matrix", Programs::matrix),
  /// A step of gradient descent.
  DESCENT(6, "a step of gradient descent, in Horner's form", Programs::descent),
  /// The error of a sigmoid.
  SIGMOID(7, "the error of a sigmoid", Programs::sigmoid),
  /// A probability that makes tosses of a coin likely.
  LIKELIHOOD(9, "how likely tosses of a coin are", Programs::likelihood),
  /// The cross entropy of scores.
  ENTROPY(10, "the cross entropy of scores and classes", Programs::entropy),
  /// A training step of the classifier.
  CLASSIFIER(11, "a training step of the classifier", Programs::classifier),
  /// The chain of one neuron.
  BACKPROP(12, "the loss of one neuron, link by link", Programs::backprop),
  /// The first and the second derivative of a polynomial.
  DERIVATIVES(13, "a polynomial's first and second derivative", Programs::derivatives);

  private final int chapter;
  private final String summary;
  private final Supplier<GraphDrawing> drawing;

  Program(int chapter, String summary, Supplier<GraphDrawing> drawing) {
    this.chapter = chapter;
    this.summary = summary;
    this.drawing = drawing;
  }

  /// The program of this name, or of the chapter of this number.
  public static Optional<Program> named(String name) {
    for (Program p : values()) {
      if (p.typed().equals(name) || Integer.toString(p.chapter).equals(name)) {
        return Optional.of(p);
      }
    }
    return Optional.empty();
  }

  /// The name as typed.
  public String typed() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The number of its chapter.
  public int chapter() {
    return chapter;
  }

  /// What it computes, in a few words.
  public String summary() {
    return summary;
  }

  /// Runs it, backward pass included, with the places in its source noted, and draws its graph.
  public GraphDrawing draw() {
    try (var _ = Gradus.setDetectAnomaly(true, false)) {
      return drawing.get().withTitle("Chapter " + chapter + ": " + summary);
    }
  }
}
