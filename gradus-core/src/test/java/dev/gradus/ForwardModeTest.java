package dev.gradus;

import static dev.gradus.Gradus.dualLevel;
import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// PyTorch's behaviours of forward mode (n…), by their names in behaviours.json, with views and
/// changes in place.
class ForwardModeTest {
  @Test
  void n1_aTangentLivesWithItsLevel() {
    Tensor x = tensor("[1., 2]");
    Tensor y;
    DualLevel level = dualLevel();
    try (level) {
      Tensor dual = level.makeDual(x, tensor("[10., 100]"));
      y = dual.mul(dual);
      assertEqual(level.tangent(y), "[20., 400]");
      assertThat(level.tangent(x)).isNull();
      assertEqual(level.primal(y), "[1., 4]");
      assertThat(level.tangent(level.primal(y))).isNull();
      assertThat(level.tangent(y.detach())).isNull();
    }
    assertThat(level.tangent(y)).isNull();
    level.close();
    try (var next = dualLevel()) {
      assertThat(next.tangent(y)).isNull();
    }
  }

  @Test
  void n2_theTangentOfAGradientIsAHessianProduct() {
    Tensor x = leaf("[1., 2]");
    try (var level = dualLevel()) {
      Tensor dual = level.makeDual(x, tensor("[1., 10]"));
      Tensor y = dual.pow(3).sum();
      Tensor g = Objects.requireNonNull(Gradus.grad(y, x)[0]);
      assertEqual(level.tangent(g), "[6., 120]");
    }
  }

  @Test
  void tangentsHaveGradients() {
    Tensor x = leaf("[1., 2]");
    Tensor v = leaf("[3., 4]");
    try (var level = dualLevel()) {
      Tensor y = level.makeDual(x, v).pow(3);
      Tensor t = Objects.requireNonNull(level.tangent(y));
      assertEqual(t.detach(), "[9., 48]");
      Gradus.backward(t.sum());
    }
    assertEqual(x.grad(), "[18., 48]");
    assertEqual(v.grad(), "[3., 12]");
  }

  @Test
  void noGradDoesNotStopTangentsButTheirRecording() {
    Tensor x = leaf("[1., 2]");
    try (var level = dualLevel()) {
      Tensor dual = level.makeDual(x, ones(2));
      try (var _ = noGrad()) {
        for (Tensor y : new Tensor[] {dual.mul(dual), dual.softmax(0), dual.sum()}) {
          Tensor t = Objects.requireNonNull(level.tangent(y));
          assertThat(t.requiresGrad()).isFalse();
        }
      }
    }
  }

  @Test
  void whatIsRefused() {
    assertRefused(
        GradusArgumentException.class,
        "Trying to set a forward gradient that has a different size than that of the original Tensor, this is not supported. Tensor is of size [1] while the given forward gradient is of size [2].",
        () -> {
          try (var level = dualLevel()) {
            level.makeDual(ones(1), ones(2));
          }
        });
    assertRefused(
        GradusStateException.class,
        "Nested forward mode AD is not supported at the moment",
        () -> {
          try (var _ = dualLevel()) {
            dualLevel();
          }
        });
    DualLevel closed = dualLevel();
    closed.close();
    assertRefused(
        GradusStateException.class,
        "Trying to create a dual Tensor for forward AD but no level exists, make sure to enter_dual_level() first.",
        () -> closed.makeDual(ones(1), ones(1)));
    try (var level = dualLevel()) {
      assertThat(level.makeDual(ones(1), ones(1))).isNotNull();
    }
  }

  // --- In place ---

  @Test
  void aChangeInPlaceChangesTheTangent() {
    try (var level = dualLevel()) {
      Tensor x = level.makeDual(tensor("[2., 3]"), tensor("[1., 10]"));
      x.mul_(x);
      assertEqual(level.tangent(x), "[4., 60]");
      x.add_(1);
      assertEqual(level.tangent(x), "[4., 60]");
      x.zero_();
      assertEqual(level.tangent(x), "[0., 0]");
    }
  }

  @Test
  void viewsAndTheirBaseShareTangents() {
    try (var level = dualLevel()) {
      Tensor x = level.makeDual(tensor("[2., 3]"), tensor("[1., 10]"));
      Tensor y = x.mul(1);
      Tensor part = y.select(0, 0);
      Tensor other = y.view(2);
      part.mul_(5);
      assertEqual(level.tangent(part), "5.");
      assertEqual(level.tangent(y), "[5., 10]");
      assertEqual(level.tangent(other), "[5., 10]");
      y.mul_(2);
      assertEqual(level.tangent(part), "10.");
    }
  }

