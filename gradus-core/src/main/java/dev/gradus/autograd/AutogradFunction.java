package dev.gradus.autograd;

import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusUnsupportedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A function with a gradient of its own.
///
/// ```java
/// record Cube() implements AutogradFunction {
///   public Tensor[] forward(FunctionContext ctx, Tensor... x) {
///     ctx.saveForBackward(x[0]);
///     return new Tensor[] {x[0].pow(3)};
///   }
///
///   public Tensor[] backward(FunctionContext ctx, Tensor... g) {
///     return new Tensor[] {g[0].mul(ctx.savedTensors()[0].square().mul(3))};
///   }
/// }
///
/// Tensor y = new Cube().apply(x);
/// ```
///
/// Arguments that are no tensors are components of the record. A function that reads its backward
/// in tensor operations can be differentiated again. Forward mode follows from backward unless
/// [#jvp] is stated. In the graph the function shows up as its name with "Backward" behind it.
///
/// **Source**: torch.autograd.Function.
public interface AutogradFunction {
  /// Computes the results; nothing in it is recorded.
  ///
  /// By default calls [#forward(Tensor...)] and then [#setupContext].
  default Tensor[] forward(FunctionContext ctx, Tensor... x) {
    Tensor[] y = forward(x);
    setupContext(ctx, x, y);
    return y;
  }

  /// Computes the results, for functions that note what backward needs in [#setupContext].
  default Tensor[] forward(Tensor... x) {
    throw new GradusUnsupportedException(
        "You must implement the forward function for custom autograd.Function."
            + "\n"
            + name()
            + ": state forward(ctx, x...), or forward(x...) together with setupContext.");
  }

  /// Notes what backward needs of inputs and results.
  default void setupContext(FunctionContext ctx, Tensor[] x, Tensor[] y) {}

  /// The gradient of each input, given those of the results; null for an input that has none.
  ///
  /// @param g the gradients of the results: zeros where none arrived, or null after
  ///   `setMaterializeGrads(false)`
  default @Nullable Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
    throw new GradusUnsupportedException(
        "You must implement either the backward or vjp method for your custom autograd.Function to use it with backward mode AD.");
  }

  /// The tangents of the results, given those of the inputs (null where an input has none); null,
  /// as by default, to have them derived from backward.
  default @Nullable Tensor @Nullable [] jvp(FunctionContext ctx, @Nullable Tensor... t) {
    return null;
  }

  /// Whether `vmap` may run forward and backward on tensors that stand for all examples: they must
  /// be made of tensor operations and read no elements. **Source**: generate\_vmap\_rule.
  default boolean generateVmapRule() {
    return false;
  }

  /// The results for a batch of examples, or null, as by default, if there is no such rule. It is
  /// what it says it is to `vmap`; gradients of it are those of the operations in it.
  ///
  /// @param batch how many examples there are
  /// @param mapped which inputs are mapped over: those have the batch as dimension 0, and so have
  ///   all results
  default Tensor @Nullable [] vmap(long batch, boolean[] mapped, Tensor... x) {
    return null;
  }

  /// The name in the graph, without "Backward".
  default String name() {
    String simple = getClass().getSimpleName();
    return simple.isEmpty() ? "AutogradFunction" : simple;
  }

  /// What a look at the graph shows beside the name: by default the components of a record.
  default Map<String, Object> attributes() {
    return Operation.componentsOf(this);
  }

  /// Whether backward may not be differentiated again: it is then run without recording, and a
  /// second derivative fails with a sentence that says so.
  default boolean onceDifferentiable() {
    return false;
  }

  /// Whether what was saved is let go of as soon as backward has read it, once: memory that
  /// backward needs may then be used again. A second reading, and a second backward, fail.
  /// **Source**: clear\_saved\_tensors\_on\_access.
  default boolean clearSavedTensorsOnAccess() {
    return false;
  }

  /// Whether backward may set entries of the gradients it is given to null, so that the memory of
  /// each can be used again before backward ends: nobody else holds them then. **Source**:
  /// boxed\_grads\_call.
  default boolean boxedGradsCall() {
    return false;
  }

  /// Applies a function with one result.
  default Tensor apply(Tensor... x) {
    Tensor[] y = applyAll(x);
    if (y.length != 1) {
      throw new GradusUnsupportedException(
          name() + ": apply: forward returned " + y.length + " tensors; call applyAll.");
    }
    return y[0];
  }

  /// Applies the function.
  default Tensor[] applyAll(Tensor... x) {
    return FunctionCall.run(this, x);
  }

  /// The forward part of a function with one result.
  @FunctionalInterface
  interface Forward {
    /// Computes the result.
    Tensor apply(FunctionContext ctx, Tensor... x);
  }

  /// The gradients of a function with one result.
  @FunctionalInterface
  interface Vjp {
    /// The gradient of each input.
    @Nullable Tensor[] apply(FunctionContext ctx, Tensor g);
  }

  /// A function from two lambdas.
  ///
  /// ```java
  /// var cube = AutogradFunction.of("Cube",
  ///     (ctx, x) -> ctx.saving(x[0]).pow(3),
  ///     (ctx, g) -> new Tensor[] {g.mul(ctx.saved(0).square().mul(3))});
  /// ```
  static AutogradFunction of(String name, Forward forward, Vjp backward) {
    return new LambdaFunction(name, forward, backward);
  }
}
