package dev.gradus.autograd;

import dev.gradus.DualLevel;
import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradCheckException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One number of each Jacobian: vᵀ J u for a random v among the input's directions and a random u
/// among the result's.
record FastJacobians(TensorsFunction f, Tensor[] x, GradCheckOptions options, String part) {
  void reverse(int[] places) {
    Tensor[] all = f.apply(x);
    for (int i : places) {
      Tensor v = GradCheck.direction(x[i], 101 + i);
      Tensor[] slopes = new Perturbed(f, x, options.eps()).slopes(i, v);
      for (int k = 0, output = 0; k < all.length; k++) {
        if (!all[k].requiresGrad()) {
          continue;
        }
        Tensor u = GradCheck.direction(all[k], 211 + k);
        @Nullable Tensor g =
            Gradus.grad(
                List.of(all[k]),
                List.of(x[i]),
                List.of(u),
                GradOptions.retaining().withAllowUnused(true))[0];
        double analytic = g == null ? 0 : inner(g.detach(), v);
        compare(
            places, "", output++, i, analytic, inner(slopes[k], u), (double) u.numel() * v.numel());
      }
    }
  }

  void forward(int[] places) {
    Tensor[] all = f.apply(x);
    for (int i : places) {
      Tensor v = GradCheck.direction(x[i], 101 + i);
      Tensor[] slopes = new Perturbed(f, x, options.eps()).slopes(i, v);
      // Compared once the level is closed: a mismatch opens another.
      double[] analytic = pushed(i, v, all);
      for (int k = 0, output = 0; k < all.length; k++) {
        if (all[k].requiresGrad()) {
          Tensor u = GradCheck.direction(all[k], 211 + k);
          compare(
              places,
              " computed with forward mode",
              output++,
              i,
              analytic[k],
              inner(slopes[k], u),
              (double) u.numel() * v.numel());
        }
      }
    }
  }

  private double[] pushed(int input, Tensor v, Tensor[] all) {
    double[] analytic = new double[all.length];
    try (DualLevel level = Gradus.dualLevel()) {
      Tensor[] dual = new Tensor[x.length];
      for (int j = 0; j < x.length; j++) {
        dual[j] = j == input ? level.makeDual(x[j].detach(), v) : x[j].detach();
      }
      Tensor[] y = f.apply(dual);
      for (int k = 0; k < all.length; k++) {
        Tensor t = all[k].requiresGrad() ? level.tangent(y[k]) : null;
        if (t != null) {
          Tensor u = GradCheck.direction(all[k], 211 + k);
          analytic[k] = inner(level.primal(t).detach(), u);
        }
      }
    }
    return analytic;
  }

  // The whole Jacobians say more; they are made once it is known that they differ.
  private void compare(
      int[] places,
      String how,
      int output,
      int input,
      double analytic,
      double numeric,
      double entries) {
    double allowed =
        options.atol() * Math.sqrt(Math.max(1, entries)) + options.rtol() * Math.abs(numeric);
    if (Math.abs(analytic - numeric) <= allowed) {
      return;
    }
    SlowJacobians slow = new SlowJacobians(f, x, options, part);
    if (how.isEmpty()) {
      slow.reverse(places);
    } else {
      slow.forward(places);
    }
    throw new GradCheckException(
        part
            + "Jacobian"
            + how
            + " mismatch for output "
            + output
            + " with respect to input "
            + input
            + ",\nnumerical:"
            + numeric
            + "\nanalytical:"
            + analytic
            + "\n\nThe above quantities relating the numerical and analytical jacobians are computed in fast mode: one random direction of each. The whole Jacobians agree within the tolerances; the differences may be too rough.");
  }

  // The real part of the sum of conj(a) · b.
  private static double inner(Tensor a, Tensor b) {
    if (a.isComplex()) {
      return inner(a.real(), b.real()) + inner(a.imag(), b.imag());
    }
    return a.to(DType.FLOAT64).mul(b.to(DType.FLOAT64)).sum().item();
  }
}
