package dev.gradus.autograd;

import dev.gradus.GradLevel;
import dev.gradus.Gradus;
import dev.gradus.Mode;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;

/// The results of a function and its gradients for any weights of the results: what [Func#vjp]
/// gives.
public final class Vjp implements TensorsFunction {
  private final GradLevel level;
  private final Tensor[] x;
  private final Tensor[] y;
  private final Tensor[] outputs;
  private final Tensor[] aux;

  private Vjp(GradLevel level, Tensor[] x, Tensor[] y, Tensor[] outputs, Tensor[] aux) {
    this.level = level;
    this.x = x;
    this.y = y;
    this.outputs = outputs;
    this.aux = aux;
  }

  /// Runs a function whose first results are differentiated by some arguments.
  ///
  /// @param differentiated how many results are; the others come along; -1 for all
  static Vjp of(TensorsFunction f, Args args, int differentiated, Tensor... in) {
    args.places(in.length);
    try (Mode _ = Gradus.disableSavedTensorsHooks(Func.NO_HOOKS);
        GradLevel level = GradLevel.open()) {
      Tensor[] own = new Tensor[in.length];
      for (int i = 0; i < own.length; i++) {
        own[i] = level.wrap(in[i], false);
      }
      Tensor[] x = args.of(in);
      for (int k = 0; k < x.length; k++) {
        x[k] = level.wrap(x[k], x[k].dtype().isDifferentiable());
      }
      Tensor[] all = f.apply(args.replaced(own, x));
      int count = differentiated < 0 ? all.length : differentiated;
      Tensor[] y = Arrays.copyOf(all, count);
      Tensor[] aux = Arrays.copyOfRange(all, count, all.length);
      return new Vjp(level, x, y, below(level, y), below(level, aux));
    }
  }

  private static Tensor[] below(GradLevel level, Tensor[] all) {
    return Arrays.stream(all).map(level::unwrap).toArray(Tensor[]::new);
  }

  Vjp checked() {
    if (y.length == 0) {
      throw new GradusArgumentException(
          "vjp(f, *primals): Expected f to be a function that has non-empty output (got output = [])");
    }
    for (Tensor t : y) {
      if (!t.dtype().isDifferentiable()) {
        throw new GradusArgumentException(
            "vjp(f, ...): All outputs of f must be floating-point or complex Tensors, got Tensor with dtype "
                + t.dtype());
      }
    }
    return this;
  }

  /// The only result.
  public Tensor output() {
    return outputs[0];
  }

  /// The results.
  public Tensor[] outputs() {
    return outputs.clone();
  }

  /// What came along undifferentiated: results behind those that were named as differentiated.
  public Tensor[] aux() {
    return aux.clone();
  }

  /// The gradients of the arguments for weights of the results; may be called again.
  ///
  /// @param weights one for each result, of its sizes
  @Override
  public Tensor[] apply(Tensor... weights) {
    if (weights.length != y.length) {
      throw new GradusArgumentException(
          "Expected pytree structure of cotangents to be the same as pytree structure of outputs to the function. cotangents: "
              + weights.length
              + " tensors, primal output: "
              + y.length
              + " tensors");
    }
    return level.grad(y, x, weights);
  }
}
