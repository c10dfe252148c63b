package dev.gradus;

import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.grad;
import static dev.gradus.Seen.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.autograd.AutogradFunction;
import dev.gradus.autograd.Func;
import dev.gradus.autograd.FunctionContext;
import dev.gradus.autograd.Functional;
import dev.gradus.autograd.FunctionalOptions;
import dev.gradus.autograd.TensorFunction;
import dev.gradus.autograd.TensorsFunction;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusException;
import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Custom functions, forward mode and transforms in corners that PyTorch's own tests visit.
class FunctionsFromOutsideTest {
  private final Tensor x = leaf("[1., 2]");

  /// A function of lambdas.
  private interface Both extends AutogradFunction {
    @Override
    default @Nullable Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
      return g;
    }

    @Override
    default String name() {
      return "Fn";
    }
  }

  // --- Custom functions ---

  @Test
  void anInputReturnedAsItIsBecomesAViewOfItself() {
    Both same =
        new Both() {
          @Override
          public Tensor[] forward(FunctionContext ctx, Tensor... in) {
            return new Tensor[] {in[0]};
          }
        };
    Tensor y = x.mul(1);
    Tensor z = same.apply(y);
    assertThat(z).isNotSameAs(y);
    assertThat(Seen.nodeName(z)).isEqualTo("FnBackward");
    assertRefused(
        GradusStateException.class,
        "Output 0 of Fn is a view and is being modified inplace. This view was created inside a custom Function (or because an input was returned as-is) and the autograd logic to handle view+inplace would override the custom backward associated with the custom Function, leading to incorrect gradients. This behavior is forbidden. You can fix this by cloning the output of the custom Function.",
        () -> z.mul_(2));
    z.sum().backward();
    assertEqual(x.grad(), "[1., 1]");
  }

  /// Doubles its first input in place and returns it, perhaps with more.
  private record Doubling(boolean two) implements Both {
    @Override
    public Tensor[] forward(FunctionContext ctx, Tensor... in) {
      ctx.markDirty(in[0]);
      in[0].mul_(2);
      return two ? new Tensor[] {in[0], in[0].clone()} : new Tensor[] {in[0]};
    }

    @Override
    public @Nullable Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
      return new Tensor[] {Objects.requireNonNull(g[0]).mul(2)};
    }
  }

  @Test
  void aFunctionThatChangesAViewReturnsOneTensor() {
    Tensor y = x.mul(1);
    new Doubling(false).apply(y.narrow(0, 0, 1));
    y.sum().backward();
    assertEqual(x.grad(), "[2., 1]");
    Tensor z = x.mul(1);
    assertRefused(
        GradusStateException.class,
        "If your Function modifies inplace an input that is a view of another Tensor, your Function cannot return more than one Tensor. This is not supported by the current autograd engine. You should either make sure the input is not a view (using .clone() for example) or make your Function only return one Tensor (potentially splitting it into two Functions: one doing the inplace that returns a single Tensor and a second one that does the other operations). You can ask on the forum https://discuss.pytorch.org/ if you need help to do this change.",
        () -> new Doubling(true).applyAll(z.narrow(0, 0, 1)));
    Tensor[] both = new Doubling(true).applyAll(x.mul(1));
    assertThat(both).hasSize(2);
  }

  @Test
  void gradientsForInputsThatNeedNoneAreIgnored() {
    AutogradFunction product =
        AutogradFunction.of(
            "Product",
            (ctx, in) -> ctx.saving(in[0]).mul(ctx.saving(in[1])),
            (ctx, g) -> new Tensor[] {g.mul(ctx.saved(1)), g.mul(ctx.saved(0))});
    product.apply(x, ones(2)).sum().backward();
    assertEqual(x.grad(), "[1., 1]");
  }

  @Test
  void aFunctionInsideAFunction() {
    AutogradFunction cube =
        AutogradFunction.of(
            "Cube",
            (ctx, in) -> ctx.saving(in[0]).pow(3),
            (ctx, g) -> new Tensor[] {g.mul(ctx.saved(0).square().mul(3))});
    AutogradFunction outer =
        AutogradFunction.of(
            "Outer",
            (ctx, in) -> {
              Tensor inner = cube.apply(ctx.saving(in[0]));
              assertThat(inner.requiresGrad()).isFalse();
              return inner.mul(2);
            },
            (ctx, g) -> new Tensor[] {g.mul(ctx.saved(0).square().mul(6))});
    Tensor y = outer.apply(x);
    assertThat(Seen.nodeName(y)).isEqualTo("OuterBackward");
    assertEqual(Gradus.grad(y.sum(), x)[0], "[6., 24]");
  }

  @Test
  void aFunctionInsideBackwardIsRecordedForSecondDerivatives() {
    AutogradFunction square =
        AutogradFunction.of(
            "Square",
            (ctx, in) -> ctx.saving(in[0]).square(),
            (ctx, g) -> new Tensor[] {g.mul(ctx.saved(0)).mul(2)});
    AutogradFunction cube =
        AutogradFunction.of(
            "Cube",
            (ctx, in) -> ctx.saving(in[0]).pow(3),
            (ctx, g) -> new Tensor[] {g.mul(square.apply(ctx.saved(0))).mul(3)});
    Tensor g = Gradus.grad(cube.apply(x).sum(), x, GradOptions.creating());
    assertEqual(Gradus.grad(g.sum(), x)[0], "[6., 12]");
  }

  @Test
  void nanFromACustomFunctionIsNamed() {
    AutogradFunction bad =
        AutogradFunction.of(
            "Bad", (ctx, in) -> in[0].clone(), (ctx, g) -> new Tensor[] {g.mul(Double.NaN)});
    Gradus.onWarning(_ -> {});
    try (Mode _ = Gradus.detectAnomaly()) {
      Tensor y = bad.apply(x).sum();
      assertRefused(
          GradusStateException.class,
          "Function 'BadBackward' returned nan values in its 0th output.",
          y::backward);
    } finally {
      Gradus.onWarning(Seen::toLog);
    }
  }

  @Test
  void expandedGradientsOfCustomFunctionsAreSummed() {
    AutogradFunction wide =
        AutogradFunction.of(
            "Wide", (ctx, in) -> in[0].clone(), (ctx, g) -> new Tensor[] {g.expand(3, 2)});
    wide.apply(x).sum().backward();
    assertEqual(x.grad(), "[3., 3]");
  }

  @Test
  void savedInputsAreTheTensorsThemselves() {
    List<Tensor> seen = new ArrayList<>();
    AutogradFunction keep =
        AutogradFunction.of(
            "Keep",
            (ctx, in) -> ctx.saving(in[0]).mul(2),
            (ctx, g) -> {
              seen.add(ctx.saved(0));
              return new Tensor[] {g.mul(2)};
            });
    keep.apply(x).sum().backward();
    assertThat(seen).containsExactly(x);
  }

  // --- Forward mode ---

  @Test
  void onlyNumbersWithDerivativesAreDual() {
    try (DualLevel level = Gradus.dualLevel()) {
      assertRefused(
          GradusArgumentException.class,
          "Expected primal to be floating point or complex, but got: torch.int64",
          () -> level.makeDual(tensor("[1, 2]"), tensor("[1, 2]")));
      assertRefused(
          GradusArgumentException.class,
          "Expected tangent to be floating point or complex, but got: torch.int64",
          () -> level.makeDual(ones(2), tensor("[1, 2]")));
    }
  }

  @Test
  void aLevelThatWasClosedIsGone() {
    DualLevel level = Gradus.dualLevel();
    Tensor dual = level.makeDual(ones(2), ones(2));
    level.close();
    assertThat(Gradus.unpackDual(dual).tangent()).isNull();
    assertRefused(
        GradusStateException.class,
        "Trying to create a dual Tensor for forward AD but no level exists, make sure to enter_dual_level() first.",
        () -> Gradus.makeDual(ones(2), ones(2)));
    try (DualLevel next = Gradus.dualLevel()) {
      assertThat(next.tangent(dual)).isNull();
    }
  }

  @Test
  void aDualOfADualHasTheNewTangent() {
    try (DualLevel level = Gradus.dualLevel()) {
      Tensor first = level.makeDual(ones(2), ones(2));
      Tensor second = level.makeDual(level.primal(first), ones(2).mul(5));
      assertEqual(level.tangent(second), "[5., 5]");
      assertEqual(level.tangent(first), "[1., 1]");
      assertThat(level.tangent(first.detach())).isNull();
    }
  }

  @Test
  void forwardOverReverseOfARecordedGradient() {
    try (DualLevel level = Gradus.dualLevel()) {
      Tensor at = level.makeDual(x, tensor("[1., 0]"));
      Tensor g = Gradus.grad(at.pow(3).sum(), at, GradOptions.DEFAULT);
      assertEqual(level.primal(g), "[3., 12]");
      assertEqual(level.tangent(g), "[6., 0]");
    }
  }

  // --- Derivatives as functions ---

  @Test
  void vectorsMustFit() {
    TensorFunction f = in -> in[0].exp();
    Tensor at = tensor("[1., 2]");
    assertRefused(
        GradusArgumentException.class,
        "v has invalid size: should be torch.Size([2]) but got torch.Size([3]).",
        () -> Functional.vjp(f, at, ones(3)));
    assertRefused(
        GradusArgumentException.class,
        "The given v is a tuple of invalid length: should be 1 but got 2.",
        () ->
            Functional.jvp(
                f.several(), FunctionalOptions.DEFAULT, new Tensor[] {ones(2), ones(2)}, at));
  }

  @Test
  void productsWithHessiansNeedOneNumber() {
    TensorsFunction two = in -> new Tensor[] {in[0].sum(), in[0].prod()};
    Tensor at = tensor("[1., 2]");
    Tensor[] v = {ones(2)};
    assertRefused(
        GradusArgumentException.class,
        "The function given to vhp should return a single Tensor",
        () -> Functional.vhp(two, FunctionalOptions.DEFAULT, v, at));
    assertRefused(
        GradusArgumentException.class,
        "The Tensor returned by the function given to hvp should contain a single element",
        () -> Functional.hvp(in -> in[0].exp(), at, ones(2)));
    assertRefused(
        GradusArgumentException.class,
        "The function given to hessian should return a single Tensor",
        () -> Functional.hessian(two, FunctionalOptions.DEFAULT, at));
  }

  @Test
  void transformsRefuseWhatRecordsOutside() {
    assertThatThrownBy(() -> Func.grad(in -> in[0].requiresGrad_().sum()).apply(ones(2)))
        .isInstanceOf(GradusException.class)
        .hasMessageStartingWith(
            "You are attempting to call Tensor.requires_grad_() (or perhaps using torch.autograd.functional.* APIs) inside of a function being transformed by a functorch transform.");
    TensorFunction backwards =
        in -> {
          Tensor y = in[0].sum();
          y.backward();
          return y;
        };
    assertRefused(
        GradusStateException.class,
        "backward() called inside a functorch transform. This is not supported, please use functorch.grad or functorch.vjp instead or call backward() outside of functorch transforms.",
        () -> Func.grad(backwards).apply(ones(2)));
    assertRefused(
        GradusArgumentException.class,
        "grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, got tensor with 1 dims. Maybe you wanted to use the vjp or jacrev APIs instead?",
        () -> Func.grad(in -> in[0]).apply(ones(2)));
    assertRefused(
        GradusArgumentException.class,
        "Got argnum=1, but only 1 positional inputs",
        () -> Func.grad(in -> in[0].sum(), 1).apply(ones(2)));
  }

  @Test
  void transformsRestoreWhatWasOnWhenTheyFail() {
    RuntimeException mine = new RuntimeException("mine");
    TensorFunction fails =
        in -> {
          throw mine;
        };
    assertThatThrownBy(() -> Func.vmap(Func.grad(fails)).apply(ones(2, 2))).isSameAs(mine);
    assertThatThrownBy(() -> Func.jacfwd(fails).apply(ones(2))).isSameAs(mine);
    assertThat(x.mul(2).requiresGrad()).isTrue();
    x.mul(2).sum().backward();
    assertEqual(grad(x), "[2., 2]");
  }

  @Test
  void aGradientOfAnotherDtypeThanTheInput() {
    Tensor half = ones(DType.BFLOAT16, 2);
    Tensor g = Func.grad(in -> in[0].to(DType.FLOAT32).square().sum()).apply(half);
    assertThat(g.dtype()).isEqualTo(DType.BFLOAT16);
    assertEqual(g, "[2., 2]");
  }
}
