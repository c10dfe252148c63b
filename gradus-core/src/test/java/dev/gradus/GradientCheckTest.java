package dev.gradus;

import static dev.gradus.Seen.leaf64;
import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.x;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.op.pointwise.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The checker catches what is wrong, and passes what is right.
class GradientCheckTest {
  private final Tensor at = leaf64("[0.7, -1.3, 2.1]");

  @Test
  void aRightRowPasses() {
    Row cube = Row.of("right", x(0).mul(x(0)).mul(x(0)));
    assertThatCode(() -> GradientCheck.check("right", t -> cube.apply(t), at))
        .doesNotThrowAnyException();
  }

  @Test
  void aWrongStatedGradientIsCaught() {
    Row wrong = Row.of("wrong", x(0).mul(x(0))).gradient(0, g().mul(x(0)));
    assertThatThrownBy(() -> GradientCheck.check("wrong", t -> wrong.apply(t), at))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("first order");
  }

  @Test
  void aSlightlyWrongGradientIsCaught() {
    Row wrong = Row.of("wrong", x(0).mul(x(0))).gradient(0, g().mul(x(0)).mul(c(2.0001)));
    assertThatThrownBy(() -> GradientCheck.check("wrong", t -> wrong.apply(t), at))
        .hasMessageContaining("first order");
  }

  @Test
  void aGradientOfTheOtherOperandIsCaught() {
    Row swapped = Row.of("swapped", x(0).mul(x(1))).gradient(0, g().mul(x(0))).gradient(1, g());
    assertThatThrownBy(
            () -> GradientCheck.check("swapped", t -> swapped.apply(t), at, leaf64("[1., 2, 3]")))
        .hasMessageContaining("first order");
  }

  /// The square, with ways to be wrong.
  private record Square(boolean detaches, boolean tangentOfAnother) implements SingleOperation {
    @Override
    public String name() {
      return "square";
    }

    @Override
    public Tensor forward(Tensor[] in) {
      return Call.unrecorded(() -> in[0].mul(in[0]));
    }

    @Override
    public long savesInputs(long needs) {
      return 1;
    }

    @Override
    public @Nullable Tensor[] backward(Backward b, Tensor g) {
      Tensor saved = detaches ? b.x(0).detach() : b.x(0);
      return new Tensor[] {g.mul(saved).mul(2)};
    }

    @Override
    public @Nullable Tensor jvp(Tensor[] in, Tensor y, @Nullable Tensor[] t) {
      return tangentOfAnother ? t[0] : SingleOperation.super.jvp(in, y, t);
    }
  }

  @Test
  void aGradientWithoutHistoryIsCaught() {
    assertThatThrownBy(
            () -> GradientCheck.check("detaches", t -> Call.run(new Square(true, false), t), at))
        .hasMessageContaining("second order");
  }

  @Test
  void aWrongTangentIsCaught() {
    assertThatThrownBy(
            () -> GradientCheck.check("tangent", t -> Call.run(new Square(false, true), t), at))
        .hasMessageContaining("forward mode");
    assertThatCode(
            () -> GradientCheck.check("right", t -> Call.run(new Square(false, false), t), at))
        .doesNotThrowAnyException();
  }
}
