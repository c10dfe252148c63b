package dev.gradus.autograd;

import dev.gradus.Call;
import dev.gradus.FunctionLevel;
import dev.gradus.Gradus;
import dev.gradus.Randomness;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import java.util.Map;

/// Functions of functions: each takes a function of tensors and returns its gradient, its Jacobian,
/// or itself mapped over a batch. They compose to any depth: `vmap(grad(f))` are per-sample
/// gradients, `jacfwd(jacrev(f))` is the Hessian.
///
/// The functions given should have no side effects on what they do not return. `noGrad` inside one
/// is obeyed, `noGrad` around the transform is not: its result is the same. Names without `All`
/// take functions with one result.
///
/// ```java
/// TensorFunction f = x -> x[0].sin().sum();
/// Tensor slope = Func.grad(f).apply(tensor(new double[] {0, 1}));
/// ```
///
/// **Source**: torch.func.
public final class Func {
  static final String NO_HOOKS =
      "torch.func transforms don't yet support saved tensor hooks. Please open an issue with your use case.";

  private Func() {}

  // --- Gradients ---

  /// The gradient of a function with one element by its first argument. **Errors**: the result has
  /// dimensions. **Source**: torch.func.grad.
  public static TensorFunction grad(TensorFunction f) {
    return grad(f, 0);
  }

  /// The gradient by one argument, counted from the end if negative.
  public static TensorFunction grad(TensorFunction f, int argnum) {
    return x -> value(f.several(), 1, new Args(argnum), x).gradients()[0];
  }

  /// The gradients by several arguments.
  public static TensorsFunction grad(TensorFunction f, int... argnums) {
    return x -> value(f.several(), 1, new Args(argnums), x).gradients();
  }

  /// The gradients by some arguments (the first if none is named), and behind them the value.
  /// **Source**: torch.func.grad\_and\_value.
  public static TensorsFunction gradAndValue(TensorFunction f, int... argnums) {
    return gradAndValueAll(f.several(), argnums);
  }

  /// As [#gradAndValue] for a function whose first result is the value: its other results come
  /// along undifferentiated, at the end. **Source**: torch.func.grad\_and\_value with has\_aux.
  public static TensorsFunction gradAndValueAll(TensorsFunction f, int... argnums) {
    Args args = argnums.length == 0 ? new Args(0) : new Args(argnums);
    return x -> value(f, 1, args, x).all();
  }

  private record Valued(Tensor[] gradients, Vjp vjp) {
    Tensor[] all() {
      Tensor[] aux = vjp.aux();
      Tensor[] all = Arrays.copyOf(gradients, gradients.length + 1 + aux.length);
      all[gradients.length] = vjp.output();
      System.arraycopy(aux, 0, all, gradients.length + 1, aux.length);
      return all;
    }
  }

  private static Valued value(TensorsFunction f, int differentiated, Args args, Tensor[] x) {
    Vjp vjp = Vjp.of(f, args, differentiated, x);
    Tensor y = vjp.output();
    if (y.dim() != 0) {
      throw new GradusArgumentException(
          "grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, got tensor with "
              + y.dim()
              + " dims. Maybe you wanted to use the vjp or jacrev APIs instead?");
    }
    return new Valued(vjp.apply(Gradus.onesLike(y)), vjp);
  }

  /// The result of a function, and what gives its gradients for any weights of the result.
  ///
  /// ```java
  /// Vjp vjp = Func.vjp(x -> x[0].sin(), tensor(new double[] {0, 1}));
  /// Tensor g = vjp.apply(ones(float64, 2))[0];
  /// ```
  ///
  /// **Source**: torch.func.vjp.
  public static Vjp vjp(TensorFunction f, Tensor... x) {
    return vjpAll(f.several(), x);
  }

  /// As [#vjp] for a function with several results.
  public static Vjp vjpAll(TensorsFunction f, Tensor... x) {
    return Vjp.of(f, Args.all(x.length), -1, x).checked();
  }

  /// The result of a function and its change along tangents of its arguments, in forward mode.
  ///
  /// **Errors**: other sizes or dtypes of the tangents than of the arguments. **Source**:
  /// torch.func.jvp.
  public static Products jvp(TensorFunction f, Tensor[] x, Tensor[] tangents) {
    return jvpAll(f.several(), x, tangents);
  }

  /// As [#jvp] for a function with several results.
  public static Products jvpAll(TensorsFunction f, Tensor[] x, Tensor[] tangents) {
    return jvp(f, Args.all(x.length), x, tangents);
  }

  /// As [#jvpAll(TensorsFunction, Tensor[], Tensor[])], where with `strict` a result that does not
  /// depend on the arguments is an error instead of having a tangent of zeros.
  public static Products jvpAll(TensorsFunction f, Tensor[] x, Tensor[] tangents, boolean strict) {
    return new Pushed(f, Args.all(x.length), strict).along(x, tangents);
  }

  static Products jvp(TensorsFunction f, Args args, Tensor[] x, Tensor[] tangents) {
    return new Pushed(f, args, false).along(x, tangents);
  }

