package dev.gradus.autograd;

import dev.gradus.Randomness;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import java.util.function.Function;

/// The transforms of [Func] for functions with more results than are differentiated: the others,
/// behind them, come along as they are.
///
/// ```java
/// TensorsFunction f = x -> new Tensor[] {x[0].square().sum(), x[0].abs()};
/// Tensor[] slopeAndAux = FuncWithAux.grad(f).apply(tensor(new double[] {1, -2}));
/// ```
///
/// **Source**: torch.func with has\_aux.
public final class FuncWithAux {
  private FuncWithAux() {}

  /// The gradients of the first result by some arguments (the first if none is named); behind them
  /// the other results. **Source**: torch.func.grad with has\_aux.
  public static TensorsFunction grad(TensorsFunction f, int... argnums) {
    TensorsFunction all = Func.gradAndValueAll(f, argnums);
    int count = Math.max(1, argnums.length);
    return x -> {
      Tensor[] found = all.apply(x);
      Tensor[] out = Arrays.copyOf(found, found.length - 1);
      System.arraycopy(found, count + 1, out, count, found.length - count - 1);
      return out;
    };
  }

  /// As [#grad], with the first result between gradients and other results. **Source**:
  /// torch.func.grad\_and\_value with has\_aux.
  public static TensorsFunction gradAndValue(TensorsFunction f, int... argnums) {
    return Func.gradAndValueAll(f, argnums);
  }

  /// The gradients of the first results for any weights; [Vjp#aux] are the other results.
  /// **Source**: torch.func.vjp with has\_aux.
  ///
  /// @param results how many results are differentiated
  public static Vjp vjp(TensorsFunction f, int results, Tensor... x) {
    return Vjp.of(f, Args.all(x.length), checked(results), x).checked();
  }

  /// The first results with their tangents, and the other results.
  ///
  /// @param aux the other results
  public record ProductsAndAux(Products products, Tensor[] aux) {}

  /// The change of the first results along tangents of the arguments. **Source**: torch.func.jvp
  /// with has\_aux.
  ///
  /// @param results how many results are differentiated
  public static ProductsAndAux jvp(TensorsFunction f, int results, Tensor[] x, Tensor[] tangents) {
    Pushed.Outcome found =
        new Pushed(f, Args.all(x.length), false).along(x, tangents, checked(results));
    return new ProductsAndAux(found.products(), found.aux());
  }

  /// The Jacobians of the first results, row by row. **Source**: torch.func.jacrev with has\_aux.
  ///
  /// @param results how many results are differentiated
  /// @param chunkSize how many rows are computed at once: 0 for all, 1 for a loop
  public static Function<Tensor[], JacobiansAndAux> jacrev(
      TensorsFunction f, int results, long chunkSize, int... argnums) {
    return x -> FuncJacobians.byRows(f, new Args(argnums), chunkSize, checked(results), x);
  }

  /// The Jacobians of the first results, column by column. **Source**: torch.func.jacfwd with
  /// has\_aux.
  ///
  /// @param results how many results are differentiated
  /// @param randomness what random numbers the function draws
  public static Function<Tensor[], JacobiansAndAux> jacfwd(
      TensorsFunction f, int results, Randomness randomness, int... argnums) {
    return x -> FuncJacobians.byColumns(f, new Args(argnums), randomness, checked(results), x);
  }

  private static int checked(int results) {
    if (results < 1) {
      throw new GradusArgumentException(
          "FuncWithAux: "
              + results
              + " results shall be differentiated; at least one must be, the others come along.");
    }
    return results;
  }
}
