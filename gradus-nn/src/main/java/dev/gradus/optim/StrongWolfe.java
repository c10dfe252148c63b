package dev.gradus.optim;

import dev.gradus.Tensor;
import java.util.function.DoubleFunction;

/// Finds a step length at which the loss has fallen enough and its slope has flattened enough: the
/// strong Wolfe conditions. It brackets such a length, then narrows the bracket by cubic
/// interpolation.
///
/// **Source**: the line search of torch.optim.LBFGS; Nocedal and Wright, Numerical Optimization,
/// algorithms 3.5 and 3.6.
final class StrongWolfe {
  private static final double ENOUGH_FALL = 1e-4;
  private static final double ENOUGH_FLATTENING = 0.9;
  private static final double SMALLEST_BRACKET = 1e-9;

  /// A step length and what the objective is there.
  ///
  /// @param slope the derivative of the loss by the length
  record Point(double t, double loss, Tensor gradient, double slope) {}

  private final DoubleFunction<Point> objective;
  private final int most;
  private final double reach;
  private int evaluations;

  /// A search along `d` that makes at most `most` evaluations after the first.
  StrongWolfe(DoubleFunction<Point> objective, Tensor d, int most) {
    this.objective = objective;
    this.most = most;
    this.reach = Optimizer.largest(d);
  }

  /// How often the objective was evaluated.
  int evaluations() {
    return evaluations;
  }

  private Point at(double t) {
    evaluations++;
    return objective.apply(t);
  }

  /// The point found, from the first length and the point of length 0.
  Point run(double t, Point start) {
    Point previous = start;
    Point now = at(t);
    for (int k = 0; k < most; k++) {
      if (rises(now, start) || k > 1 && now.loss >= previous.loss) {
        return narrow(previous, now, start, k);
      }
      if (flat(now, start)) {
        return now;
      }
      if (now.slope >= 0) {
        return narrow(previous, now, start, k);
      }
      double least = now.t + 0.01 * (now.t - previous.t);
      double next = cubic(previous, now, least, now.t * 10);
      previous = now;
      now = at(next);
    }
    return start.loss <= now.loss ? start : now;
  }

  private static boolean rises(Point now, Point start) {
    return now.loss > start.loss + ENOUGH_FALL * now.t * start.slope;
  }

  private static boolean flat(Point now, Point start) {
    return Math.abs(now.slope) <= -ENOUGH_FLATTENING * start.slope;
  }

  private Point narrow(Point first, Point second, Point start, int done) {
    boolean inOrder = first.loss <= second.loss;
    Point low = inOrder ? first : second;
    Point high = inOrder ? second : first;
    boolean stuck = false;
    for (int k = done; k < most && Math.abs(high.t - low.t) * reach >= SMALLEST_BRACKET; k++) {
      double left = Math.min(low.t, high.t);
      double right = Math.max(low.t, high.t);
      double t = cubic(low, high, left, right);
      // A point too close to an end narrows little: once is fine, twice it is moved inside.
      double margin = 0.1 * (right - left);
      if (Math.min(right - t, t - left) < margin) {
        if (stuck || t >= right || t <= left) {
          t = Math.abs(t - right) < Math.abs(t - left) ? right - margin : left + margin;
          stuck = false;
        } else {
          stuck = true;
        }
      } else {
        stuck = false;
      }
      Point now = at(t);
      if (rises(now, start) || now.loss >= low.loss) {
        high = now;
        if (high.loss < low.loss) {
          Point swap = low;
          low = high;
          high = swap;
        }
        continue;
      }
      if (flat(now, start)) {
        return now;
      }
      if (now.slope * (high.t - low.t) >= 0) {
        high = low;
      }
      low = now;
    }
    return low;
  }

  // The minimum of the cubic through two points and their slopes, kept within bounds.
  private static double cubic(Point a, Point b, double least, double most) {
    Point left = a.t <= b.t ? a : b;
    Point right = a.t <= b.t ? b : a;
    double d1 = left.slope + right.slope - 3 * (left.loss - right.loss) / (left.t - right.t);
    double square = d1 * d1 - left.slope * right.slope;
    if (!(square >= 0)) {
      return (least + most) / 2;
    }
    double d2 = Math.sqrt(square);
    double share = (right.slope + d2 - d1) / (right.slope - left.slope + 2 * d2);
    return Math.min(Math.max(right.t - (right.t - left.t) * share, least), most);
  }
}
