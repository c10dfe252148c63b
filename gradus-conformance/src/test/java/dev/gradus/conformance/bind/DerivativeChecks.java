package dev.gradus.conformance.bind;

import dev.gradus.Generator;
import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.autograd.GradCheck;
import dev.gradus.autograd.GradCheckOptions;
import dev.gradus.autograd.TensorsFunction;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a differentiable function must do, whatever it computes. Every check throws where it does
/// not hold.
final class DerivativeChecks {
  private static final GradCheckOptions FAST =
      GradCheckOptions.DEFAULT.withFastMode(true).withCheckForwardAd(true);
  private static final double ROUNDING = 1e-9;

  /// Ways to have numbers in memory otherwise than one after the other.
  private static final Map<String, UnaryOperator<Tensor>> LAYOUTS = layouts();

  private static Map<String, UnaryOperator<Tensor>> layouts() {
    Map<String, UnaryOperator<Tensor>> all = new LinkedHashMap<>();
    all.put(
        "transposed", x -> x.dim() < 2 ? x : x.transpose(-1, -2).contiguous().transpose(-1, -2));
    all.put("strided with an offset", x -> Gradus.stack(List.of(x.mul(3), x), -1).select(-1, 1));
    all.put("expanded", x -> x.dim() == 0 || x.size(0) == 0 ? x : x.narrow(0, 0, 1).expandAs(x));
    return all;
  }

  private DerivativeChecks() {}

  /// Reverse and forward mode against differences, first and second order.
  static void differences(TensorsFunction f, Tensor[] x) {
    GradCheck.gradcheck(f, FAST, x);
    GradCheck.gradgradcheck(f, FAST, x);
  }

  /// First order alone.
  static void firstDifferences(TensorsFunction f, Tensor[] x) {
    GradCheck.gradcheck(f, FAST, x);
  }

  /// ⟨u, J v⟩ of forward mode is ⟨Jᵀ u, v⟩ of reverse mode, to rounding.
  static void forwardAgainstReverse(TensorsFunction f, Tensor[] x) {
    Tensor[] y = f.apply(x);
    Tensor[] reverse = gradients(y, x);
    double wanted = 0;
    double got = 0;
    double size = 1;
    try (var level = Gradus.dualLevel()) {
      Tensor[] dual = new Tensor[x.length];
      for (int i = 0; i < x.length; i++) {
        Tensor v = numbers(x[i], 50 + i);
        dual[i] = level.makeDual(x[i].detach(), v);
        wanted += inner(reverse[i], v);
        size += inner(reverse[i].abs(), v.abs());
      }
      Tensor[] z = f.apply(dual);
      for (int k = 0; k < y.length; k++) {
        Tensor t = y[k].requiresGrad() ? level.tangent(z[k]) : null;
        if (t != null) {
          got += inner(level.primal(t).detach(), numbers(y[k], k));
        }
      }
    }
    // Where the gradient is infinite or no number, neither mode says more.
    require(
        !Double.isFinite(size) || Math.abs(got - wanted) <= ROUNDING * size,
        "forward mode says " + got + ", reverse mode " + wanted);
  }

  /// Values and gradients do not depend on where the numbers lie.
  static void layouts(TensorsFunction f, Tensor[] x) {
    for (var layout : LAYOUTS.entrySet()) {
      for (int i = 0; i < x.length; i++) {
        Tensor laid = layout.getValue().apply(x[i]);
        if (laid == x[i]) {
          continue;
        }
        String where = layout.getKey() + " input " + i + ": ";
        List<Tensor> wanted = results(f, x, i, laid.contiguous().clone());
        List<Tensor> got = results(f, x, i, laid);
        require(got.size() == wanted.size(), where + "it throws in one layout alone");
        for (int k = 0; k < got.size(); k++) {
          Tensor a = got.get(k);
          Tensor b = wanted.get(k);
          require(
              Arrays.equals(a.shape(), b.shape()) && a.allclose(b, ROUNDING, ROUNDING, true),
              where + "result or gradient " + k + " is\n" + a + "\ninstead of\n" + b);
        }
      }
    }
  }

  // The results and then the gradients; nothing if the call is refused.
  private static List<Tensor> results(TensorsFunction f, Tensor[] x, int i, Tensor replaced) {
    Tensor[] in = x.clone();
    in[i] = replaced;
    Tensor[] y;
    try {
      y = f.apply(in);
    } catch (RuntimeException e) {
      requireRefusal(e);
      return List.of();
    }
    List<Tensor> all = new ArrayList<>();
    for (Tensor t : y) {
      all.add(t.detach().clone());
    }
    all.addAll(List.of(gradients(y, x)));
    return all;
  }

