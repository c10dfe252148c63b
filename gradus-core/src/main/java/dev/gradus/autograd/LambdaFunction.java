package dev.gradus.autograd;

import dev.gradus.Tensor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A custom function made of two lambdas.
record LambdaFunction(String name, AutogradFunction.Forward f, AutogradFunction.Vjp b)
    implements AutogradFunction {
  @Override
  public Tensor[] forward(FunctionContext ctx, Tensor... x) {
    return new Tensor[] {f.apply(ctx, x)};
  }

  @Override
  public @Nullable Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
    return b.apply(ctx, Objects.requireNonNull(g[0]));
  }
}
