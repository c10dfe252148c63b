package dev.gradus;

import static dev.gradus.Gradus.backward;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.grad;
import static dev.gradus.Seen.gradOf;
import static dev.gradus.Seen.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// PyTorch's behaviours of `backward` (a…) and `grad` (b…), by their names in behaviours.json.
class BackwardTest {
  private static final String TWICE =
      "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). "
          + "Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). "
          + "Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.";

  @Test
  void a1_gradientsOfGradientsAddUp() {
    Tensor x = leaf("[[1., 2], [3, 4]]");
    Tensor y = leaf("[[5., 6], [7, 8]]");
    Tensor z = x.mul(x).add(x.mul(y)).add(y.mul(y));
    z.backward(ones(2, 2), BackwardOptions.creating());
    Tensor gx = grad(x);
    Tensor gy = grad(y);
    assertEqual(gx, "[[7., 10], [13, 16]]");
    assertEqual(gy, "[[11., 14], [17, 20]]");
    gx.mul(2).add(gy).backward(ones(2, 2));
    assertEqual(x.grad(), "[[12., 15], [18, 21]]");
    assertEqual(y.grad(), "[[15., 18], [21, 24]]");
  }

  @Test
  void a2_theSecondBackwardAddsInPlaceUnlessRecorded() {
    Tensor x = leaf("[1., 2]");
    x.mul(3).sum().backward();
    Tensor first = grad(x);
    x.mul(3).sum().backward();
    assertThat(x.grad()).isSameAs(first);
    assertEqual(first, "[6., 6]");

    x.mul(3).sum().backward(BackwardOptions.creating());
    assertThat(x.grad()).isNotSameAs(first);
    assertEqual(first, "[6., 6]");
    assertEqual(x.grad(), "[9., 9]");
  }

  @Test
  void a2_aRecordedFirstGradientHasTheLayoutOfTheLeaf() {
    Tensor x = tensor("[[1., 2, 3], [4, 5, 6]]").t().detach().requiresGrad_();
    x.mul(x).sum().backward(BackwardOptions.creating());
    Tensor g = grad(x);
    assertThat(g.stride()).isEqualTo(x.stride());
    assertThat(Seen.nodeName(g)).isEqualTo("torch::autograd::CopyBackwards");
  }

