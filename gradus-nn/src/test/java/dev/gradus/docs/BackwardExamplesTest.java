package dev.gradus.docs;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.BackwardOptions;
import dev.gradus.GradOptions;
import dev.gradus.Tensor;
import dev.gradus.autograd.AutogradFunction;
import dev.gradus.autograd.GradCheck;
import dev.gradus.autograd.GradCheckOptions;
import dev.gradus.autograd.GradGradCheckOptions;
import dev.gradus.autograd.TensorsFunction;
import dev.gradus.error.GradCheckException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Examples of gradients and their checks.
@SuppressWarnings({"BadImport", "NullAway"})
class BackwardExamplesTest {
  @Test
  void severalRoots() {
    Tensor x = tensor("[1., 2]").requiresGrad_();
    Tensor w = tensor("[3., 4]").requiresGrad_();
    Tensor a = x.mul(w).sum();
    Tensor b = x.mul(10);
    backward(List.of(a, b), List.of(ones(), ones(2)), BackwardOptions.retaining());
    assertThat(x.grad()).hasToString("tensor([13., 14.])");

    a.backward(BackwardOptions.only(w));
    assertThat(x.grad()).hasToString("tensor([13., 14.])");
    assertThat(w.grad()).hasToString("tensor([2., 4.])");

    x.setGrad(null);
    x.pow(3).sum().backward(BackwardOptions.creating());
    assertThat(grad(x.grad().sum(), x)[0]).hasToString("tensor([ 6., 12.])");
  }

  @Test
  void gradientsWithoutLeaves() {
    Tensor x = tensor("[1., 2]").requiresGrad_();
    Tensor unused = tensor("[5.]").requiresGrad_();
    assertThat(grad(x.square().sum(), x)[0]).hasToString("tensor([2., 4.])");

    List<Tensor> inputs = List.of(x, unused);
    Tensor y = x.square().sum();
    GradOptions options = GradOptions.retaining();
    Tensor[] some = grad(List.of(y), inputs, null, options.withAllowUnused(true));
    assertThat(some[1]).isNull();
    Tensor[] all = grad(List.of(y), inputs, null, options.withMaterializeGrads(true));
    assertThat(all[1]).hasToString("tensor([0.])");

    // One pass for both rows of the Jacobian.
    GradOptions batched = GradOptions.DEFAULT.withIsGradsBatched(true);
    Tensor jacobian = grad(List.of(x.square()), List.of(x), List.of(eye(2)), batched)[0];
    assertThat(jacobian).hasToString("tensor([[2., 0.],\n        [0., 4.]])");
  }

  @Test
  void vectorRoot() {
    Tensor x = tensor("[1., 2]").requiresGrad_();
    x.exp().mul(0).add(x).backward(tensor("[1., 10]"));
    assertThat(x.grad()).hasToString("tensor([ 1., 10.])");
  }

  @Test
  void checkedGradient() {
    Tensor x = randn(float64, 3).requiresGrad_();
    GradCheckOptions options =
        GradCheckOptions.DEFAULT.withCheckForwardAd(true).withCheckBatchedGrad(true);
    TensorsFunction f = in -> new Tensor[] {in[0].sin().mul(in[0])};
    assertThat(GradCheck.gradcheck(f, options, x)).isTrue();
    assertThat(GradCheck.gradcheck(f, options.withFastMode(true), x)).isTrue();
  }

  @Test
  void checkedSecondGradient() {
    Tensor x = randn(float64, 3).requiresGrad_();
    GradGradCheckOptions options =
        GradGradCheckOptions.DEFAULT.withCheckFwdOverRev(true).withGenNonContigGradOutputs(true);
    assertThat(GradCheck.gradgradcheck(in -> new Tensor[] {in[0].sin()}, options, x)).isTrue();
  }

  @Test
  void wrongGradient() {
    AutogradFunction wrong =
        AutogradFunction.of("Wrong", (ctx, x) -> x[0].mul(2), (ctx, g) -> new Tensor[] {g.mul(3)});
    Tensor x = tensor("[1.]", float64).requiresGrad_();
    assertThatThrownBy(() -> GradCheck.gradcheck(in -> wrong.apply(in), x))
        .isInstanceOf(GradCheckException.class)
        .hasMessageStartingWith("Jacobian mismatch for output 0 with respect to input 0,");
  }

  @Test
  void bothJacobians() {
    TensorsFunction f = in -> new Tensor[] {in[0].square()};
    Tensor x = tensor("[1., 2]", float64).requiresGrad_();
    Tensor byDifferences = GradCheck.numericalJacobian(f, 1e-6, x)[0][0];
    Tensor byBackward = GradCheck.analyticalJacobian(f, x)[0][0];
    assertThat(byDifferences.allclose(byBackward)).isTrue();
  }
}
