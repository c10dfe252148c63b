package dev.gradus.optim;

import dev.gradus.PointwiseUpdate;
import dev.gradus.expr.Expr;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The steps of an optimiser, one per combination of its switches, made when first asked for and
/// shared by all optimisers of the class, as their compiled loops are.
///
/// @param <V> the switches, a record
final class Steps<V extends Record> {
  private final Map<V, PointwiseUpdate> made = new ConcurrentHashMap<>();
  private final Function<V, PointwiseUpdate> maker;

  Steps(Function<V, PointwiseUpdate> maker) {
    this.maker = maker;
  }

  PointwiseUpdate of(V variant) {
    PointwiseUpdate known = made.get(variant);
    return known != null ? known : made.computeIfAbsent(variant, maker);
  }

  /// The gradient, negated where the objective is to grow.
  static Expr uphill(boolean maximize, Expr gradient) {
    return maximize ? gradient.neg() : gradient;
  }

  /// The gradient with `decay · parameter` added, where there is decay.
  static Expr decayed(boolean decays, Expr gradient, Expr parameter, Expr decay) {
    return decays ? parameter.fma(decay, gradient) : gradient;
  }

  /// `a + weight · (b - a)`.
  static Expr lerp(Expr a, Expr b, Expr weight) {
    return b.sub(a).fma(weight, a);
  }
}
