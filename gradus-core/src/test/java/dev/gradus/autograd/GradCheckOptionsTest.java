package dev.gradus.autograd;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradCheckException;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Every option of gradcheck and gradgradcheck does something, and finds what it is for.
class GradCheckOptionsTest {
  private final Tensor x = tensor("[0.3, -1.2, 2]", float64).requiresGrad_();
  private final Tensor w = tensor("[1.5, 0.4, -1]", float64).requiresGrad_();

  private static Tensor[] product(Tensor... in) {
    return new Tensor[] {in[0].sin().mul(in[1]), in[0].exp().sum()};
  }

  /// The square, whose tangents are right one by one and wrong in a batch.
  private record WrongInBatches() implements AutogradFunction {
    @Override
    public Tensor[] forward(FunctionContext ctx, Tensor... in) {
      ctx.saveForBackward(in);
      ctx.saveForForward(in);
      return new Tensor[] {in[0].square()};
    }

    @Override
    public @Nullable Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
      Tensor only = java.util.Objects.requireNonNull(g[0]);
      return new Tensor[] {only.mul(ctx.saved(0)).mul(2)};
    }

    @Override
    public @Nullable Tensor[] jvp(FunctionContext ctx, @Nullable Tensor... t) {
      Tensor only = java.util.Objects.requireNonNull(t[0]);
      double factor = dev.gradus.Call.isHidden(only) ? 3 : 2;
      return new Tensor[] {only.mul(ctx.savedForForward()[0]).mul(factor)};
    }

