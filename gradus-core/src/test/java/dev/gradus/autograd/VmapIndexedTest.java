package dev.gradus.autograd;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.randn;
import static dev.gradus.Gradus.tensor;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.CompactLu;
import dev.gradus.CtcOptions;
import dev.gradus.EmbeddingBagOptions;
import dev.gradus.EmbeddingOptions;
import dev.gradus.Gradus;
import dev.gradus.Linalg;
import dev.gradus.LossReduction;
import dev.gradus.MultiMarginOptions;
import dev.gradus.RankOptions;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Operations of whole numbers and of matrices under `vmap`: whichever of their inputs is mapped
/// over, all examples are one call.
@ResourceLock("Globals")
class VmapIndexedTest {
  private static final Tensor NUMBERS = tensor("[[0, 2, 1, 1], [3, 3, 0, 2], [1, 0, 2, 3]]");
  private static final Tensor OFFSETS = tensor("[[0, 3], [0, 1], [0, 2]]");

  @BeforeEach
  void seed() {
    Gradus.manualSeed(5);
  }

  @Test
  void bags() {
    Tensor table = randn(float64, 3, 4, 2);
    for (var mode : EmbeddingBagOptions.Mode.values()) {
      for (long padding : new long[] {-1, 0}) {
        EmbeddingBagOptions o = EmbeddingBagOptions.DEFAULT.withMode(mode).withPaddingIdx(padding);
        VmapCheck.check(
            "embedding_bag " + mode + " without row " + padding,
            x -> Gradus.embeddingBag(x[1], x[0], x[2], o),
            table,
            NUMBERS,
            OFFSETS);
      }
    }
    VmapCheck.check(
        "embedding_bag of rows", x -> Gradus.embeddingBag(x[1].view(2, 2), x[0]), table, NUMBERS);
  }

  @Test
  void weighedBags() {
    EmbeddingBagOptions o = EmbeddingBagOptions.DEFAULT.withMode(EmbeddingBagOptions.Mode.SUM);
    VmapCheck.check(
        "embedding_bag with weights",
        x -> Gradus.embeddingBag(x[2], x[0], x[3], o.withPerSampleWeights(x[1])),
        randn(float64, 3, 4, 2),
        randn(float64, 3, 4),
        NUMBERS,
        OFFSETS);
    VmapCheck.check(
        "embedding_bag with weights and scaled gradients",
        x ->
            Func.grad(in ->
                    Gradus.embeddingBag(
                            NUMBERS.select(0, 1),
                            in[0],
                            OFFSETS.select(0, 0),
                            o.withPerSampleWeights(x[1]).withScaleGradByFreq(true))
                        .sin()
                        .sum())
                .apply(x[0]),
        randn(float64, 3, 4, 2),
        randn(float64, 3, 4));
  }

  @Test
  void rowsWithPaddingAndScaledGradients() {
    EmbeddingOptions o = EmbeddingOptions.DEFAULT.withPaddingIdx(1L).withScaleGradByFreq(true);
    VmapCheck.check(
        "embedding", x -> Gradus.embedding(x[1], x[0], o), randn(float64, 3, 4, 2), NUMBERS);
  }

  @Test
  void marginsOfOneClass() {
    Tensor target = tensor("[[1, 0], [2, 2], [0, 1]]");
    for (LossReduction reduction : LossReduction.values()) {
      for (int p = 1; p <= 2; p++) {
        MultiMarginOptions o = MultiMarginOptions.DEFAULT.withP(p).withReduction(reduction);
        VmapCheck.check(
            "multi_margin_loss " + reduction,
            x -> Gradus.multiMarginLoss(x[0], x[1], o),
            randn(float64, 3, 2, 3),
            target);
        Tensor weight = tensor("[[0.5, 1, 2], [1, 1, 3], [2, 1, 0.25]]", float64);
        VmapCheck.check(
            "multi_margin_loss with weights " + reduction,
            x -> Gradus.multiMarginLoss(x[0], x[1], o.withWeight(weight.select(0, 1))),
            randn(float64, 3, 2, 3),
            target);
        VmapCheck.check(
            "multi_margin_loss of one sample " + reduction,
            x -> Gradus.multiMarginLoss(x[0], x[1], o),
            randn(float64, 3, 3),
            target.select(1, 0));
      }
    }
    VmapCheck.check(
        "multi_margin_loss over weights",
        x ->
            Gradus.multiMarginLoss(
                x[0], target.select(0, 0), MultiMarginOptions.DEFAULT.withWeight(x[1].detach())),
        randn(float64, 3, 2, 3),
        tensor("[[1, 2, 3], [3, 2, 1], [1, 1, 5]]"));
  }

