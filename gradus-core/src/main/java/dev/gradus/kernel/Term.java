package dev.gradus.kernel;

/// What of an element enters a sum.
enum Term {
  SELF,
  SQUARE,
  SIZE;

  double of(double x) {
    return switch (this) {
      case SELF -> x;
      case SQUARE -> x * x;
      case SIZE -> Math.abs(x);
    };
  }

  /// Replaces `n` elements from number `from` on.
  void apply(double[] x, int from, int n) {
    switch (this) {
      case SELF -> {}
      case SQUARE -> {
        for (int i = from; i < from + n; i++) {
          x[i] *= x[i];
        }
      }
      case SIZE -> {
        for (int i = from; i < from + n; i++) {
          x[i] = Math.abs(x[i]);
        }
      }
    }
  }
}