    @Override
    public boolean generateVmapRule() {
      return true;
    }
  }

  @Test
  void everyCheckPassesWhatIsRight() {
    GradCheckOptions all =
        GradCheckOptions.DEFAULT
            .withCheckForwardAd(true)
            .withCheckBatchedGrad(true)
            .withCheckBatchedForwardGrad(true)
            .withCheckGradDtypes(true);
    assertThat(GradCheck.gradcheck(GradCheckOptionsTest::product, all, x, w)).isTrue();
    assertThat(GradCheck.gradcheck(GradCheckOptionsTest::product, all.withFastMode(true), x, w))
        .isTrue();
    GradGradCheckOptions second =
        GradGradCheckOptions.DEFAULT
            .withCheck(all)
            .withCheckFwdOverRev(true)
            .withGenNonContigGradOutputs(true);
    assertThat(GradCheck.gradgradcheck(GradCheckOptionsTest::product, second, x, w)).isTrue();
  }

  @Test
  void aWrongBatchOfTangentsIsFound() {
    TensorsFunction f = in -> new Tensor[] {new WrongInBatches().apply(in[0])};
    GradCheckOptions forward = GradCheckOptions.DEFAULT.withCheckForwardAd(true);
    assertThat(GradCheck.gradcheck(f, forward, x)).isTrue();
    assertThatThrownBy(() -> GradCheck.gradcheck(f, forward.withCheckBatchedForwardGrad(true), x))
        .isInstanceOf(GradCheckException.class)
        .hasMessageStartingWith("For input 0 and batched tangent 0, the tangent of output 0");
  }

  @Test
  void optionsThatContradictOneAnother() {
    GradCheckOptions none = GradCheckOptions.DEFAULT.withCheckBackwardAd(false);
    refused(none, "Expected at least one of check_forward_ad or check_backward_ad to be True");
    refused(
        none.withCheckForwardAd(true).withCheckBatchedGrad(true),
        "Setting check_batched_grad=True requires check_backward_ad to be True");
    refused(
        GradCheckOptions.DEFAULT.withCheckBatchedForwardGrad(true),
        "Setting check_batched_forward_grad=True requires check_forward_ad to be True");
  }

  private void refused(GradCheckOptions options, String sentence) {
    assertThatThrownBy(() -> GradCheck.gradcheck(GradCheckOptionsTest::product, options, x, w))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void gradientsOfResultsAreGivenOrDrawn() {
    List<Boolean> dense = new ArrayList<>();
    TensorsFunction f =
        in -> {
          Tensor y = in[0].square();
          if (y.requiresGrad()) {
            y.registerHook(g -> {
              dense.add(g.isContiguous());
              return null;
            });
          }
          return new Tensor[] {y};
        };
    GradCheck.gradgradcheck(f, GradGradCheckOptions.DEFAULT.withGenNonContigGradOutputs(true), x);
    assertThat(dense).contains(false);
    Tensor ones = Gradus.ones(float64, 3).requiresGrad_();
    assertThat(GradCheck.gradgradcheck(f, GradGradCheckOptions.DEFAULT.withGradOutputs(ones), x))
        .isTrue();
    assertThatThrownBy(() ->
            GradCheck.gradgradcheck(f, GradGradCheckOptions.DEFAULT.withGradOutputs(ones, ones), x))
        .isInstanceOf(GradusArgumentException.class);
  }

  @Test
  void forwardOverReverseFindsWhatReverseDoesNot() {
    // The tangent of the gradient is cut, its gradient is not.
    AutogradFunction noTangent =
        new AutogradFunction() {
          @Override
          public Tensor[] forward(FunctionContext ctx, Tensor... in) {
            ctx.saveForBackward(in);
            return new Tensor[] {in[0].square()};
          }

          @Override
          public @Nullable Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
            Tensor only = java.util.Objects.requireNonNull(g[0]);
            return new Tensor[] {only.mul(ctx.saved(0)).mul(2)};
          }

          @Override
          public @Nullable Tensor[] jvp(FunctionContext ctx, @Nullable Tensor... t) {
            return new Tensor[] {Gradus.zerosLike(java.util.Objects.requireNonNull(t[0]))};
          }
        };
    TensorsFunction f = in -> new Tensor[] {noTangent.apply(noTangent.apply(in[0]))};
    GradGradCheckOptions reverse = GradGradCheckOptions.DEFAULT;
    assertThat(GradCheck.gradgradcheck(f, reverse, x)).isTrue();
    assertThatThrownBy(() -> GradCheck.gradgradcheck(f, reverse.withCheckFwdOverRev(true), x))
        .isInstanceOf(GradCheckException.class)
        .hasMessageContaining("Jacobian computed with forward mode mismatch for output 0");
  }

  @Test
  void bothJacobians() {
    Tensor[][] numeric = GradCheck.numericalJacobian(GradCheckOptionsTest::product, 1e-6, x, w);
    Tensor[][] analytic = GradCheck.analyticalJacobian(GradCheckOptionsTest::product, x, w);
    assertThat(analytic[0][0].shape()).containsExactly(3, 3);
    assertThat(analytic[1][0].shape()).containsExactly(3, 1);
    for (int k = 0; k < 2; k++) {
      for (int i = 0; i < 2; i++) {
        assertThat(numeric[k][i].allclose(analytic[k][i], 1e-6, 1e-6, false)).isTrue();
      }
    }
    TensorsFunction complex = in -> new Tensor[] {Gradus.complex(in[0], in[0])};
    assertThatThrownBy(() -> GradCheck.numericalJacobian(complex, 1e-6, x))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessage(
            "Expected output to be non-complex. get_numerical_jacobian no longer supports functions that return complex outputs.");
  }

  @Test
  void dtypesOfGradients() {
    Tensor half = tensor("[1., 2]", float64).requiresGrad_();
    half.setGradDtype(Gradus.float32);
    GradCheckOptions loose =
        GradCheckOptions.DEFAULT.withCheckGradDtypes(true).withTolerances(1e-2, 1e-2);
    assertThatThrownBy(() -> GradCheck.gradcheck(in -> new Tensor[] {in[0].square()}, loose, half))
        .isInstanceOf(GradCheckException.class)
        .hasMessage("Gradient has dtype mismatch");
  }
}
