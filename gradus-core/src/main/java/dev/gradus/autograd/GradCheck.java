package dev.gradus.autograd;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradCheckException;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

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
    options.check();
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
    return gradgradcheck(
        f,
        new GradGradCheckOptions(
            options, null, false, options.checkForwardAd(), options.checkBackwardAd()),
        inputs);
  }

  /// As [#gradgradcheck(TensorFunction, Tensor...)] with gradients to start from and modes to
  /// check.
  ///
  /// @throws GradCheckException if a gradient differs, unless the options say otherwise
  public static boolean gradgradcheck(
      TensorsFunction f, GradGradCheckOptions options, Tensor... inputs) {
    checkInputs(inputs);
    Tensor[] weights = Slopes.weights(differentiable(f.apply(inputs)), options);
    Tensor[] all = Arrays.copyOf(inputs, inputs.length + weights.length);
    System.arraycopy(weights, 0, all, inputs.length, weights.length);
    return gradcheck(
        new Slopes(f, inputs),
        options
            .check()
            .withCheckBatchedForwardGrad(false)
            .withCheckForwardAd(options.checkFwdOverRev())
            .withCheckBackwardAd(options.checkRevOverRev()),
        all);
  }

  // --- Jacobians ---

  /// The Jacobians by central differences, of every result that requires grad (first index) by
  /// every input (second index).
  ///
  /// **Shape**: elements of the input × elements of the result. **Errors**: complex results.
  /// **Source**: torch.autograd.gradcheck.get\_numerical\_jacobian.
  public static Tensor[][] numericalJacobian(TensorsFunction f, double eps, Tensor... inputs) {
    SlowJacobians slow = new SlowJacobians(f, inputs, GradCheckOptions.DEFAULT.withEps(eps), "");
    return jacobians("numerical", f, inputs, i -> slow.numeric(i));
  }

  /// The same Jacobians by reverse mode. **Source**:
  /// torch.autograd.gradcheck.get\_analytical\_jacobian.
  public static Tensor[][] analyticalJacobian(TensorsFunction f, Tensor... inputs) {
    SlowJacobians slow = new SlowJacobians(f, inputs, GradCheckOptions.DEFAULT, "");
    return jacobians("analytical", f, inputs, i -> slow.analytic(i));
  }

  private static Tensor[][] jacobians(
      String kind, TensorsFunction f, Tensor[] x, IntFunction<Tensor[]> ofInput) {
    List<Tensor> y = differentiable(f.apply(x));
    if (y.stream().anyMatch(Tensor::isComplex)) {
      throw new GradusArgumentException(
          "Expected output to be non-complex. get_"
              + kind
              + "_jacobian no longer supports functions that return complex outputs.");
    }
    Tensor[][] all = new Tensor[y.size()][x.length];
    for (int i = 0; i < x.length; i++) {
      Tensor[] column = ofInput.apply(i);
      for (int k = 0; k < column.length; k++) {
        all[k][i] = column[k];
      }
    }
    return all;
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
      if (options.checkBatchedForwardGrad()) {
        new BatchedTangents(f, x, options).run();
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