  @Test
  void alignments() {
    Tensor targets = tensor("[[[1, 2], [2, 2]], [[2, 1], [1, 1]], [[1, 1], [2, 1]]]");
    Tensor steps = tensor("[[5, 4], [4, 5], [5, 5]]");
    Tensor lengths = tensor("[[2, 1], [1, 2], [2, 2]]");
    for (LossReduction reduction : LossReduction.values()) {
      CtcOptions o = CtcOptions.DEFAULT.withReduction(reduction);
      VmapCheck.check(
          "ctc_loss " + reduction,
          x -> Gradus.ctcLoss(x[0].logSoftmax(-1), x[1], x[2], x[3], o),
          randn(float64, 3, 5, 2, 3),
          targets,
          steps,
          lengths);
    }
    VmapCheck.check(
        "ctc_loss of labels in one row",
        x ->
            Gradus.ctcLoss(
                x[0].logSoftmax(-1), x[1], tensor("[5, 5]"), tensor("[1, 2]"), CtcOptions.DEFAULT),
        randn(float64, 3, 5, 2, 3),
        tensor("[[1, 2, 2], [2, 1, 1], [1, 1, 2]]"));
  }

  @Test
  void shortenedRows() {
    VmapCheck.check(
        "embedding_renorm_",
        x -> {
          Tensor table = x[0].detach().add(x[1].sum().mul(0L));
          return Gradus.embeddingRenorm_(table, x[1], 0.5, 2).mul(x[0]);
        },
        randn(float64, 3, 4, 2),
        tensor("[[1, 1], [3, 0], [0, 2]]"));
  }

  private static final class Cube implements AutogradFunction {
    @Override
    public Tensor[] forward(FunctionContext ctx, Tensor... x) {
      ctx.saveForBackward(x[0]);
      return new Tensor[] {x[0].pow(3)};
    }

    @Override
    public Tensor[] backward(FunctionContext ctx, @Nullable Tensor... g) {
      return new Tensor[] {requireNonNull(g[0]).mul(ctx.savedTensors()[0].square()).mul(3.0)};
    }

    @Override
    public boolean onceDifferentiable() {
      return true;
    }

    @Override
    public boolean generateVmapRule() {
      return true;
    }
  }

  @Test
  void differentiableOnce() {
    Tensor x = tensor("[1., 2, 3]");
    Tensor slope = Func.vmap(Func.grad(y -> new Cube().apply(y[0]))).apply(x);
    assertThat(slope).hasToString("tensor([ 3., 12., 27.])");
  }

  /// What was made inside a gradient may be changed there, also where it stands for a batch.
  @Test
  void madeInsideBothTransforms() {
    VmapCheck.check(
        "in place",
        x -> Gradus.zerosLike(x[0].mul(x[1])).add_(x[0].mul(x[1])).sin_(),
        randn(float64, 3, 2),
        randn(float64, 3, 2));
    Tensor c = randn(float64, 3, 2);
    TensorFunction inside =
        x -> {
          Tensor both = x[0].mul(x[1]);
          return Func.grad(y -> Gradus.zerosLike(both).add_(y[0].mul(both)).sin().sum())
              .apply(x[0]);
        };
    VmapCheck.check("in place inside", inside, c, c.exp());
  }

  @Test
  void pseudoInverses() {
    VmapCheck.check("pinv", x -> Linalg.pinv(x[0]), randn(float64, 3, 3, 2));
    VmapCheck.check(
        "pinv with tolerances",
        x -> Linalg.pinv(x[0], RankOptions.DEFAULT.withAtol(x[1].detach().abs().mul(0.1))),
        randn(float64, 3, 3, 2),
        tensor("[1, 20, 5]"));
    VmapCheck.check(
        "pinv of batches",
        x -> Linalg.pinv(x[0], RankOptions.DEFAULT.withRtol(1e-3)),
        randn(float64, 3, 2, 2, 3));
  }

  @Test
  void equationsWithFactors() {
    Tensor square = randn(float64, 3, 2, 2, 2);
    VmapCheck.check(
        "lu_solve",
        x -> {
          CompactLu lu = Linalg.luFactor(x[0]);
          return Linalg.luSolve(lu.lu(), lu.pivots(), x[1]);
        },
        square,
        randn(float64, 3, 2, 1));
    VmapCheck.check("lu", x -> Linalg.lu(x[0]).u(), square);
    VmapCheck.check(
        "cholesky_solve",
        x -> x[0].choleskySolve(x[1].tril().add(Gradus.eye(2).to(float64).mul(3.0)), false),
        randn(float64, 3, 2, 1),
        square);
    VmapCheck.check(
        "solve_triangular",
        x ->
            Linalg.solveTriangular(x[0].triu().add(Gradus.eye(2).to(float64).mul(3.0)), x[1], true),
        square,
        randn(float64, 3, 2, 1));
  }

  @Test
  void equations() {
    for (long[] right : new long[][] {{3, 2, 2}, {3, 2}, {3, 3, 2, 2}}) {
      VmapCheck.check(
          "solve", x -> Linalg.solve(x[0], x[1]), randn(float64, 3, 2, 2), randn(float64, right));
    }
    VmapCheck.check(
        "solve of batches",
        x -> Linalg.solve(x[0], x[1]),
        randn(float64, 3, 2, 2, 2),
        randn(float64, 3, 2, 1));
    VmapCheck.check(
        "lstsq",
        x -> Linalg.lstsq(x[0], x[1]).solution(),
        randn(float64, 3, 4, 2),
        randn(float64, 3, 4, 2));
    VmapCheck.check(
        "lstsq of vectors",
        x -> Linalg.lstsq(x[0], x[1]).solution(),
        randn(float64, 3, 2, 4, 2),
        randn(float64, 3, 2, 4));
  }
}
