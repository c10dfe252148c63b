package dev.gradus.autograd;

import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradCheckException;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares the gradients of a function with central differences.
///
/// Inputs that require grad should be float64 or complex128; those of lower precision will likely
/// fail. Of complex results real and imaginary parts are checked one after the other.
///
/// **Source**: torch.autograd.gradcheck, torch.autograd.gradgradcheck.
public final class GradCheck {
  private static final long SEED = 0x5eed;

  private final TensorsFunction f;
  private final Tensor[] x;
  private final GradCheckOptions options;
  private final String part;

  private GradCheck(TensorsFunction f, Tensor[] x, GradCheckOptions options, String part) {
    this.f = f;
    this.x = x;
    this.options = options;
    this.part = part;
  }

  /// Checks a function with one result.
  ///
  /// @throws GradCheckException if a gradient differs
  public static boolean gradcheck(TensorFunction f, Tensor... inputs) {
    return gradcheck(f.several(), GradCheckOptions.DEFAULT, inputs);
  }

  /// Checks a function with any number of results.
  ///
  /// @throws GradCheckException if a gradient differs, unless the options say otherwise
  public static boolean gradcheck(TensorsFunction f, GradCheckOptions options, Tensor... inputs) {
    try {
      checkInputs(inputs);
      run(f, options, inputs);
      return true;
    } catch (GradCheckException e) {
      if (options.raiseException()) {
        throw e;
      }
      return false;
    }
  }

  /// Checks the gradient of a function with one result as a function of inputs and incoming
  /// gradient: second derivatives.
  ///
  /// @throws GradCheckException if a gradient differs
  public static boolean gradgradcheck(TensorFunction f, Tensor... inputs) {
    return gradgradcheck(f.several(), GradCheckOptions.DEFAULT, inputs);
  }

  /// As [#gradgradcheck(TensorFunction, Tensor...)] for any number of results.
  ///
  /// @throws GradCheckException if a gradient differs, unless the options say otherwise
  public static boolean gradgradcheck(
      TensorsFunction f, GradCheckOptions options, Tensor... inputs) {
    checkInputs(inputs);
    List<Tensor> weights = new ArrayList<>();
    for (Tensor y : differentiable(f.apply(inputs))) {
      weights.add(Gradus.noGrad(() -> direction(y, weights.size())).requiresGrad_());
    }
    int n = inputs.length;
    Tensor[] all = Arrays.copyOf(inputs, n + weights.size());
    for (int k = 0; k < weights.size(); k++) {
      all[n + k] = weights.get(k);
    }
    TensorsFunction slopes =
        given -> {
          Tensor[] in = new Tensor[n];
          List<Tensor> wanted = new ArrayList<>();
          for (int i = 0; i < n; i++) {
            in[i] = given[i];
            if (inputs[i].requiresGrad()) {
              in[i] = in[i].requiresGrad() ? in[i] : in[i].requiresGrad_();
              wanted.add(in[i]);
            }
          }
          return Gradus.enableGrad(
              () -> second(f, in, wanted, Arrays.copyOfRange(given, n, given.length)));
        };
    return gradcheck(slopes, options, all);
  }

  private static Tensor[] second(
      TensorsFunction f, Tensor[] in, List<Tensor> wanted, Tensor[] weights) {
    List<Tensor> y = differentiable(f.apply(in));
    @Nullable Tensor[] g =
        Gradus.grad(
            y, wanted, Arrays.asList(weights), GradOptions.creating().withAllowUnused(true));
    List<Tensor> found = new ArrayList<>();
    for (Tensor t : g) {
      if (t != null) {
        found.add(t);
      }
    }
    return found.toArray(new Tensor[0]);
  }

  private static void checkInputs(Tensor[] x) {
    boolean any = false;
    for (int i = 0; i < x.length; i++) {
      if (!x[i].requiresGrad()) {
        continue;
      }
      any = true;
      DType d = x[i].dtype();
      if (d != DType.FLOAT64 && d != DType.COMPLEX128) {
        Gradus.warn(
            "Input #"
                + i
                + " requires gradient and is not a double precision floating point or complex. This check will likely fail if all the inputs are not of double precision floating point or complex. ");
      }
      Perturbed.checkInput(i, x[i]);
    }
    if (!any) {
      throw new GradusArgumentException(
          "gradcheck expects at least one input tensor to require gradient, but none of them have requires_grad=True.");
    }
  }

  private static void run(TensorsFunction f, GradCheckOptions options, Tensor[] x) {
    Tensor[] y = f.apply(x);
    boolean complex = differentiable(y).stream().anyMatch(Tensor::isComplex);
    if (!complex) {
      new GradCheck(f, x, options, "").check();
      return;
    }
    new GradCheck(
            parts(f, 0), x, options, "While considering the real part of complex outputs only, ")
        .check();
    new GradCheck(
            parts(f, 1),
            x,
            options,
            "While considering the imaginary part of complex outputs only, ")
        .check();
  }

  // Real results stay among the real parts.
  private static TensorsFunction parts(TensorsFunction f, int which) {
    return x -> {
      List<Tensor> out = new ArrayList<>();
      for (Tensor y : f.apply(x)) {
        if (y.isComplex()) {
          out.add(which == 0 ? y.real() : y.imag());
        } else if (which == 0) {
          out.add(y);
        }
      }
      return out.toArray(new Tensor[0]);
    };
  }

  static List<Tensor> differentiable(Tensor[] y) {
    return Arrays.stream(y).filter(Tensor::requiresGrad).toList();
  }

  private void check() {
    List<Tensor> y = differentiable(f.apply(x));
    if (y.isEmpty()) {
      checkConstant();
      return;
    }
    int[] places = places();
    if (options.checkBackwardAd()) {
      if (options.fastMode()) {
        new FastJacobians(f, x, options, part).reverse(places);
      } else {
        new SlowJacobians(f, x, options, part).reverse(places);
      }
      new BackwardChecks(f, x, options).run();
    }
    if (options.checkForwardAd()) {
      if (options.fastMode()) {
        new FastJacobians(f, x, options, part).forward(places);
      } else {
        new SlowJacobians(f, x, options, part).forward(places);
      }
    }
  }

  // Nothing requires grad, so nothing may depend on an input that does.
  private void checkConstant() {
    Perturbed near = new Perturbed(f, x, options.eps());
    for (int i = 0; i < x.length; i++) {
      if (!x[i].requiresGrad()) {
        continue;
      }
      for (Tensor slope : near.slopes(i, direction(x[i], i))) {
        if (slope.dtype().isDifferentiable()
            && slope.abs().gt(options.atol()).any().itemBoolean()) {
          throw new GradCheckException("Numerical gradient for function expected to be zero");
        }
      }
    }
  }

  /// The inputs that require grad.
  private int[] places() {
    int[] all = new int[x.length];
    int n = 0;
    for (int i = 0; i < x.length; i++) {
      if (x[i].requiresGrad()) {
        all[n++] = i;
      }
    }
    return Arrays.copyOf(all, n);
  }

  /// Fixed numbers of both signs, uniform in -1 … 1.
  static Tensor direction(Tensor like, int salt) {
    var generator = new dev.gradus.Generator();
    generator.manualSeed(SEED + salt);
    DType real = like.dtype().toReal();
    Tensor u = Gradus.rand(generator, real, like.shape()).mul(2).sub(1);
    if (!like.isComplex()) {
      return u;
    }
    return Gradus.complex(u, Gradus.rand(generator, real, like.shape()).mul(2).sub(1));
  }
}
