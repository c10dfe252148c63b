package dev.gradus.autograd;

import dev.gradus.Tensor;

/// What [Func#linearize] gives: a result, and the linear function of tangents around it.
public final class Linearized {
  private final Tensor output;
  private final TensorFunction function;
  private final Tensor[] x;

  Linearized(Tensor output, TensorFunction function, Tensor[] x) {
    this.output = output;
    this.function = function;
    this.x = x;
  }

  /// The result of the function.
  public Tensor output() {
    return output;
  }

  /// The change of the result along tangents, one for each argument.
  public Tensor apply(Tensor... tangents) {
    return function.apply(tangents);
  }

  /// How many arguments the linear function takes.
  public int arguments() {
    return x.length;
  }
}
