package dev.gradus;

import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.leaf64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.autograd.Functional;
import dev.gradus.autograd.FunctionalOptions;
import dev.gradus.autograd.GradCheck;
import dev.gradus.autograd.GradCheckOptions;
import dev.gradus.autograd.Products;
import dev.gradus.autograd.TensorFunction;
import dev.gradus.autograd.TensorsFunction;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradCheckException;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import org.junit.jupiter.api.Test;

/// PyTorch's behaviours of derivatives as functions (m…), by their names in behaviours.json, and
/// the public gradient checks (l…), which must find planted mistakes.
class FunctionalTest {
  private static final FunctionalOptions STRICT = FunctionalOptions.DEFAULT.withStrict(true);

  private static Tensor point(String text) {
    return tensor(text, DType.FLOAT64);
  }

  @Test
  void m1_jacobiansAndHessians() {
    TensorFunction f = x -> x[0].mul(x[0]).sum().mul(ones(3));
    for (FunctionalOptions o :
        new FunctionalOptions[] {
          FunctionalOptions.DEFAULT,
          FunctionalOptions.DEFAULT.withVectorize(true),
          FunctionalOptions.DEFAULT.withForwardMode(true)
        }) {
      Tensor j = Functional.jacobian(f.several(), o, point("[1., 2]"))[0][0];
      assertEqual(j, "[[2., 4], [2, 4], [2, 4]]");
      assertThat(j.requiresGrad()).isFalse();
    }
    assertEqual(Functional.hessian(x -> x[0].pow(3).sum(), point("[1., 2]")), "[[6., 0], [0, 12]]");
    TensorsFunction two = x -> new Tensor[] {x[0].mul(x[1]), x[0].sum()};
    Tensor[][] nested =
        Functional.jacobian(two, FunctionalOptions.DEFAULT, point("[1., 2]"), point("[3., 4]"));
    assertEqual(nested[0][0], "[[3., 0], [0, 4]]");
    assertEqual(nested[0][1], "[[1., 0], [0, 2]]");
    assertEqual(nested[1][0], "[1., 1]");
    assertEqual(nested[1][1], "[0., 0]");
    Tensor[][] blocks =
        Functional.hessian(
            x -> new Tensor[] {x[0].mul(x[1]).sum()},
            FunctionalOptions.DEFAULT,
            point("[1., 2]"),
            point("[3., 4]"));
    assertEqual(blocks[0][0], "[[0., 0], [0, 0]]");
    assertEqual(blocks[0][1], "[[1., 0], [0, 1]]");
    assertRefused(
        GradusArgumentException.class,
        "The Tensor returned by the function given to hessian should contain a single element",
        () -> Functional.hessian(x -> x[0].pow(3), point("[1., 2]")));
  }

  @Test
  void m4_aHessianIsTheForwardJacobianOfTheReverseOne() {
    TensorFunction f = x -> x[0].sin().mul(x[0].square()).sum();
    TensorsFunction slopes =
        x ->
            Functional.jacobian(f.several(), FunctionalOptions.DEFAULT.withCreateGraph(true), x[0])[
                0];
    Tensor at = point("[1., 2]").requiresGrad_();
    Tensor forward =
        Functional.jacobian(slopes, FunctionalOptions.DEFAULT.withForwardMode(true), at)[0][0];
    Tensor both = Functional.hessian(f, point("[1., 2]"));
    assertThat(forward.allclose(both)).isTrue();
    assertThat(both.get("0, 1").item()).isZero();
  }

  @Test
  void m2_products() {
    TensorFunction f = x -> Gradus.cat(java.util.List.of(x[0].pow(2), x[0].sum().view(1)), 0);
    Tensor x = point("[1., 2]");
    Products vjp = Functional.vjp(f, x, point("[1., 10, 100]"));
    assertEqual(vjp.output(), "[1., 4, 3]");
    assertEqual(vjp.product(), "[102., 140]");
    assertEqual(Functional.jvp(f, x, point("[1., 10]")).product(), "[2., 40, 11]");
    TensorFunction cubes = in -> in[0].pow(3).sum();
    assertEqual(Functional.vhp(cubes, x, point("[1., 10]")).product(), "[6., 120]");
    Products hvp = Functional.hvp(cubes, x, point("[1., 10]"));
    assertEqual(hvp.output(), "9.");
    assertEqual(hvp.product(), "[6., 120]");
    assertRefused(
        GradusArgumentException.class,
        "The vector v can only be None if the user-provided function returns a single Tensor with a single element.",
        () -> Functional.vjp(f, x, null));
    assertRefused(
        GradusArgumentException.class,
        "The vector v can only be None if the input to the user-provided function is a single Tensor with a single element.",
        () -> Functional.jvp(f, x, null));
  }

  @Test
  void whatIsReturnedIsRecordedOnRequest() {
    Tensor x = leaf64("[1., 2]");
    Tensor h =
        Functional.hessian(
            in -> new Tensor[] {in[0].pow(3).sum()},
            FunctionalOptions.DEFAULT.withCreateGraph(true),
            x)[0][0];
    assertThat(h.requiresGrad()).isTrue();
    assertEqual(Gradus.grad(h.sum(), x)[0], "[6., 6]");
  }