  /// The result of a function, and the linear function of tangents that approximates it there.
  ///
  /// The linear function is forward mode again: nothing of the first run is kept, so that it costs
  /// what [#jvp] costs. **Source**: torch.func.linearize.
  public static Linearized linearize(TensorFunction f, Tensor... x) {
    TensorsFunction all = f.several();
    Tensor[] own = x.clone();
    return new Linearized(
        f.apply(own), t -> jvp(all, Args.all(own.length), own, t).products()[0], own);
  }

  // --- Jacobians ---

  /// The Jacobian by the first argument, row by row in one batch of gradients.
  ///
  /// **Shape**: that of the result, then that of the argument. **Errors**: complex tensors.
  /// **Source**: torch.func.jacrev.
  public static TensorFunction jacrev(TensorFunction f) {
    return jacrev(f, 0);
  }

  /// The Jacobian by one argument.
  public static TensorFunction jacrev(TensorFunction f, int argnum) {
    TensorsFunction all = jacrevAll(f.several(), 0, argnum)::flat;
    return x -> all.apply(x)[0];
  }

  /// The Jacobians of every result (first index) by some arguments (second index).
  ///
  /// @param chunkSize how many rows are computed at once: 0 for all, 1 for a loop
  public static TensorsJacobian jacrevAll(TensorsFunction f, long chunkSize, int... argnums) {
    return x -> FuncJacobians.byRows(f, new Args(argnums), chunkSize, -1, x).jacobians();
  }

  /// The Jacobian by the first argument, column by column in one batch of tangents.
  ///
  /// **Shape**: that of the result, then that of the argument. **Errors**: complex tensors.
  /// **Source**: torch.func.jacfwd.
  public static TensorFunction jacfwd(TensorFunction f) {
    return jacfwd(f, 0);
  }

  /// The Jacobian by one argument.
  public static TensorFunction jacfwd(TensorFunction f, int argnum) {
    TensorsFunction all = jacfwdAll(f.several(), argnum)::flat;
    return x -> all.apply(x)[0];
  }

  /// The Jacobians of every result (first index) by some arguments (second index).
  public static TensorsJacobian jacfwdAll(TensorsFunction f, int... argnums) {
    return jacfwdAll(f, Randomness.ERROR, argnums);
  }

  /// As [#jacfwdAll(TensorsFunction, int...)] for a function that draws random numbers: the same
  /// for all columns, or others for each.
  public static TensorsJacobian jacfwdAll(
      TensorsFunction f, Randomness randomness, int... argnums) {
    return x -> FuncJacobians.byColumns(f, new Args(argnums), randomness, -1, x).jacobians();
  }

  /// The Hessian of a function by its first argument, forward over reverse.
  ///
  /// **Shape**: that of the result, then twice that of the argument. **Source**:
  /// torch.func.hessian.
  public static TensorFunction hessian(TensorFunction f) {
    return hessian(f, 0);
  }

  /// The Hessian by one argument.
  public static TensorFunction hessian(TensorFunction f, int argnum) {
    return jacfwd(jacrev(f, argnum), argnum);
  }

  // --- Batches ---

  /// The function mapped over dimension 0 of all its arguments: it is called once, with tensors
  /// that stand for all examples.
  ///
  /// ```java
  /// Tensor dots = Func.vmap(x -> x[0].dot(x[1])).apply(randn(3, 5), randn(3, 5));
  /// ```
  ///
  /// **Source**: torch.func.vmap.
  public static TensorFunction vmap(TensorFunction f) {
    return vmap(f, VmapOptions.DEFAULT);
  }

  /// The function mapped over stated dimensions.
  ///
  /// **Errors**: different sizes of what is mapped over; inside, reading elements, changing in
  /// place what is not mapped over, and random numbers unless allowed.
  public static TensorFunction vmap(TensorFunction f, VmapOptions options) {
    Vmap all = new Vmap(f.several(), options);
    return x -> all.apply(x)[0];
  }

  /// As [#vmap(TensorFunction)] for a function with several results.
  public static TensorsFunction vmapAll(TensorsFunction f) {
    return new Vmap(f, VmapOptions.DEFAULT);
  }

  /// The dimensions of a tensor in another order, taken apart and put together as a text says.
  ///
  /// ```java
  /// Tensor flat = Func.rearrange(image, "b c (h p) w -> b p (h w) c", Map.of("p", 2));
  /// ```
  ///
  /// Names stand for dimensions, parentheses for several that are one, `...` for all others, `1`
  /// for one of a single element. **Source**: torch.func.rearrange (functorch.einops).
  ///
  /// @param sizes of names in parentheses; one of each may be left out
  public static Tensor rearrange(Tensor x, String pattern, Map<String, Integer> sizes) {
    return new Rearrange(pattern, sizes).apply(x);
  }

  /// What a tensor stands for below the innermost transform that it belongs to, or with `recurse`
  /// below all of them; the batch is then its first dimension. For looking at values while finding
  /// errors. **Source**: torch.func.debug\_unwrap.
  public static Tensor debugUnwrap(Tensor x, boolean recurse) {
    return recurse ? Call.allExamples(x) : FunctionLevel.unwrapOnce(x);
  }

  /// As [#vmap(TensorFunction, VmapOptions)] for a function with several results.
  public static TensorsFunction vmapAll(TensorsFunction f, VmapOptions options) {
    return new Vmap(f, options);
  }
}
