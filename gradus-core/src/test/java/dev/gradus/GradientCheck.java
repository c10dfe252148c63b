package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.memory.Elements;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Compares gradients with central differences, in float64.
///
/// Every result is weighed with different numbers, so that an error in one element cannot hide
/// behind another. Inputs that require grad must be contiguous leaves; other layouts are made
/// inside the function. The real and the imaginary part of a complex number are two numbers: the
/// gradient has the slope by either as its own part.
final class GradientCheck {
  /// What is checked.
  @FunctionalInterface
  interface Function {
    Tensor apply(Tensor[] x);
  }

  private static final double STEP = 1e-6;
  private static final double RELATIVE = 2e-6;
  private static final double ABSOLUTE = 2e-6;

  private final String what;
  private final Function f;
  private final Tensor[] x;

  private GradientCheck(String what, Function f, Tensor[] x) {
    this.what = what;
    this.f = f;
    this.x = x;
  }

  /// First and second order, and forward mode against reverse mode.
  static void check(String what, Function f, Tensor... x) {
    GradientCheck c = new GradientCheck(what, f, x);
    c.firstOrder();
    c.secondOrder();
    c.forwardMode();
  }

  private void firstOrder() {
    compare("first order", this::weighed, gradients(weighed(), false));
  }

  private void secondOrder() {
    Tensor slope = slope();
    List<Tensor> analytic = slope.requiresGrad() ? gradients(slope, false) : zeros();
    compare("second order", this::slope, analytic);
  }

  // ⟨w, J v⟩ is what forward mode gives, ⟨Jᵀ w, v⟩ what reverse mode gives.
  private void forwardMode() {
    List<Tensor> reverse = gradients(weighed(), false);
    double wanted = 0;
    double got;
    try (var level = Gradus.dualLevel()) {
      Tensor[] dual = x.clone();
      int n = 0;
      for (int i = 0; i < x.length; i++) {
        if (x[i].requiresGrad()) {
          Tensor v = weights(x[i], 3 + i);
          wanted += total(parts(reverse.get(n++)).mul(parts(v)));
          dual[i] = level.makeDual(x[i], v);
        }
      }
      Tensor y = f.apply(dual);
      Tensor t = level.tangent(y);
      got = t == null ? 0 : total(parts(level.primal(t).detach()).mul(parts(weights(y, 1))));
    }
    require("forward mode", got, wanted, 1e-10);
  }

  // --- Scalars ---

  private Tensor weighed() {
    Tensor y = f.apply(x);
    return parts(y).mul(parts(weights(y, 1))).sum();
  }

  private Tensor slope() {
    Tensor sum = Gradus.zeros(DType.FLOAT64);
    int i = 2;
    for (Tensor g : gradients(weighed(), true)) {
      sum = sum.add(parts(g).mul(parts(weights(g, i++))).sum());
    }
    return sum;
  }

  private List<Tensor> leaves() {
    List<Tensor> leaves = new ArrayList<>();
    for (Tensor t : x) {
      if (t.requiresGrad()) {
        leaves.add(t);
      }
    }
    return leaves;
  }

  private List<Tensor> gradients(Tensor scalar, boolean createGraph) {
    GradOptions options =
        GradOptions.DEFAULT.withMaterializeGrads(true).withCreateGraph(createGraph);
    List<Tensor> out = new ArrayList<>();
    for (@Nullable Tensor g : Gradus.grad(List.of(scalar), leaves(), null, options)) {
      out.add(Objects.requireNonNull(g));
    }
    return out;
  }

  private List<Tensor> zeros() {
    return leaves().stream().map(Gradus::zerosLike).toList();
  }

  // Fixed numbers of both signs, none of them alike.
  private static Tensor weights(Tensor like, int seed) {
    DType dtype = like.isComplex() ? DType.COMPLEX128 : DType.FLOAT64;
    Tensor w = Tensor.empty(dtype, like.shape());
    for (int i = 0; i < slots(w); i++) {
      Elements.setDouble(w.storage(), DType.FLOAT64, i, Math.sin(1.7 * seed + 0.9 * i) + 0.1);
    }
    return w;
  }

  private static Tensor parts(Tensor t) {
    return t.isComplex() ? t.viewAsReal() : t;
  }

  private static long slots(Tensor t) {
    return t.isComplex() ? 2 * t.numel() : t.numel();
  }

  private static double total(Tensor t) {
    double sum = 0;
    for (double v : Seen.values(t)) {
      sum += v;
    }
    return sum;
  }

  // --- Differences ---

  @FunctionalInterface
  private interface Scalar {
    Tensor value();
  }

  private void compare(String order, Scalar scalar, List<Tensor> analytic) {
    List<Tensor> leaves = leaves();
    for (int k = 0; k < leaves.size(); k++) {
      Tensor leaf = leaves.get(k);
      double[] found = Seen.values(parts(analytic.get(k)));
      for (int i = 0; i < slots(leaf); i++) {
        double numeric = difference(leaf, i, scalar);
        require(order + ", input " + k + ", element " + i, found[i], numeric, ABSOLUTE);
      }
    }
  }

  private static double difference(Tensor leaf, int i, Scalar scalar) {
    double at = Elements.getDouble(leaf.storage(), DType.FLOAT64, i);
    double above = valueAt(leaf, i, at + STEP, scalar);
    double below = valueAt(leaf, i, at - STEP, scalar);
    Elements.setDouble(leaf.storage(), DType.FLOAT64, i, at);
    return (above - below) / (2 * STEP);
  }

  private static double valueAt(Tensor leaf, int i, double value, Scalar scalar) {
    Elements.setDouble(leaf.storage(), DType.FLOAT64, i, value);
    return scalar.value().item();
  }

  private void require(String where, double got, double wanted, double absolute) {
    if (!(Math.abs(got - wanted) <= absolute + RELATIVE * Math.abs(wanted))) {
      throw new AssertionError(
          what + ": " + where + ": the gradient says " + got + ", the differences " + wanted);
    }
  }
}
