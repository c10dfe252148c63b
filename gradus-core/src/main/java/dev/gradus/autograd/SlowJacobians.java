package dev.gradus.autograd;

import dev.gradus.DualLevel;
import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradCheckException;
import dev.gradus.memory.Elements;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whole Jacobians, one row for each element of an input and one column for each of a result, by
/// differences and by gradients. The row of a complex element is ∂/∂Re + i ∂/∂Im.
record SlowJacobians(TensorsFunction f, Tensor[] x, GradCheckOptions options, String part) {
  void reverse(int[] places) {
    List<Tensor> y = GradCheck.differentiable(f.apply(x));
    for (int i : places) {
      Tensor[] numeric = numeric(i);
      for (int k = 0; k < y.size(); k++) {
        compare("", k, i, byBackward(y.get(k), x[i]), numeric[k]);
      }
    }
  }

  void forward(int[] places) {
    for (int i : places) {
      Tensor[] numeric = numeric(i);
      Tensor[] analytic = byForward(i, numeric);
      for (int k = 0; k < numeric.length; k++) {
        compare(" computed with forward mode", k, i, analytic[k], numeric[k]);
      }
    }
  }

  private void compare(String how, int output, int input, Tensor analytic, Tensor numeric) {
    if (!analytic.allclose(numeric, options.rtol(), options.atol(), false)) {
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
              + "\n");
    }
  }

  /// The gradients of all results by an input, as columns.
  Tensor[] analytic(int input) {
    return GradCheck.differentiable(f.apply(x)).stream()
        .map(y -> byBackward(y, x[input]))
        .toArray(Tensor[]::new);
  }

  Tensor[] numeric(int input) {
    Perturbed near = new Perturbed(onlyDifferentiable(), x, options.eps());
    int parts = x[input].isComplex() ? 2 : 1;
    long n = x[input].numel();
    List<Tensor> y = GradCheck.differentiable(f.apply(x));
    Tensor[] jacobians = new Tensor[y.size()];
    for (int k = 0; k < jacobians.length; k++) {
      jacobians[k] = Gradus.zeros(jacobianDtype(input), n, y.get(k).numel());
    }
    for (long e = 0; e < n; e++) {
      for (int p = 0; p < parts; p++) {
        Tensor[] slopes = near.slopes(input, e, p);
        for (int k = 0; k < slopes.length; k++) {
          put(jacobians[k], e, p, slopes[k]);
        }
      }
    }
    return jacobians;
  }

  private DType jacobianDtype(int input) {
    return x[input].isComplex() ? DType.COMPLEX128 : DType.FLOAT64;
  }

  // Of all results those that depend on an input.
  private TensorsFunction onlyDifferentiable() {
    Tensor[] y = f.apply(x);
    return near -> {
      Tensor[] all = f.apply(near);
      Tensor[] kept = new Tensor[all.length];
      int n = 0;
      for (int k = 0; k < all.length; k++) {
        if (y[k].requiresGrad()) {
          kept[n++] = all[k];
        }
      }
      return Arrays.copyOf(kept, n);
    };
  }

  private static void put(Tensor jacobian, long row, int part, Tensor slopes) {
    Tensor flat = slopes.to(DType.FLOAT64).contiguous().view(-1);
    long columns = flat.numel();
    int scale = jacobian.isComplex() ? 2 : 1;
    for (long c = 0; c < columns; c++) {
      Elements.setDouble(
          jacobian.storage(),
          jacobian.dtype(),
          (int) (scale * (row * columns + c) + part),
          Elements.getDouble(flat.storage(), DType.FLOAT64, (int) (flat.storageOffset() + c)));
    }
  }

  private Tensor byBackward(Tensor y, Tensor input) {
    long columns = y.numel();
    Tensor jacobian =
        Gradus.zeros(input.isComplex() ? DType.COMPLEX128 : DType.FLOAT64, input.numel(), columns);
    for (long c = 0; c < columns; c++) {
      Tensor seed = Gradus.zeros(y.dtype(), y.numel());
      seed.select(0, c).fill_(1);
      @Nullable Tensor g =
          Gradus.grad(
              List.of(y),
              List.of(input),
              List.of(seed.view(y.shape())),
              GradOptions.retaining().withAllowUnused(true))[0];
      if (g != null) {
        checkLike(g, input);
        jacobian.select(1, c).copy_(g.detach().reshape(-1));
      }
    }
    return jacobian;
  }

  private void checkLike(Tensor g, Tensor input) {
    if (!Arrays.equals(g.shape(), input.shape())) {
      throw new GradCheckException("Analytical gradient has incorrect size");
    }
    if (options.checkGradDtypes() && g.dtype() != input.dtype()) {
      throw new GradCheckException("Gradient has dtype mismatch");
    }
  }

  // A column of the Jacobian transposed: the tangents for one moved element.
  private Tensor[] byForward(int input, Tensor[] like) {
    Tensor[] jacobians = new Tensor[like.length];
    for (int k = 0; k < like.length; k++) {
      jacobians[k] = Gradus.zerosLike(like[k]);
    }
    int parts = x[input].isComplex() ? 2 : 1;
    for (long e = 0; e < x[input].numel(); e++) {
      for (int p = 0; p < parts; p++) {
        Tensor[] tangents = tangents(input, unit(x[input], e, p));
        for (int k = 0; k < tangents.length; k++) {
          put(jacobians[k], e, p, tangents[k]);
        }
      }
    }
    return jacobians;
  }

  private static Tensor unit(Tensor like, long element, int part) {
    Tensor t = Gradus.zeros(like.dtype(), like.shape());
    int slot = (int) (like.isComplex() ? 2 * element + part : element);
    Elements.setDouble(t.storage(), t.dtype(), slot, 1);
    return t;
  }

  private Tensor[] tangents(int input, Tensor direction) {
    try (DualLevel level = Gradus.dualLevel()) {
      Tensor[] dual = new Tensor[x.length];
      for (int i = 0; i < x.length; i++) {
        dual[i] = i == input ? level.makeDual(x[i].detach(), direction) : x[i].detach();
      }
      Tensor[] y = onlyDifferentiable().apply(dual);
      Tensor[] out = new Tensor[y.length];
      for (int k = 0; k < y.length; k++) {
        Tensor t = level.tangent(y[k]);
        out[k] = t == null ? Gradus.zeros(y[k].dtype(), y[k].shape()) : t.detach();
      }
      return out;
    }
  }
}
