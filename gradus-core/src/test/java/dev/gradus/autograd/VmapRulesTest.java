package dev.gradus.autograd;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.BatchNormOptions;
import dev.gradus.Gradus;
import dev.gradus.GridSampleOptions;
import dev.gradus.Tensor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Operations whose batch is one call: the same values and gradients as one example after another,
/// and no word about a loop.
@ResourceLock("Globals")
class VmapRulesTest {
  private static long[] of(long... sizes) {
    return sizes;
  }

  @Test
  void distances() {
    for (double p : new double[] {1, 1.5, 2, Double.POSITIVE_INFINITY}) {
      VmapCheck.check("cdist " + p, x -> Gradus.cdist(x[0], x[1], p), of(4, 2), of(3, 2));
      VmapCheck.check(
          "cdist of batches " + p, x -> Gradus.cdist(x[0], x[1], p), of(2, 4, 2), of(3, 2));
      VmapCheck.check("pdist " + p, x -> Gradus.pdist(x[0], p), of(4, 2));
    }
    VmapCheck.check("dist", x -> x[0].dist(x[1], 2), of(3, 2), of(3, 2));
  }

  @Test
  void attention() {
    VmapCheck.check(
        "attention",
        x -> Gradus.scaledDotProductAttention(x[0], x[1], x[2]),
        of(2, 2, 4, 3),
        of(2, 2, 5, 3),
        of(2, 2, 5, 3));
  }

  @Test
  void shufflesAndBlocks() {
    VmapCheck.check("pixel_shuffle", x -> Gradus.pixelShuffle(x[0], 2), of(1, 4, 2, 3));
    VmapCheck.check("pixel_unshuffle", x -> Gradus.pixelUnshuffle(x[0], 2), of(1, 1, 4, 2));
    VmapCheck.check("channel_shuffle", x -> Gradus.channelShuffle(x[0], 2), of(2, 4, 3));
    VmapCheck.check("block_diag", x -> Gradus.blockDiag(x[0], x[1]), of(2, 3), of(2));
    VmapCheck.check("renorm", x -> x[0].renorm(2, 1, 0.5), of(3, 4));
  }

  @Test
  void columnsOfImages() {
    VmapCheck.check(
        "unfold", x -> Gradus.unfold(x[0], dev.gradus.UnfoldOptions.kernel(2, 2)), of(2, 2, 4, 4));
  }

  @Test
  void gridsAndUnpooling() {
    VmapCheck.check(
        "grid_sample",
        x -> Gradus.gridSample(x[0], x[1].tanh(), GridSampleOptions.DEFAULT),
        of(1, 2, 3, 3),
        of(1, 2, 2, 2));
    Tensor at = tensor("[[[0, 5], [2, 7]]]");
    VmapCheck.check(
        "max_unpool",
        x -> Gradus.maxUnpool1d(x[0], at, dev.gradus.UnpoolOptions.kernel(4)),
        of(1, 2, 2));
  }

  @Test
  void normsWithFixedStatistics() {
    Tensor mean = tensor("[0.5, -1]", float64);
    Tensor variance = tensor("[2., 0.5]", float64);
    VmapCheck.check(
        "batch_norm",
        x ->
            Gradus.batchNorm(
                x[0], mean, variance, BatchNormOptions.DEFAULT.withWeight(x[1]).withBias(x[2])),
        of(3, 2, 2),
        of(2),
        of(2));
  }

  @Test
  void bagsOfRows() {
    Tensor numbers = tensor("[0, 2, 1, 1]");
    Tensor offsets = tensor("[0, 3]");
    VmapCheck.check(
        "embedding_bag",
        x -> Gradus.embeddingBag(numbers, x[0], offsets, dev.gradus.EmbeddingBagOptions.DEFAULT),
        of(3, 2));
  }

  @Test
  void fractionsAndExponents() {
    VmapCheck.check("frexp", x -> x[0].frexp().mantissa(), of(4));
  }

  @Test
  void cells() {
    VmapCheck.check(
        "gru_cell",
        x -> Gradus.gruCell(x[0], x[1], x[2], x[3], null, null),
        of(2, 3),
        of(2, 2),
        of(6, 3),
        of(6, 2));
  }

  @Test
  void marginsOfSeveralClasses() {
    Tensor target = tensor("[[1, 0, -1], [2, -1, 0]]");
    VmapCheck.check(
        "multilabel_margin_loss", x -> Gradus.multilabelMarginLoss(x[0], target), of(2, 3));
  }

  @Test
  void segments() {
    Tensor lengths = tensor("[1, 3]");
    for (String kind : List.of("sum", "mean", "max")) {
      VmapCheck.check(
          "segment_reduce " + kind,
          x -> Gradus.segmentReduce(x[0], kind, dev.gradus.SegmentOptions.ofLengths(lengths)),
          of(4, 2));
    }
    assertThat(Objects.requireNonNull(lengths).numel()).isEqualTo(2);
  }
}
