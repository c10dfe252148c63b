package dev.gradus.kernel;

/// How far the elements of a row are from a number: the sum of that and of its squares.
final class Deviations {
  double sum;
  double squares;

  void start() {
    sum = 0;
    squares = 0;
  }

  void add(double more, double moreSquares) {
    sum += more;
    squares += moreSquares;
  }
}