  @Test
  void aBaseBecomesDualThroughItsView() {
    try (var level = dualLevel()) {
      Tensor x = level.makeDual(tensor("2."), tensor("7."));
      Tensor base = zeros(2, 2);
      Tensor column = base.t().select(0, 1);
      Tensor early = base.select(0, 0);
      column.select(0, 0).add_(x);
      assertEqual(level.tangent(base), "[[0., 7], [0, 0]]");
      assertEqual(level.tangent(column), "[7., 0]");
      assertEqual(level.tangent(early), "[0., 7]");
      assertThat(level.tangent(level.primal(base))).isNull();
      assertThat(level.tangent(level.primal(base).select(0, 0))).isNull();
    }
  }

  @Test
  void aViewBecomesDualThroughItsBase() {
    try (var level = dualLevel()) {
      Tensor x = level.makeDual(tensor("[2., 3]"), tensor("[7., 8]"));
      Tensor base = zeros(2);
      Tensor view = base.select(0, 1);
      base.copy_(x);
      assertEqual(level.tangent(view), "8.");
      assertEqual(level.tangent(view.mul(view)), "48.");
    }
  }

  @Test
  void aTangentInAnotherOrderIsLaidOutAsItsTensor() {
    try (var level = dualLevel()) {
      Tensor t = tensor("[[1., 2], [3, 4]]").t();
      Tensor x = level.makeDual(ones(2, 2), t);
      assertEqual(level.tangent(x), "[[1., 3], [2, 4]]");
      Tensor flat = x.view(4);
      assertEqual(level.tangent(flat), "[1., 3, 2, 4]");
      flat.mul_(2);
      assertEqual(level.tangent(x), "[[2., 6], [4, 8]]");
      assertEqual(t, "[[1., 3], [2, 4]]");
    }
  }

  @Test
  void aLeafTangentStaysUntouched() {
    Tensor v = leaf("[1., 1]");
    try (var level = dualLevel()) {
      Tensor x = level.makeDual(tensor("[2., 3]"), v);
      x.mul_(4);
      Tensor t = Objects.requireNonNull(level.tangent(x));
      Gradus.backward(t.sum());
    }
    assertEqual(v.detach(), "[1., 1]");
    assertEqual(v.grad(), "[4., 4]");
  }

  @Test
  void aTangentIsTurnedWithItsTensor() {
    try (var level = dualLevel()) {
      Tensor x = level.makeDual(ones(2, 3), tensor("[[1., 2, 3], [4, 5, 6]]")).mul(1);
      x.t_();
      assertEqual(level.tangent(x), "[[1., 4], [2, 5], [3, 6]]");
      x.select(0, 0).mul_(10);
      assertEqual(level.tangent(x), "[[10., 40], [2, 5], [3, 6]]");
    }
  }

  @Test
  void severalResultsCarryTangents() {
    try (var level = dualLevel()) {
      Tensor x = level.makeDual(tensor("[2., 3, 4]"), tensor("[7., 8, 9]"));
      assertEqual(level.tangent(x.unbind(0)[1]), "8.");
      assertEqual(level.tangent(x.split(2, 0)[1]), "[9.]");
      assertEqual(level.tangent(x.max(0).values()), "9.");
    }
  }

  @Test
  void tensorsAreMadeDualAndUnpackedAtTheOpenLevel() {
    Tensor x = Gradus.tensor("[3.]");
    assertRefused(
        GradusStateException.class,
        "Trying to create a dual Tensor for forward AD but no level exists, make sure to enter_dual_level() first.",
        () -> Gradus.makeDual(x, Gradus.ones(1)));
    try (var _ = Gradus.dualLevel()) {
      DualTensor square = Gradus.unpackDual(Gradus.makeDual(x, Gradus.tensor("[2.]")).square());
      assertEqual(square.primal(), "[9.]");
      assertEqual(square.tangent(), "[12.]");
      assertThat(Gradus.unpackDual(x).tangent()).isNull();
    }
    assertThat(Gradus.unpackDual(x)).isEqualTo(new DualTensor(x, null));
  }

  @Test
  void inferenceModeStopsTangents() {
    try (var _ = Gradus.dualLevel()) {
      Tensor x = Gradus.makeDual(Gradus.tensor("[3.]"), Gradus.ones(1));
      Tensor y = Gradus.inferenceMode(() -> x.mul(2));
      assertThat(Gradus.unpackDual(y).tangent()).isNull();
      assertThat(Gradus.unpackDual(Gradus.noGrad(() -> x.mul(2))).tangent()).isNotNull();
    }
  }
}
