package dev.gradus.autograd;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.autograd.Inputs.Stage;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// Derivatives of functions of tensors: products with Jacobians and Hessians, and those themselves.
///
/// What is returned is not recorded unless `createGraph` asks for it.
///
/// **Source**: torch.autograd.functional.
public final class Functional {
  private static final String NO_V_VJP =
      "The vector v can only be None if the user-provided function returns a single Tensor with a single element.";
  private static final String NO_V_JVP =
      "The vector v can only be None if the input to the user-provided function is a single Tensor with a single element.";

  private Functional() {}

  /// The product of a vector with the Jacobian: vᵀJ. **Source**: torch.autograd.functional.vjp.
  public static Products vjp(TensorFunction f, Tensor x, @Nullable Tensor v) {
    return vjp(f.several(), FunctionalOptions.DEFAULT, one(v), x);
  }

  /// As [#vjp(TensorFunction, Tensor, Tensor)] for several inputs and results.
  ///
  /// @param v one vector for each result; null if there is one result with one element
  public static Products vjp(
      TensorsFunction f, FunctionalOptions options, Tensor @Nullable [] v, Tensor... inputs) {
    try (var _ = Gradus.enableGrad()) {
      Tensor[] x = Inputs.recording(inputs, options.createGraph());
      Tensor[] y = f.apply(x);
      Inputs.requireGrad(y, Inputs.OUTPUT, options.strict());
      Tensor[] weights = Inputs.vectors(v, y, NO_V_VJP, "vjp");
      @Nullable Tensor[] g = Inputs.grad(y, x, weights, options.createGraph());
      return finished(y, Inputs.filled(g, x, options.strict(), Stage.BACK), options);
    }
  }

  /// The product of the Jacobian with a vector: J v. **Source**: torch.autograd.functional.jvp.
  public static Products jvp(TensorFunction f, Tensor x, @Nullable Tensor v) {
    return jvp(f.several(), FunctionalOptions.DEFAULT, one(v), x);
  }

  /// As [#jvp(TensorFunction, Tensor, Tensor)] for several inputs and results. The gradient is
  /// linear in what arrives; its derivative by that is what is wanted.
  ///
  /// @param v one vector for each input; null if there is one input with one element
  public static Products jvp(
      TensorsFunction f, FunctionalOptions options, Tensor @Nullable [] v, Tensor... inputs) {
    try (var _ = Gradus.enableGrad()) {
      Tensor[] directions = Inputs.vectors(v, inputs, NO_V_JVP, "jvp");
      Tensor[] x = Inputs.recording(inputs, options.createGraph());
      Tensor[] y = f.apply(x);
      Inputs.requireGrad(y, Inputs.OUTPUT, options.strict());
      Tensor[] u = zerosThatRecord(y);
      Tensor[] g = Inputs.filled(Inputs.grad(y, x, u, true), x, options.strict(), Stage.BACK);
      Inputs.requireGrad(g, Inputs.GRADIENT, options.strict());
      @Nullable Tensor[] product = Inputs.grad(g, u, directions, options.createGraph());
      return finished(y, Inputs.filled(product, y, options.strict(), Stage.BACK_TRICK), options);
    }
  }

  /// The Jacobian. **Shape**: that of the result, then that of the input. **Source**:
  /// torch.autograd.functional.jacobian.
  public static Tensor jacobian(TensorFunction f, Tensor x) {
    return jacobian(f.several(), FunctionalOptions.DEFAULT, x)[0][0];
  }

  /// The Jacobians of every result (first index) by every input (second index).
  public static Tensor[][] jacobian(
      TensorsFunction f, FunctionalOptions options, Tensor... inputs) {
    return new Jacobians(options).of(f, inputs);
  }

  /// The Hessian of a function with one element. **Shape**: that of the input, twice. **Source**:
  /// torch.autograd.functional.hessian.
  public static Tensor hessian(TensorFunction f, Tensor x) {
    return hessian(f.several(), FunctionalOptions.DEFAULT, x)[0][0];
  }

  /// The Hessians by every pair of inputs.
  public static Tensor[][] hessian(TensorsFunction f, FunctionalOptions options, Tensor... inputs) {
    TensorsFunction scalar =
        in -> {
          Tensor[] y = f.apply(in);
          checkScalar("hessian", y);
          return new Tensor[] {y[0].numel() == 1 ? y[0].reshape() : y[0]};
        };
    if (options.forwardMode() && options.vectorize()) {
      // A batch of tangents is a function transform, inside which only such a one finds gradients.
      TensorsJacobian rows = Func.jacrevAll(scalar, 0, Args.all(inputs.length).nums());
      return new Jacobians(options).of(x -> rows.apply(x)[0], inputs);
    }
    FunctionalOptions inner =
        options.withCreateGraph(true).withForwardMode(false).withVectorize(false);
    TensorsFunction slopes = x -> new Jacobians(inner).of(scalar, x)[0];
    return new Jacobians(options).of(slopes, inputs);
  }

