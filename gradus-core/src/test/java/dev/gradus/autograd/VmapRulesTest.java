package dev.gradus.autograd;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.randn;
import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.BatchNormOptions;
import dev.gradus.Gradus;
import dev.gradus.GridSampleOptions;
import dev.gradus.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Operations whose batch is one call: the same values and gradients as one example after another,
/// and no word about a loop.
@ResourceLock("Globals")
class VmapRulesTest {
  private static final int EXAMPLES = 3;

  private static void same(Tensor found, Tensor wanted, String what) {
    assertThat(found.shape()).as(what).isEqualTo(wanted.shape());
    assertThat(found.allclose(wanted, 1e-9, 1e-10, true))
        .as("%s: %s and %s", what, found, wanted)
        .isTrue();
  }

  private static Tensor loop(TensorFunction f, boolean[] mapped, Tensor... x) {
    List<Tensor> all = new ArrayList<>();
    for (int e = 0; e < EXAMPLES; e++) {
      Tensor[] own = x.clone();
      for (int i = 0; i < own.length; i++) {
        own[i] = mapped[i] ? x[i].select(0, e) : x[i];
      }
      all.add(f.apply(own));
    }
    return Gradus.stack(all, 0);
  }

  /// Checks values and gradients, mapped over all inputs and over each alone.
  private static void check(String what, TensorFunction f, long[]... sizes) {
    Gradus.manualSeed(11);
    List<String> warnings = new ArrayList<>();
    Gradus.onWarning(warnings::add);
    try {
      for (int only = -1; only < (sizes.length == 1 ? 0 : sizes.length); only++) {
        boolean[] mapped = new boolean[sizes.length];
        @Nullable Integer[] dims = new @Nullable Integer[sizes.length];
        Tensor[] x = new Tensor[sizes.length];
        for (int i = 0; i < x.length; i++) {
          mapped[i] = only < 0 || only == i;
          dims[i] = mapped[i] ? 0 : null;
          x[i] = randn(float64, mapped[i] ? inFront(sizes[i]) : sizes[i]);
        }
        VmapOptions options = VmapOptions.DEFAULT.withInDims(dims);
        same(Func.vmap(f, options).apply(x), loop(f, mapped, x), what);
        TensorFunction sum = in -> f.apply(in).sin().sum();
        for (int i = 0; i < x.length; i++) {
          TensorFunction slope = Func.grad(sum, i);
          same(Func.vmap(slope, options).apply(x), loop(slope, mapped, x), what + " gradient " + i);
        }
        Tensor leaf = x[0].clone().requiresGrad_();
        Tensor[] recorded = x.clone();
        recorded[0] = leaf;
        Tensor through = Gradus.grad(Func.vmap(f, options).apply(recorded).sin().sum(), leaf)[0];
        same(
            through,
            Gradus.grad(loop(f, mapped, recorded).sin().sum(), leaf)[0],
            what + " outside");
      }
    } finally {
      Gradus.onWarning(w -> System.getLogger("dev.gradus").log(System.Logger.Level.WARNING, w));
    }
    assertThat(warnings).as(what).isEmpty();
  }

  private static long[] inFront(long[] sizes) {
    long[] all = new long[sizes.length + 1];
    all[0] = EXAMPLES;
    System.arraycopy(sizes, 0, all, 1, sizes.length);
    return all;
  }

  private static long[] of(long... sizes) {
    return sizes;
  }

  @Test
  void distances() {
    for (double p : new double[] {1, 1.5, 2, Double.POSITIVE_INFINITY}) {
      check("cdist " + p, x -> Gradus.cdist(x[0], x[1], p), of(4, 2), of(3, 2));
      check("cdist of batches " + p, x -> Gradus.cdist(x[0], x[1], p), of(2, 4, 2), of(3, 2));
      check("pdist " + p, x -> Gradus.pdist(x[0], p), of(4, 2));
    }
    check("dist", x -> x[0].dist(x[1], 2), of(3, 2), of(3, 2));
  }

  @Test
  void attention() {
    check(
        "attention",
        x -> Gradus.scaledDotProductAttention(x[0], x[1], x[2]),
        of(2, 2, 4, 3),
        of(2, 2, 5, 3),
        of(2, 2, 5, 3));
  }

  @Test
  void shufflesAndBlocks() {
    check("pixel_shuffle", x -> Gradus.pixelShuffle(x[0], 2), of(1, 4, 2, 3));
    check("pixel_unshuffle", x -> Gradus.pixelUnshuffle(x[0], 2), of(1, 1, 4, 2));
    check("channel_shuffle", x -> Gradus.channelShuffle(x[0], 2), of(2, 4, 3));
    check("block_diag", x -> Gradus.blockDiag(x[0], x[1]), of(2, 3), of(2));
    check("renorm", x -> x[0].renorm(2, 1, 0.5), of(3, 4));
  }

  @Test
  void columnsOfImages() {
    check(
        "unfold", x -> Gradus.unfold(x[0], dev.gradus.UnfoldOptions.kernel(2, 2)), of(2, 2, 4, 4));
  }

  @Test
  void gridsAndUnpooling() {
    check(
        "grid_sample",
        x -> Gradus.gridSample(x[0], x[1].tanh(), GridSampleOptions.DEFAULT),
        of(1, 2, 3, 3),
        of(1, 2, 2, 2));
    Tensor at = tensor("[[[0, 5], [2, 7]]]");
    check(
        "max_unpool",
        x -> Gradus.maxUnpool1d(x[0], at, dev.gradus.UnpoolOptions.kernel(4)),
        of(1, 2, 2));
  }

  @Test
  void normsWithFixedStatistics() {
    Tensor mean = tensor("[0.5, -1]", float64);
    Tensor variance = tensor("[2., 0.5]", float64);
    check(
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
    check(
        "embedding_bag",
        x -> Gradus.embeddingBag(numbers, x[0], offsets, dev.gradus.EmbeddingBagOptions.DEFAULT),
        of(3, 2));
  }

  @Test
  void fractionsAndExponents() {
    check("frexp", x -> x[0].frexp().mantissa(), of(4));
  }

  @Test
  void cells() {
    check(
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
    check("multilabel_margin_loss", x -> Gradus.multilabelMarginLoss(x[0], target), of(2, 3));
  }

  @Test
  void segments() {
    Tensor lengths = tensor("[1, 3]");
    for (String kind : List.of("sum", "mean", "max")) {
      check(
          "segment_reduce " + kind,
          x -> Gradus.segmentReduce(x[0], kind, dev.gradus.SegmentOptions.ofLengths(lengths)),
          of(4, 2));
    }
    assertThat(Objects.requireNonNull(lengths).numel()).isEqualTo(2);
  }
}