  @Test
  void a3_aRootGivenTwiceCountsTwice() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(5);
    backward(List.of(y, y), List.of(ones(2), ones(2)));
    assertEqual(x.grad(), "[10., 10]");
    Tensor z = leaf("[1., 2]");
    backward(List.of(z, z), List.of(ones(2), ones(2)));
    assertEqual(z.grad(), "[2., 2]");
  }

  @Test
  void a4_rootsMayDependOnEachOther() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.pow(2);
    Tensor z = y.pow(3);
    backward(List.of(y, z), List.of(tensor("[10., 100]"), tensor("[1., 1]")));
    assertEqual(x.grad(), "[26., 592]");
  }

  @Test
  void a5_nodesThatSavedNothingRunAgain() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.add(1).sum();
    y.backward();
    y.backward();
    assertEqual(x.grad(), "[2., 2]");
  }

  @Test
  void a6_nodesThatSavedSomethingDoNot() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(x).sum();
    y.backward();
    assertRefused(GradusStateException.class, TWICE, y::backward);
    assertEqual(x.grad(), "[2., 4]");
    Tensor e = x.exp().sum();
    e.backward();
    assertRefused(GradusStateException.class, TWICE, e::backward);
  }

  @Test
  void a7_aRetainedGraphRunsAnyNumberOfTimes() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(x).exp().log().sum();
    for (int i = 0; i < 3; i++) {
      y.backward(BackwardOptions.retaining());
    }
    y.backward();
    assertThat(Seen.values(grad(x)))
        .containsExactly(new double[] {8, 16}, org.assertj.core.data.Offset.offset(1e-5));
  }

  @Test
  void a8_onlyTheNamedInputsReceive() {
    Tensor x = leaf("[1., 2]");
    Tensor y = leaf("[3., 4]");
    x.mul(y).sum().backward(BackwardOptions.only(x));
    assertEqual(x.grad(), "[3., 4]");
    assertThat(y.grad()).isNull();
  }

  @Test
  void a9_aNamedInputMayBeAResult() {
    Tensor x = leaf("[1., 2]");
    Tensor y = x.mul(2);
    Tensor z = y.mul(y).sum();
    z.backward(BackwardOptions.only(y).withRetainGraph(true));
    assertEqual(y.grad(), "[4., 8]");
    assertThat(y.retainsGrad()).isTrue();
    assertThat(x.grad()).isNull();
    Tensor elsewhere = leaf("[1., 1]");
    z.backward(BackwardOptions.only(elsewhere, x));
    assertThat(elsewhere.grad()).isNull();
    assertEqual(x.grad(), "[8., 16]");
  }

  @Test
  void a10_unusedResultsCountAsZero() {
    Tensor x = ones(5, 2).requiresGrad_();
    x.chunk(5, 0)[2].sum().backward();
    assertEqual(x.grad(), "[[0., 0], [0, 0], [1, 1], [0, 0], [0, 0]]");
  }

  @Test
  void a12_broadcastingWithNothingGivesZeros() {
    Tensor empty = zeros(4, 0).requiresGrad_();
    Tensor x = ones(4, 1).requiresGrad_();
    empty.add(x).sum().backward();
    assertEqual(x.grad(), "[[0.], [0], [0], [0]]");
    assertThat(grad(empty).shape()).containsExactly(4, 0);
  }

  @Test
  void a13_aLongChainRunsAndIsDropped() {
    Tensor x = leaf("1.");
    Tensor y = x;
    for (int i = 0; i < 100_000; i++) {
      y = y.add(1);
    }
    y.backward();
    assertEqual(x.grad(), "1.");
  }

  @Test
  void a14_aBranchCutByPositionsContributesNothing() {
    Tensor x = leaf("[1., 3, 2]");
    Tensor at = x.argmax();
    assertThat(at.requiresGrad()).isFalse();
    x.mul(2).add(at).sum().backward();
    assertEqual(x.grad(), "[2., 2, 2]");
  }

  @Test
  void a15_oneElementOfAnyRankNeedsNoGradient() {
    for (String one : List.of("2.", "[2.]", "[[2.]]")) {
      Tensor x = leaf(one);
      x.mul(x).backward();
      assertThat(grad(x).item()).isEqualTo(4);
      assertThat(grad(x).shape()).isEqualTo(x.shape());
    }
  }

  @Test
  void a16_aComplexScalarNeedsOne() {
    Tensor z = zeros(DType.COMPLEX64).requiresGrad_();
    assertRefused(
        GradusArgumentException.class,
        "grad can be implicitly created only for real scalar outputs but got torch.complex64",
        z::backward);
  }

  @Test
  void b1_gradTouchesNoGrad() {
    Tensor x = leaf("[1., 2]");
    Tensor y = leaf("[3., 4]");
    @Nullable Tensor[] g = Gradus.grad(x.mul(y).sum(), x, y);
    assertEqual(g[0], "[3., 4]");
    assertEqual(g[1], "[1., 2]");
    assertThat(x.grad()).isNull();
    assertThat(y.grad()).isNull();
  }

  @Test
  void b2_gradByAResultKeepsHistoryToTheFirstLeaf() {
    Tensor start = leaf("[1., 2]");
    Tensor x = start;
    for (int i = 0; i < 5; i++) {
      Tensor g = Gradus.grad(x.mul(x).sum(), x, GradOptions.creating());
      x = x.add(g.mul(0.25));
    }
    // Each step multiplies by 1.5.
    x.sum().backward();
    assertEqual(start.grad(), "[7.59375, 7.59375]");
  }

  @Test
  void b3_twoResultsOfOneNodeAtOnce() {
    Tensor x = leaf("[1., 2]");
    int[] fired = {0};
    x.registerHook(g -> {
      fired[0]++;
      return null;
    });
    Tensor[] parts = x.mul(3).unbind(0);
    @Nullable Tensor[] g =
        Gradus.grad(
            List.of(parts[0].mul(parts[1])),
            List.of(parts[0], parts[1]),
            null,
            GradOptions.DEFAULT);
    assertEqual(g[0], "6.");
    assertEqual(g[1], "3.");
    assertThat(fired[0]).isZero();
  }

  @Test
  void b4_anUnusedInputIsAnErrorUnlessAllowed() {
    Tensor x = leaf("[1., 2]");
    Tensor y = leaf("[3., 4]");
    Tensor z = x.mul(x).sum();
    assertRefused(
        GradusStateException.class,
        "The differentiated Tensor at index 1 appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.",
        () -> Gradus.grad(z, x, y));
    // Nothing ran: the graph still has what it saved.
    @Nullable Tensor[] g =
        Gradus.grad(List.of(z), List.of(x, y), null, GradOptions.DEFAULT.withAllowUnused(true));
    assertEqual(g[0], "[2., 4]");
    assertThat(g[1]).isNull();
  }

  @Test
  void b5_materializedGradientsAreZeros() {
    Tensor x = leaf("[1., 2]");
    Tensor y = leaf("[[3.], [4]]");
    GradOptions zeros = GradOptions.DEFAULT.withMaterializeGrads(true);
    @Nullable Tensor[] g = Gradus.grad(List.of(x.sum()), List.of(x, y), null, zeros);
    assertEqual(g[1], "[[0.], [0]]");
    assertThat(Objects.requireNonNull(g[1]).requiresGrad()).isFalse();
    g = Gradus.grad(List.of(x.sum()), List.of(x, y), null, zeros.withCreateGraph(true));
    assertThat(Objects.requireNonNull(g[1]).requiresGrad()).isTrue();
    assertRefused(
        GradusArgumentException.class,
        "Expected allow_unused to be True or not passed when materialize_grads=True, but got: allow_unused=False.",
        () -> Gradus.grad(List.of(x.sum()), List.of(x, y), null, zeros.withAllowUnused(false)));
  }

  @Test
  void b7_aBatchOfGradientsGivesTheJacobian() {
    Tensor x = leaf("[1., 2, 3]");
    Tensor y = x.mul(x);
    @Nullable Tensor[] g =
        Gradus.grad(
            List.of(y),
            List.of(x),
            List.of(Gradus.eye(3)),
            GradOptions.DEFAULT.withIsGradsBatched(true));
    assertEqual(g[0], "[[2., 0, 0], [0, 4, 0], [0, 0, 6]]");
  }

  @Test
  void b8_theThirdDerivative() {
    Tensor x = leaf("2.");
    Tensor first = Gradus.grad(x.pow(4), x, GradOptions.creating());
    Tensor second = Gradus.grad(first, x, GradOptions.creating());
    assertEqual(first, "32.");
    assertEqual(second, "48.");
    assertEqual(gradOf(second, x), "48.");
  }

  @Test
  void b9_namedInputsGiveNamedGradients() {
    Tensor x = leaf("[1., 2]");
    Tensor y = leaf("[3., 4]");
    Map<String, Tensor> g =
        Gradus.grad(List.of(x.mul(y).sum()), Map.of("x", x, "y", y), null, GradOptions.DEFAULT);
    assertThat(g).containsOnlyKeys("x", "y");
    assertEqual(g.get("x"), "[3., 4]");
    assertEqual(g.get("y"), "[1., 2]");
  }

  // --- Rules 15, 48 to 50 of the mechanics note, and what is no error ---

  @Test
  void rule15_onlyLeavesThatRequireGradReceive() {
    Tensor x = leaf("[1., 2]");
    Tensor c = tensor("[3., 4]");
    Tensor y = x.mul(c);
    y.sum().backward();
    assertThat(c.grad()).isNull();
    assertThat(Objects.requireNonNull(y.metaOrCreate()).grad()).isNull();
  }

  @Test
  void rule50_backwardRecordsOnlyForCreateGraph() {
    Tensor x = leaf("[1., 2]");
    boolean[] seen = new boolean[2];
    x.registerHook(g -> {
      seen[0] = Gradus.isGradEnabled();
      return null;
    });
    x.mul(x).sum().backward();
    assertThat(seen[0]).isFalse();
    assertThat(grad(x).requiresGrad()).isFalse();
    x.mul(x).sum().backward(BackwardOptions.creating());
    assertThat(seen[0]).isTrue();
    assertThat(grad(x).requiresGrad()).isTrue();
    assertThat(Gradus.isGradEnabled()).isTrue();
  }

  @Test
  void rule51_backwardInsideAHookToAnyDepth() {
    Tensor w = leaf("1.");
    int[] depth = {0};
    descend(w, depth);
    assertThat(depth[0]).isEqualTo(120);
    assertEqual(w.grad(), "240.");
  }

  @Test
  void rule51_thousandsOfPassesInsideOneAnother() {
    Tensor w = leaf("1.");
    int[] left = {5000};
    nested(w, left);
    assertEqual(w.grad(), "5000.");
  }

  private static void nested(Tensor w, int[] left) {
    try (var _ = Gradus.enableGrad()) {
      Tensor y = w.mul(1);
      y.registerHook(g -> {
        if (--left[0] > 0) {
          nested(w, left);
        }
        return null;
      });
      y.backward();
    }
  }

  @Test
  void whatIsThrownDeepInsideArrivesUnchanged() {
    Tensor w = leaf("1.");
    int[] left = {400};
    var thrown = new java.io.IOException("deep");
    assertThatThrownBy(() -> throwing(w, left, thrown)).isSameAs(thrown);
    assertThat(Gradus.currentBackward()).isNull();
    assertThat(Gradus.isGradEnabled()).isTrue();
    w.mul(2).backward();
    assertEqual(w.grad(), "2.");
  }

  private static void throwing(Tensor w, int[] left, Exception thrown) {
    try (var _ = Gradus.enableGrad()) {
      Tensor y = w.mul(1);
      y.registerHook(g -> {
        if (--left[0] == 0) {
          throw BackwardTest.<RuntimeException>unchecked(thrown);
        }
        throwing(w, left, thrown);
        return null;
      });
      y.backward();
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> RuntimeException unchecked(Throwable e) throws X {
    throw (X) e;
  }

  private static void descend(Tensor w, int[] depth) {
    depth[0]++;
    Tensor y = w.mul(2);
    y.registerHook(g -> {
      if (depth[0] < 120) {
        Gradus.enableGrad(() -> {
          descend(w, depth);
          return w;
        });
      }
      return null;
    });
    y.backward();
  }

  @Test
  void aGradientOfAnotherRealDtypeIsCast() {
    Tensor x = leaf("[1., 2]");
    x.mul(3).backward(tensor("[1., 2]", DType.FLOAT64));
    assertEqual(x.grad(), "[3., 6]");
    assertThat(grad(x).dtype()).isEqualTo(DType.FLOAT32);
  }

  @Test
  void moreGradientsThanRootsAreIgnored() {
    Tensor x = leaf("[1., 2]");
    backward(List.of(x.mul(3)), List.of(ones(2), ones(2)));
    assertEqual(x.grad(), "[3., 3]");
  }
}
