package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.grad;
import static dev.gradus.Seen.leaf64;
import static dev.gradus.Seen.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reductions of segments: values, gradients of both orders, empty segments, zeros and ties.
class SegmentsTest {
  private static final Tensor LENGTHS = tensor("[2, 0, 3]");
  private static final SegmentOptions THREE = SegmentOptions.ofLengths(LENGTHS);

  @Test
  void valuesOfEveryKind() {
    Tensor x = tensor("[1., 4, 3, 2, 5]", float64);
    assertEqual(segmentReduce(x, "sum", THREE), "[5., 0, 10]");
    assertEqual(segmentReduce(x, "prod", THREE), "[4., 1, 30]");
    assertEqual(segmentReduce(x, "max", THREE), "[4., -inf, 5]");
    assertEqual(segmentReduce(x, "min", THREE.withInitial(2)), "[1., 2, 2]");
    assertThat(values(segmentReduce(x, "mean", THREE))[1]).isNaN();
    assertEqual(segmentReduce(x, "mean", THREE.withInitial(1)), "[3., 1, 3.6666666666666665]");
    SegmentOptions at = SegmentOptions.ofOffsets(tensor("[0, 2, 2, 5]"));
    assertEqual(segmentReduce(x, "sum", at), "[5., 0, 10]");
    assertThat(segmentReduce(zeros(0), "sum", SegmentOptions.ofLengths(tensor("[0, 0]"))).shape())
        .containsExactly(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum", "mean", "max", "min", "prod"})
  void slopesOfBothOrders(String kind) {
    Tensor x = arange(30).to(float64).mul(1.7).sin().add(0.1).view(2, 5, 3).requiresGrad_();
    Tensor lengths = tensor("[[2, 0, 3], [1, 3, 1]]");
    SegmentOptions o = SegmentOptions.ofLengths(lengths).withAxis(1).withInitial(0.5);
    GradientCheck.check(kind, v -> segmentReduce(v[0], kind, o), x);
    GradientCheck.check(
        kind + ", transposed",
        v -> segmentReduce(v[0].transpose(0, 1), kind, THREE.withInitial(0.5)),
        x);
  }

  @Test
  void productsWithZerosAndTies() {
    Tensor x = leaf64("[0., 4, 0, 0, 5]");
    segmentReduce(x, "prod", THREE).sum().backward();
    assertEqual(x.grad(), "[4., 0, 0, 0, 0]");
    Tensor zero = leaf64("[0., 4, 0, 2, 5]");
    GradientCheck.check("products with zeros", v -> segmentReduce(v[0], "prod", THREE), zero);
    Tensor tied = leaf64("[3., 3, 1, 2, 2]");
    segmentReduce(tied, "max", THREE).neg().sum().backward();
    assertEqual(tied.grad(), "[-0.5, -0.5, -0.0, -0.5, -0.5]");
    Tensor rest = leaf64("[1., 2, 3]");
    SegmentOptions one = SegmentOptions.ofLengths(tensor("[2]")).withUnsafe(true);
    segmentReduce(rest, "sum", one).sum().backward();
    assertThat(values(grad(rest))).containsExactly(1, 1, 0);
  }

  @Test
  void faultsAreToldInPyTorchsSentences() {
    Tensor x = zeros(5);
    Class<GradusArgumentException> kind = GradusArgumentException.class;
    assertRefused(kind, "unsupported reduction given! abc", () -> segmentReduce(x, "abc", THREE));
    assertRefused(
        kind,
        "segment_reduce(): Either lengths or offsets must be defined.",
        () -> segmentReduce(x, "sum", new SegmentOptions(null, null, 0, false, null)));
    assertRefused(
        kind,
        "segment_reduce(): Expected all rows of lengths along axis to sum to"
            + " data.size(lengths.dim()-1) when !unsafe.",
        () -> segmentReduce(zeros(6), "sum", THREE));
    assertRefused(
        kind,
        "segment_reduce(): Expected axis to be the last dimension of lengths but got 1.",
        () -> segmentReduce(zeros(2, 5), "sum", THREE.withAxis(1)));
    assertRefused(
        GradusUnsupportedException.class,
        "\"_segment_reduce_cpu\" not implemented for 'Long'",
        () -> segmentReduce(zeros(int64, 5), "sum", THREE));
  }
}