  @Test
  void m3_strictness() {
    TensorsFunction constant = _ -> new Tensor[] {ones(DType.FLOAT64, 2)};
    assertRefused(
        GradusStateException.class,
        "Output 0 of the user-provided function does not require gradients. The outputs must be computed in a differentiable manner from the input when running in strict mode.",
        () -> Functional.jacobian(constant, STRICT, point("[1., 2]")));
    TensorsFunction first = x -> new Tensor[] {x[0].mul(2)};
    assertRefused(
        GradusStateException.class,
        "Output 0 of the user-provided function is independent of input 1. This is not allowed in strict mode.",
        () -> Functional.jacobian(first, STRICT, point("[1.]"), point("[1.]")));
    assertEqual(
        Functional.jacobian(first, FunctionalOptions.DEFAULT, point("[1.]"), point("[1.]"))[0][1],
        "[[0.]]");
    assertRefused(
        GradusStateException.class,
        "The output of the user-provided function is independent of input 1. This is not allowed in strict mode.",
        () ->
            Functional.vjp(
                first, STRICT, new Tensor[] {point("[1.]")}, point("[1.]"), point("[1.]")));
  }

  // --- Gradient checks ---

  private static TensorFunction wrong() {
    return x ->
        dev.gradus.autograd.AutogradFunction.of(
                "Wrong", (ctx, in) -> ctx.saving(in[0]).mul(2), (_, g) -> new Tensor[] {g.mul(3)})
            .apply(x);
  }

  @Test
  void l1_aPlantedMistakeIsFoundAndBothJacobiansAreShown() {
    assertThatThrownBy(() -> GradCheck.gradcheck(wrong(), leaf64("[1.]")))
        .isInstanceOf(GradCheckException.class)
        .hasMessage(
            "Jacobian mismatch for output 0 with respect to input 0,\nnumerical:tensor([[2.0000]], dtype=torch.float64)\nanalytical:tensor([[3.]], dtype=torch.float64)\n");
    GradCheckOptions quiet = GradCheckOptions.DEFAULT.withRaiseException(false);
    assertThat(GradCheck.gradcheck(wrong().several(), quiet, leaf64("[1.]"))).isFalse();
    assertThat(GradCheck.gradcheck(wrong().several(), quiet.withFastMode(true), leaf64("[1., 2]")))
        .isFalse();
    assertThat(
            GradCheck.gradcheck(
                wrong().several(),
                quiet.withCheckBackwardAd(false).withCheckForwardAd(true),
                leaf64("[1.]")))
        .isFalse();
  }

  @Test
  void everyKindOfCheckPassesWhatIsRight() {
    TensorsFunction f = x -> new Tensor[] {x[0].sin().mul(x[1]), x[0].exp().sum()};
    GradCheckOptions all =
        GradCheckOptions.DEFAULT
            .withCheckForwardAd(true)
            .withCheckBatchedGrad(true)
            .withCheckGradDtypes(true);
    Tensor a = leaf64("[[1., 2], [3, 4]]");
    Tensor b = leaf64("[0.5, -1]");
    assertThat(GradCheck.gradcheck(f, all, a, b)).isTrue();
    assertThat(GradCheck.gradcheck(f, all.withFastMode(true), a, b)).isTrue();
    assertThat(GradCheck.gradgradcheck(f, GradCheckOptions.DEFAULT, a, b)).isTrue();
    Tensor z = tensor("[1.+2.j, -0.5+1.j]", DType.COMPLEX128).requiresGrad_();
    assertThat(GradCheck.gradcheck(x -> x[0].mul(x[0]).exp(), z)).isTrue();
    assertThat(GradCheck.gradcheck(x -> x[0].abs(), z)).isTrue();
    assertThat(GradCheck.gradgradcheck(x -> x[0].mul(x[0]).mul(x[0].conj()), z)).isTrue();
  }

  @Test
  void whatCannotBeCheckedIsRefused() {
    assertRefused(
        GradusArgumentException.class,
        "gradcheck expects at least one input tensor to require gradient, but none of them have requires_grad=True.",
        () -> GradCheck.gradcheck(x -> x[0], point("[1.]")));
  }

  @Test
  void aBackwardThatAddsSomethingIsFound() {
    TensorFunction adds =
        x ->
            dev.gradus.autograd.AutogradFunction.of(
                    "Adds", (_, in) -> in[0].mul(1), (_, g) -> new Tensor[] {g.add(1e-7)})
                .apply(x);
    assertThatThrownBy(() -> GradCheck.gradcheck(adds, leaf64("[1.]")))
        .isInstanceOf(GradCheckException.class)
        .hasMessage("backward not multiplied by grad_output");
  }

  @Test
  void forwardOverReverseReadsTangentsOfSavedResults() {
    TensorFunction f = x -> x[0].exp().mul(x[0].sigmoid()).tanh();
    Tensor a = leaf64("[0.3, -0.2]");
    GradCheckOptions o = GradCheckOptions.DEFAULT.withCheckForwardAd(true);
    assertThat(GradCheck.gradgradcheck(f.several(), o, a)).isTrue();
  }
}
