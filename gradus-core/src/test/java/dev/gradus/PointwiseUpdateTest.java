package dev.gradus;

import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.expr.Expr;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PointwiseUpdateTest {
  private static final Expr VELOCITY = x(1).mul(p(1)).add(x(2));
  private static final PointwiseUpdate MOMENTUM =
      PointwiseUpdate.of("momentum", x(0).sub(VELOCITY.mul(p(0))), VELOCITY);

  @Test
  void changesAllTargetsFromTheirOldElements() {
    Tensor w = tensor(new double[] {1, 2, 3});
    Tensor v = tensor(new double[] {10, 20, 30});
    Tensor g = tensor(new double[] {1, 1, 1});
    MOMENTUM.apply(new Tensor[] {w, v, g}, 0.5, 0.1);
    assertThat(v.toDoubleArray()).containsExactly(2, 3, 4);
    assertThat(w.toDoubleArray()).containsExactly(0, 0.5, 1);
    assertThat(w.version()).isEqualTo(1);
    assertThat(v.version()).isEqualTo(1);
    assertThat(g.version()).isZero();
  }

  @Test
  void takesAnyLayoutAndBroadcastsWhatItOnlyReads() {
    Tensor w = Gradus.arange(6).to(DType.FLOAT64).reshape(2, 3).t();
    Tensor v = zeros(DType.FLOAT64, 3, 2);
    Tensor expected = w.sub(1);
    MOMENTUM.apply(new Tensor[] {w, v, tensor(2.0)}, 0.5, 0.9);
    assertThat(w.equal(expected)).isTrue();
    assertThat(v.equal(Gradus.fullLike(v, 2.0))).isTrue();
  }

  @Test
  void mixesDtypesAndRoundsOnce() {
    Tensor w = Gradus.full(DType.BFLOAT16, new long[] {40}, 1.0);
    Tensor v = zeros(DType.FLOAT32, 40);
    Tensor g = Gradus.full(DType.BFLOAT16, new long[] {40}, 0.3);
    MOMENTUM.apply(new Tensor[] {w, v, g}, 0.1, 0.9);
    double gradient = g.get("0").item();
    assertThat(v.get("7").item()).isCloseTo(gradient, within(1e-7));
    assertThat(w.get("7").item()).isEqualTo(tensor(1 - 0.1 * gradient).to(DType.BFLOAT16).item());
  }

  @Test
  void isRecordedWhereAnOperandRequiresGrad() {
    Tensor w = tensor(new double[] {1, 2});
    Tensor v = tensor(new double[] {3, 4});
    Tensor g = tensor(new double[] {5, 6}).requiresGrad_();
    MOMENTUM.apply(new Tensor[] {w, v, g}, 0.5, 0.25);
    assertThat(w.detach().toDoubleArray()).containsExactly(1 - 0.5 * 5.75, 2 - 0.5 * 7);
    w.sum().backward();
    assertThat(Objects.requireNonNull(g.grad()).toDoubleArray()).containsExactly(-0.5, -0.5);
  }

  @Test
  void changesALeafUnderNoGradAlone() {
    Tensor w = tensor(new double[] {1}).requiresGrad_();
    Tensor[] operands = {w, tensor(new double[] {0}), tensor(new double[] {1})};
    assertThatThrownBy(() -> MOMENTUM.apply(operands, 1, 1))
        .isInstanceOf(GradusStateException.class)
        .hasMessageStartingWith("a leaf Variable that requires grad is being used");
    assertThat(w.item()).isEqualTo(1);
    try (var _ = noGrad()) {
      MOMENTUM.apply(operands, 1, 1);
    }
    assertThat(w.item()).isZero();
  }

  @Test
  void refusesWhatDoesNotFitAndChangesNothing() {
    Tensor w = tensor(new double[] {1, 2});
    Tensor v = tensor(new double[] {0, 0, 0});
    Tensor g = tensor(new double[] {1, 1});
    refused("operand 1 has shape [3], operand 0 has [2]", w, v, g);
    refused("got 2 tensors and 2 numbers", w, g);
    refused("operand 2 has dtype torch.int64", w, g.clone(), Gradus.arange(2));
    Tensor long3 = zeros(DType.FLOAT64, 3);
    refused(
        "unsupported operation: some elements of the input tensor",
        long3.narrow(0, 0, 2),
        g.clone(),
        long3.narrow(0, 1, 2));
    refused("more than one element of the written-to tensor", tensor(1.0).expand(2), g, g);
    assertThat(w.toDoubleArray()).containsExactly(1, 2);
    assertThat(g.toDoubleArray()).containsExactly(1, 1);
  }

  private static void refused(String why, Tensor... operands) {
    assertThatThrownBy(() -> MOMENTUM.apply(operands, 1, 1))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageContaining(why);
  }
}
