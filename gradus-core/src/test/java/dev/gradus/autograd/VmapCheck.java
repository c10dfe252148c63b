package dev.gradus.autograd;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.randn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares a function under `vmap` with the same function of one example after another: values,
/// gradients inside and outside, tangents, and two levels of `vmap`; and says nothing of a loop.
final class VmapCheck {
  private static final int EXAMPLES = 3;

  private VmapCheck() {}

  /// Mapped over all inputs and over each alone.
  static void check(String what, TensorFunction f, long[]... sizes) {
    Gradus.manualSeed(11);
    Tensor[] x = new Tensor[sizes.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = randn(float64, inFront(sizes[i]));
    }
    check(what, f, x);
  }

  /// As [#check(String, TensorFunction, long\[\]...)] of inputs with three examples each.
  static void check(String what, TensorFunction f, Tensor... x) {
    List<String> warnings = new ArrayList<>();
    Gradus.onWarning(warnings::add);
    try {
      for (int only = -1; only < (x.length == 1 ? 0 : x.length); only++) {
        boolean[] mapped = new boolean[x.length];
        Tensor[] own = x.clone();
        for (int i = 0; i < x.length; i++) {
          mapped[i] = only < 0 || only == i;
          own[i] = mapped[i] ? x[i] : x[i].select(0, 0);
        }
        compare(what + (only < 0 ? "" : " over input " + only), f, mapped, own);
      }
    } finally {
      Gradus.onWarning(w -> System.getLogger("dev.gradus").log(System.Logger.Level.WARNING, w));
    }
    assertThat(warnings).as(what).isEmpty();
  }

  private static void compare(String what, TensorFunction f, boolean[] mapped, Tensor[] x) {
    @Nullable Integer[] dims = new @Nullable Integer[x.length];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = mapped[i] ? 0 : null;
    }
    VmapOptions options = VmapOptions.DEFAULT.withInDims(dims);
    same(Func.vmap(f, options).apply(x), loop(f, mapped, x), what);
    TensorFunction sum = in -> f.apply(in).sin().sum();
    for (int i = 0; i < x.length; i++) {
      if (x[i].isFloatingPoint()) {
        TensorFunction slope = Func.grad(sum, i);
        same(Func.vmap(slope, options).apply(x), loop(slope, mapped, x), what + ", gradient " + i);
        Tensor[] recorded = x.clone();
        recorded[i] = x[i].clone().requiresGrad_();
        Tensor through = Func.vmap(f, options).apply(recorded).sin().sum();
        Tensor one = loop(f, mapped, recorded).sin().sum();
        same(grad(through, recorded[i]), grad(one, recorded[i]), what + ", outside " + i);
        TensorFunction moved = moved(f, i);
        same(Func.vmap(moved, options).apply(x), loop(moved, mapped, x), what + ", tangent " + i);
      }
    }
    twice(what + ", two levels", f, options, mapped, x);
  }

  private static Tensor grad(Tensor of, Tensor by) {
    return Gradus.grad(of, by)[0];
  }

  private static TensorFunction moved(TensorFunction f, int i) {
    return in -> {
      Tensor[] own = in.clone();
      TensorFunction one =
          t -> {
            own[i] = t[0];
            return f.apply(own);
          };
      return Func.jvp(one, new Tensor[] {in[i]}, new Tensor[] {in[i].cos()}).product();
    };
  }

  private static void twice(
      String what, TensorFunction f, VmapOptions options, boolean[] mapped, Tensor[] x) {
    Tensor[] both = x.clone();
    Tensor[] flipped = x.clone();
    for (int i = 0; i < x.length; i++) {
      if (mapped[i]) {
        flipped[i] = x[i].flip(0);
        both[i] = Gradus.stack(List.of(x[i], flipped[i]), 0);
      }
    }
    TensorFunction inner = Func.vmap(f, options);
    Tensor wanted = Gradus.stack(List.of(loop(f, mapped, x), loop(f, mapped, flipped)), 0);
    same(Func.vmap(inner, options).apply(both), wanted, what);
  }

  private static void same(Tensor found, Tensor wanted, String what) {
    assertThat(found.shape()).as(what).isEqualTo(wanted.shape());
    assertThat(found.allclose(wanted, 1e-9, 1e-10, true))
        .as("%s: %s and %s", what, found, wanted)
        .isTrue();
  }

  private static Tensor loop(TensorFunction f, boolean[] mapped, Tensor... x) {
    List<Tensor> all = new ArrayList<>();
    for (int e = 0; e < EXAMPLES; e++) {
      Tensor[] own = x.clone();
      for (int i = 0; i < own.length; i++) {
        own[i] = mapped[i] ? x[i].select(0, e) : x[i];
      }
      all.add(f.apply(own));
    }
    return Gradus.stack(all, 0);
  }

  private static long[] inFront(long[] sizes) {
    long[] all = Arrays.copyOf(new long[] {EXAMPLES}, sizes.length + 1);
    System.arraycopy(sizes, 0, all, 1, sizes.length);
    return all;
  }
}
