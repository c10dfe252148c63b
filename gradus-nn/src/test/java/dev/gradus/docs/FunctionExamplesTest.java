package dev.gradus.docs;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.BackwardOptions;
import dev.gradus.DualLevel;
import dev.gradus.GradOptions;
import dev.gradus.Tensor;
import dev.gradus.autograd.AutogradFunction;
import dev.gradus.autograd.Func;
import dev.gradus.autograd.FunctionContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Examples of custom functions.
@SuppressWarnings({"BadImport", "NullAway"})
class FunctionExamplesTest {
  @Test
  void customFunction() {
    record Scaled(double factor) implements AutogradFunction {
      @Override
      public Tensor[] forward(FunctionContext ctx, Tensor... x) {
        ctx.saveForBackward(x[0]);
        return new Tensor[] {x[0].square().mul(factor)};
      }

      @Override
      public Tensor[] backward(FunctionContext ctx, Tensor... g) {
        Tensor x = ctx.savedTensors()[0];
        return new Tensor[] {g[0].mul(x).mul(2 * factor)};
      }
    }
    Tensor x = tensor("[1., 2]").requiresGrad_();
    Tensor y = new Scaled(10).apply(x);
    y.sum().backward();
    assertThat(y.gradFn()).hasToString("<ScaledBackward>");
    assertThat(x.grad()).hasToString("tensor([20., 40.])");
  }

  @Test
  void contextApart() {
    record Square() implements AutogradFunction {
      @Override
      public Tensor[] forward(Tensor... x) {
        return new Tensor[] {x[0].square()};
      }

      @Override
      public void setupContext(FunctionContext ctx, Tensor[] x, Tensor[] y) {
        ctx.saveForBackward(x[0]);
      }

      @Override
      public Tensor[] backward(FunctionContext ctx, Tensor... g) {
        return new Tensor[] {g[0].mul(ctx.saved(0)).mul(2)};
      }
    }
    Tensor x = tensor("[1., 2]").requiresGrad_();
    new Square().apply(x).sum().backward();
    assertThat(x.grad()).hasToString("tensor([2., 4.])");
  }

  @Test
  void lambdas() {
    AutogradFunction cube =
        AutogradFunction.of(
            "Cube",
            (ctx, x) -> ctx.saving(x[0]).pow(3),
            (ctx, g) -> new Tensor[] {g.mul(ctx.saved(0).square().mul(3))});
    Tensor x = tensor("[1., 2]").requiresGrad_();
    Tensor slope = grad(cube.apply(x).sum(), x, GradOptions.creating());
    assertThat(grad(slope.sum(), x)[0]).hasToString("tensor([ 6., 12.])");
  }

  @Test
  void statedTangent() {
    record Sine() implements AutogradFunction {
      @Override
      public Tensor[] forward(FunctionContext ctx, Tensor... x) {
        ctx.saveForForward(x[0]);
        return new Tensor[] {x[0].sin()};
      }

      @Override
      public Tensor[] jvp(FunctionContext ctx, Tensor... t) {
        return new Tensor[] {t[0].mul(ctx.savedForForward()[0].cos())};
      }
    }
    try (DualLevel level = dualLevel()) {
      Tensor y = new Sine().apply(level.makeDual(zeros(1), ones(1)));
      assertThat(level.tangent(y)).hasToString("tensor([1.])");
    }
  }

  @Test
  void customBatch() {
    record Square() implements AutogradFunction {
      @Override
      public Tensor[] forward(FunctionContext ctx, Tensor... x) {
        return new Tensor[] {ctx.saving(x[0]).square()};
      }

      @Override
      public Tensor[] backward(FunctionContext ctx, Tensor... g) {
        return new Tensor[] {g[0].mul(ctx.saved(0)).mul(2)};
      }

      @Override
      public boolean generateVmapRule() {
        return true;
      }
    }
    Tensor perExample = Func.vmap(Func.grad(x -> new Square().apply(x).sum())).apply(ones(2, 1));
    assertThat(perExample).hasToString("tensor([[2.],\n        [2.]])");
  }

