package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.assertEqual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Histograms, and looking for values in sorted rows.
class BinningTest {
  private static final HistogramOptions PLAIN = HistogramOptions.DEFAULT;
  private static final SearchOptions LEFT = SearchOptions.DEFAULT;

  @Test
  void theLastBinHoldsItsUpperEdge() {
    Tensor x = tensor("[0., 1, 2, 3, 4, nan, 5, -1]");
    assertEqual(x.histc(4, 0, 4), "[1., 1, 1, 2]");
    HistogramResult found = x.histogram(4, PLAIN.withRange(0, 4));
    assertEqual(found.hist(), "[1., 1, 1, 2]");
    assertEqual(found.binEdges(), "[0., 1, 2, 3, 4]");
    assertEqual(tensor("[1., 1]").histc(2, 0, 0), "[0., 2]");
    assertEqual(tensor("[1., 1]").histogram(2).binEdges(), "[0.5, 1, 1.5]");
    assertEqual(zeros(0).histogram(2).binEdges(), "[0., 0.5, 1]");
  }

  @Test
  void weightsAndDensities() {
    Tensor x = tensor("[[0.5, 1.5], [1.5, 3]]", float64);
    Tensor weight = tensor("[[1., 2], [3, 4]]", float64);
    Tensor edges = tensor("[0., 1, 2, 4]", float64);
    assertEqual(x.histogram(edges, PLAIN.withWeight(weight)).hist(), "[1., 5, 4]");
    assertEqual(
        x.histogram(edges, PLAIN.withWeight(weight).withDensity(true)).hist(), "[0.1, 0.5, 0.2]");
  }

  @Test
  void boxesOfTwoCoordinates() {
    Tensor x = tensor("[[0., 1], [1, 0], [2, 0], [2, 2]]");
    HistogramResult found = histogramdd(x, 2, 2);
    assertEqual(found.hist(), "[[0., 1], [2, 1]]");
    assertThat(found.edges()).hasSize(2);
    Tensor uneven = tensor("[0., 0.5, 2]");
    assertEqual(histogramdd(x, List.of(uneven, uneven), PLAIN).hist(), "[[0., 1], [2, 1]]");
  }

  @Test
  void refusedHistograms() {
    Tensor x = ones(3);
    assertThatThrownBy(() -> x.histc(3, 2, 1))
        .hasMessageStartingWith("torch.histc: max must be larger than min");
    assertThatThrownBy(() -> x.histogram(0))
        .hasMessageStartingWith("torch.histogram(): bins must be > 0, but got 0 for dimension 0");
    assertThatThrownBy(() -> x.histogram(2, PLAIN.withRange(0, Double.POSITIVE_INFINITY)))
        .hasMessageStartingWith("torch.histogramdd: dimension 0's range [0, inf] is not finite");
    assertThatThrownBy(() -> histogramdd(x, 2))
        .hasMessageStartingWith(
            "torch.histogramdd: input tensor should have at least 2 dimensions, but got 1");
    assertThatThrownBy(() -> histogramdd(ones(3, 2), 2))
        .hasMessageStartingWith(
            "torch.histogramdd: expected 2 sequences of bin edges for a 2-dimensional histogram but got 1");
    assertThatThrownBy(() -> x.histogram(ones(float64, 2)))
        .hasMessageStartingWith(
            "torch.histogramdd: input tensor and bins tensors should have the same dtype, but got input with dtype Float and bins for dimension 0 with dtype Double");
    assertThatThrownBy(() -> x.histogram(2, PLAIN.withWeight(ones(2))))
        .hasMessageStartingWith(
            "torch.histogramdd: if weight tensor is provided it should have the same shape as the input tensor excluding its innermost dimension, but got input with shape [3, 1] and weight with shape [2]");
  }

  @Test
  void placesInFrontOfAndBehindEqualElements() {
    Tensor rows = tensor("[[1, 3, 5, 7], [2, 4, 4, 8]]");
    Tensor values = tensor("[[3, 6, 9], [4, 1, 8]]");
    assertEqual(searchsorted(rows, values), "[[1, 3, 4], [1, 0, 3]]");
    assertEqual(searchsorted(rows, values, true), "[[2, 3, 4], [3, 0, 4]]");
    Tensor small = searchsorted(rows, values, LEFT.withSide("right").withOutInt32(true));
    assertThat(small.dtype()).isEqualTo(int32);
    assertEqual(small.to(int64), "[[2, 3, 4], [3, 0, 4]]");
    Tensor mixed = tensor("[5, 1, 3]");
    assertEqual(
        searchsorted(mixed, tensor("[2., nan, 3]"), LEFT.withSorter(mixed.argsort(0, false))),
        "[1, 3, 1]");
    assertEqual(bucketize(tensor("[[1., 2], [5, 0]]"), tensor("[1, 2, 3]")), "[[0, 1], [3, 0]]");
    assertEqual(bucketize(2, tensor("[1, 2, 3]"), false, true), "2");
    assertThat(searchsorted(zeros(2, 0), zeros(2, 3)).sum().item()).isZero();
  }

  @Test
  void refusedSearches() {
    Tensor row = ones(3);
    assertThatThrownBy(() -> searchsorted(row, row, LEFT.withSide("up")))
        .hasMessageStartingWith(
            "torch.searchsorted(): side can only be 'left' or 'right' but got up");
    assertThatThrownBy(() -> searchsorted(row, row, LEFT.withSide("left").withRight(true)))
        .hasMessageStartingWith(
            "torch.searchsorted(): side and right can't be set to opposites, got side of left while right was True");
    assertThatThrownBy(() -> searchsorted(row, row, LEFT.withSorter(tensor("[0, 1, 3]"))))
        .hasMessageStartingWith("torch.searchsorted(): sorter index out of range");
    assertThatThrownBy(() -> searchsorted(row, row, LEFT.withSorter(ones(3))))
        .hasMessageStartingWith(
            "torch.searchsorted(): sorter must be a tensor of long dtype but got dtype Float");
    assertThatThrownBy(() -> searchsorted(ones(2, 3), ones(3, 3)))
        .hasMessageStartingWith(
            "torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor and input value tensor must match, but we got boundaries tensor [2, 3] and input value tensor [3, 3]");
    assertThatThrownBy(() -> bucketize(row, ones(2, 2)))
        .hasMessageStartingWith("boundaries tensor must be 1 dimension, but got dim(2)");
  }

  @Test
  void membersOfOtherTensors() {
    Tensor x = tensor("[[1., nan], [2, 3]]");
    assertEqual(isin(x, tensor("[3., 1, nan]")), "[[True, False], [False, True]]");
    assertEqual(isin(tensor("[inf, 1]"), tensor("[inf, -3, -inf, nan, -7.5]")), "[True, False]");
    assertEqual(isin(x, tensor("[3, 1]"), true, true), "[[False, True], [True, False]]");
    assertEqual(isin(x, zeros(0)), "[[False, False], [False, False]]");
    assertEqual(isin(x, 2, false, false), "[[False, False], [True, False]]");
    assertThat(isin(2.5, tensor("[2, 3]"), false, false).itemBoolean()).isFalse();
  }
}