  /// The product of a vector with the Hessian: vᵀH; cheaper than [#hvp]. **Source**:
  /// torch.autograd.functional.vhp.
  public static Products vhp(TensorFunction f, Tensor x, @Nullable Tensor v) {
    return vhp(f.several(), FunctionalOptions.DEFAULT, one(v), x);
  }

  /// As [#vhp(TensorFunction, Tensor, Tensor)] for several inputs.
  public static Products vhp(
      TensorsFunction f, FunctionalOptions options, Tensor @Nullable [] v, Tensor... inputs) {
    try (var _ = Gradus.enableGrad()) {
      Tensor[] directions = Inputs.vectors(v, inputs, NO_V_JVP, "vhp");
      Tensor[] x = Inputs.recording(inputs, options.createGraph());
      Tensor[] y = f.apply(x);
      Inputs.requireGrad(y, Inputs.OUTPUT, options.strict());
      checkScalar("vhp", y);
      Tensor[] slopes = slopes(y, x, options);
      @Nullable Tensor[] product = Inputs.grad(slopes, x, directions, options.createGraph());
      return finished(y, Inputs.filled(product, x, options.strict(), Stage.DOUBLE_BACK), options);
    }
  }

  /// The product of the Hessian with a vector: H v. **Source**: torch.autograd.functional.hvp.
  public static Products hvp(TensorFunction f, Tensor x, @Nullable Tensor v) {
    return hvp(f.several(), FunctionalOptions.DEFAULT, one(v), x);
  }

  /// As [#hvp(TensorFunction, Tensor, Tensor)] for several inputs.
  public static Products hvp(
      TensorsFunction f, FunctionalOptions options, Tensor @Nullable [] v, Tensor... inputs) {
    try (var _ = Gradus.enableGrad()) {
      Tensor[] directions = Inputs.vectors(v, inputs, NO_V_JVP, "hvp");
      Tensor[] x = Inputs.recording(inputs, options.createGraph());
      Tensor[] y = f.apply(x);
      Inputs.requireGrad(y, Inputs.OUTPUT, options.strict());
      checkScalar("hvp", y);
      Tensor[] slopes = slopes(y, x, options);
      Tensor[] u = zerosThatRecord(slopes);
      Tensor[] g =
          Inputs.filled(Inputs.grad(slopes, x, u, true), x, options.strict(), Stage.DOUBLE_BACK);
      @Nullable Tensor[] product = Inputs.grad(g, u, directions, options.createGraph());
      return finished(
          y, Inputs.filled(product, slopes, options.strict(), Stage.DOUBLE_BACK_TRICK), options);
    }
  }

  private static Tensor[] slopes(Tensor[] y, Tensor[] x, FunctionalOptions options) {
    Tensor[] ones = {Gradus.onesLike(y[0]).detach()};
    Tensor[] slopes = Inputs.filled(Inputs.grad(y, x, ones, true), x, options.strict(), Stage.BACK);
    Inputs.requireGrad(slopes, Inputs.JACOBIAN, options.strict());
    return slopes;
  }

  private static Tensor[] zerosThatRecord(Tensor[] like) {
    Tensor[] u = new Tensor[like.length];
    for (int k = 0; k < u.length; k++) {
      u[k] = Gradus.zerosLike(like[k]).detach().requiresGrad_();
    }
    return u;
  }

  private static void checkScalar(String what, Tensor[] y) {
    if (y.length != 1) {
      throw new GradusArgumentException(
          "The function given to " + what + " should return a single Tensor");
    }
    if (y[0].numel() != 1) {
      throw new GradusArgumentException(
          "The Tensor returned by the function given to "
              + what
              + " should contain a single element");
    }
  }

  private static Tensor @Nullable [] one(@Nullable Tensor v) {
    return v == null ? null : new Tensor[] {v};
  }

  private static Products finished(Tensor[] y, Tensor[] products, FunctionalOptions options) {
    return new Products(
        Inputs.finished(y, options.createGraph()),
        Inputs.finished(products, options.createGraph()));
  }
}