  @Test
  void lettingGo() {
    record Square() implements AutogradFunction {
      @Override
      public Tensor[] forward(FunctionContext ctx, Tensor... x) {
        return new Tensor[] {ctx.saving(x[0]).square()};
      }

      @Override
      public Tensor[] backward(FunctionContext ctx, Tensor... g) {
        Tensor slope = ctx.savedTensors()[0].mul(2); // the graph keeps it no longer
        Tensor found = slope.mul(g[0]);
        g[0] = null; // nobody holds the gradient that arrived
        return new Tensor[] {found};
      }

      @Override
      public boolean clearSavedTensorsOnAccess() {
        return true;
      }

      @Override
      public boolean boxedGradsCall() {
        return true;
      }
    }
    Tensor x = tensor("[1., 2]").requiresGrad_();
    Tensor y = new Square().apply(x).sum();
    y.backward(BackwardOptions.retaining());
    assertThat(x.grad()).hasToString("tensor([2., 4.])");
    assertThatThrownBy(y::backward).hasMessageContaining("a second time");
  }

  @Test
  void inPlaceFunction() {
    record Doubled() implements AutogradFunction {
      @Override
      public Tensor[] forward(FunctionContext ctx, Tensor... x) {
        x[0].mul_(2);
        ctx.markDirty(x[0]);
        return new Tensor[] {x[0]};
      }

      @Override
      public @Nullable Tensor[] backward(FunctionContext ctx, Tensor... g) {
        return new Tensor[] {ctx.needsInputGrad(0) ? g[0].mul(2) : null};
      }
    }
    Tensor x = tensor("[1., 2]").requiresGrad_();
    Tensor y = x.clone();
    assertThat(new Doubled().apply(y)).isSameAs(y);
    y.sum().backward();
    assertThat(x.grad()).hasToString("tensor([2., 2.])");
  }

  @Test
  void severalResults() {
    record SortedApart() implements AutogradFunction {
      @Override
      public Tensor[] forward(FunctionContext ctx, Tensor... x) {
        Tensor positive = x[0].clamp(0, Double.POSITIVE_INFINITY);
        Tensor sign = x[0].sign();
        ctx.saveForBackward(sign);
        ctx.markNonDifferentiable(sign);
        ctx.setMaterializeGrads(false); // a gradient that does not arrive is null
        ctx.setOutputGradDtype(float64, null); // that of the first result arrives in float64
        return new Tensor[] {positive, sign};
      }

      @Override
      public @Nullable Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
        return new Tensor[] {g[0] == null ? null : g[0].mul(ctx.saved(0).gt(0))};
      }
    }
    Tensor x = tensor("[-1., 2]").requiresGrad_();
    Tensor[] y = new SortedApart().applyAll(x);
    assertThat(y[1].requiresGrad()).isFalse();
    y[0].sum().backward();
    assertThat(x.grad()).hasToString("tensor([0., 1.])");
  }

  @Test
  void onceOnly() {
    record Square() implements AutogradFunction {
      @Override
      public Tensor[] forward(FunctionContext ctx, Tensor... x) {
        return new Tensor[] {ctx.saving(x[0]).square()};
      }

      @Override
      public Tensor[] backward(FunctionContext ctx, Tensor... g) {
        return new Tensor[] {g[0].mul(ctx.saved(0)).mul(2)};
      }

      @Override
      public boolean onceDifferentiable() {
        return true;
      }
    }
    Tensor x = tensor("[1., 2]").requiresGrad_();
    Tensor g = grad(new Square().apply(x).square().sum(), x, GradOptions.creating());
    assertThatThrownBy(() -> g.sum().backward())
        .hasMessageStartingWith("trying to differentiate twice a function that was marked");
  }
}