  /// Inputs without elements and without dimensions are refused or treated as all others.
  static void edges(TensorsFunction f, Tensor[] x) {
    edge("empty along the first dimension", f, shaped(x, t -> t.narrow(0, 0, 0)));
    edge("empty along the last dimension", f, shaped(x, t -> t.narrow(-1, 0, 0)));
    if (Arrays.stream(x).noneMatch(t -> t.numel() == 0)) {
      edge("zero-dimensional", f, shaped(x, t -> t.flatten().select(0, t.numel() / 2)));
    }
  }

  private static Tensor[] shaped(Tensor[] x, UnaryOperator<Tensor> change) {
    return Arrays.stream(x)
        .map(t -> t.dim() == 0 || t.numel() == 0 ? t : change.apply(t.detach()).clone())
        .map(t -> t.detach().requiresGrad_())
        .toArray(Tensor[]::new);
  }

  private static void edge(String how, TensorsFunction f, Tensor[] x) {
    Tensor[] y;
    try {
      y = f.apply(x);
    } catch (RuntimeException e) {
      requireRefusal(e);
      return;
    }
    try {
      Tensor[] g = gradients(y, x);
      for (int i = 0; i < x.length; i++) {
        require(Arrays.equals(g[i].shape(), x[i].shape()), "gradient " + i + " has another shape");
      }
      if (isNumber(y)) {
        forwardAgainstReverse(f, x);
      }
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(how + ": " + e.getMessage(), e);
    }
  }

  /// The same function of complex numbers, where it takes them.
  ///
  /// @return whether it does
  static boolean complexDifferences(TensorsFunction f, Tensor[] x) {
    Tensor[] z = new Tensor[x.length];
    for (int i = 0; i < x.length; i++) {
      Tensor im = numbers(x[i], 70 + i).mul(0.3);
      z[i] = Gradus.complex(x[i].detach(), im).detach().requiresGrad_();
    }
    try {
      gradients(f.apply(z), z);
    } catch (RuntimeException e) {
      requireRefusal(e);
      return false;
    }
    firstDifferences(f, z);
    forwardAgainstReverse(f, z);
    return true;
  }

  static Tensor[] gradients(Tensor[] y, Tensor[] x) {
    List<Tensor> roots = new ArrayList<>();
    List<@Nullable Tensor> seeds = new ArrayList<>();
    for (int k = 0; k < y.length; k++) {
      if (y[k].requiresGrad()) {
        roots.add(y[k]);
        seeds.add(numbers(y[k], k));
      }
    }
    if (roots.isEmpty()) {
      return Arrays.stream(x).map(Gradus::zerosLike).toArray(Tensor[]::new);
    }
    GradOptions options = GradOptions.DEFAULT.withMaterializeGrads(true);
    return Arrays.stream(Gradus.grad(roots, List.of(x), seeds, options))
        .map(Objects::requireNonNull)
        .toArray(Tensor[]::new);
  }

  /// Fixed numbers of both signs.
  static Tensor numbers(Tensor like, int salt) {
    var generator = new Generator();
    generator.manualSeed(4711 + salt);
    DType real = like.dtype().toReal();
    Tensor re = Gradus.rand(generator, real, like.shape()).mul(2).sub(0.9);
    return like.isComplex()
        ? Gradus.complex(re, Gradus.rand(generator, real, like.shape()).mul(2).sub(0.9))
        : re;
  }

  private static double inner(Tensor a, Tensor b) {
    if (a.isComplex() || b.isComplex()) {
      Tensor p = a.isComplex() ? a.viewAsReal() : a.unsqueeze(-1);
      Tensor q = b.isComplex() ? b.viewAsReal() : b.unsqueeze(-1);
      return p.narrow(-1, 0, 1).mul(q.narrow(-1, 0, 1)).sum().item()
          + (a.isComplex() && b.isComplex()
              ? p.narrow(-1, 1, 1).mul(q.narrow(-1, 1, 1)).sum().item()
              : 0);
    }
    return a.mul(b).sum().item();
  }

  private static void requireRefusal(RuntimeException e) {
    if (!(e instanceof GradusException)) {
      throw new AssertionError("neither a result nor a refusal: " + e, e);
    }
  }

  // Where an average of nothing has no value, neither mode says more of its slope.
  private static boolean isNumber(Tensor[] y) {
    return Arrays.stream(y).noneMatch(t -> t.isnan().any().itemBoolean());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
