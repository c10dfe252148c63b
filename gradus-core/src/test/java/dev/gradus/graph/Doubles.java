package dev.gradus.graph;

import org.jspecify.annotations.Nullable;

/// Doubles as the values of a graph.
final class Doubles implements Space<Double> {
  static final Doubles SPACE = new Doubles();

  private Doubles() {}

  @Override
  public Double add(Double a, Double b) {
    return a + b;
  }

  @Override
  public Double fit(Double value, Object meta, @Nullable Node<Double> from, int index) {
    return value;
  }

  @Override
  public @Nullable Double[] array(int length) {
    return new Double[length];
  }
}
