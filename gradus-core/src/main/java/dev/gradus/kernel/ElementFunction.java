package dev.gradus.kernel;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;

/// A function of single elements that costs so much that a call of it is nothing beside it.
public sealed interface ElementFunction {
  /// Of decimal numbers.
  record Doubles(DoubleBinaryOperator f) implements ElementFunction {
    void run(double[] a, double[] b, double[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = f.applyAsDouble(a[i], b[i]);
      }
    }
  }

  /// Of whole numbers.
  record Longs(LongBinaryOperator f) implements ElementFunction {
    void run(long[] a, long[] b, long[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = f.applyAsLong(a[i], b[i]);
      }
    }
  }

  /// A function of one number.
  static ElementFunction of(DoubleUnaryOperator f) {
    return new Doubles((a, _) -> f.applyAsDouble(a));
  }

  /// A function of two numbers.
  static ElementFunction of(DoubleBinaryOperator f) {
    return new Doubles(f);
  }

  /// A function of two whole numbers.
  static ElementFunction ofWhole(LongBinaryOperator f) {
    return new Longs(f);
  }
}
