package dev.gradus.nn;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.manualSeed;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.randn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.CrossEntropyOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import org.junit.jupiter.api.Test;

/// Layers with a batch normalisation in them give what both gave.
class FusionTest {
  private static <L extends Layer> L trained(L norm) {
    for (String name : new String[] {"running_mean", "weight", "bias"}) {
      Tensor t = norm.getOrNull(name);
      if (t != null) {
        Init.normal_(t);
      }
    }
    Init.uniform_(norm.get("running_var"), 0.5, 2);
    norm.to(float64).eval();
    return norm;
  }

  private static void same(Layer layer, Layer norm, long... sizes) {
    layer.to(float64).eval();
    Tensor x = randn(float64, sizes);
    Layer fused =
        layer instanceof Linear linear
            ? Fusion.fuseLinearBnEval(linear, norm)
            : Fusion.fuseConvBnEval(layer, norm);
    assertThat(fused.getClass()).isEqualTo(layer.getClass());
    assertThat(fused.training()).isFalse();
    assertThat(fused.namedParameters()).containsOnlyKeys("weight", "bias");
    assertThat(fused.call(x).allclose(norm.call(layer.call(x)))).as("%s", layer).isTrue();
  }

  @Test
  void fusedLayersGiveTheSame() {
    manualSeed(0);
    same(new Conv1d(2, 4, 3), trained(new BatchNorm1d(4)), 2, 2, 5);
    same(
        new Conv2d(4, 6, 3, ConvSettings.padding(1).withGroups(2).withBias(false)),
        trained(new BatchNorm2d(6)),
        2,
        4,
        5,
        5);
    same(
        new Conv3d(2, 3, 2),
        trained(new BatchNorm3d(3, BatchNormSettings.DEFAULT.withAffine(false))),
        2,
        2,
        3,
        3,
        3);
    same(new ConvTranspose1d(2, 3, 3), trained(new BatchNorm1d(3)), 2, 2, 4);
    same(
        new ConvTranspose2d(4, 6, 3, ConvTransposeSettings.stride(2).withGroups(2)),
        trained(new BatchNorm2d(6)),
        2,
        4,
        3,
        3);
    same(new Linear(3, 4, false), trained(new BatchNorm1d(4)), 5, 3);
    same(new Linear(3, 4), trained(new BatchNorm1d(4)), 5, 3);
  }

  @Test
  void nothingIsDrawnAndNothingChanges() {
    Conv1d conv = new Conv1d(1, 1, 1);
    conv.eval();
    conv.weight().requiresGrad_(false);
    Tensor before = conv.weight().detach().clone();
    manualSeed(1);
    double next = Gradus.rand(1).item();
    manualSeed(1);
    Conv1d fused = Fusion.fuseConvBnEval(conv, trained0());

    assertThat(Gradus.rand(1).item()).isEqualTo(next);
    assertThat(conv.weight().equal(before)).isTrue();
    assertThat(fused.weight().requiresGrad()).isFalse();
  }

  private static Layer trained0() {
    return new BatchNorm1d(1).eval();
  }

  @Test
  void whatCannotBeFusedIsRefused() {
    Layer conv = new Conv1d(1, 2, 1).eval();
    Layer norm = new BatchNorm1d(2);

    assertThatThrownBy(() -> Fusion.fuseConvBnEval(conv, norm))
        .hasMessageStartingWith("Fusion only for eval!\n");
    assertThatThrownBy(() -> Fusion.fuseConvBnEval(conv, new Tanh()))
        .hasMessage("fuseConvBnEval: a Tanh is no batch normalisation.");
    assertThatThrownBy(() -> Fusion.fuseConvBnEval(norm, norm))
        .hasMessage("fuseConvBnEval: a BatchNorm1d is no convolution.");
    Layer bare = new BatchNorm1d(2, BatchNormSettings.DEFAULT.withTrackRunningStats(false)).eval();
    assertThatThrownBy(() -> Fusion.fuseConvBnEval(conv, bare))
        .hasMessageContaining("no running statistics");
    Linear linear = new Linear(1, 3);
    linear.eval();
    assertThatThrownBy(() -> Fusion.fuseLinearBnEval(linear, norm.eval()))
        .hasMessageStartingWith(
            "To fuse, linear.out_features == bn.num_features or bn.num_features == 1\n");
  }

  @Test
  void aLossWithALinearMapGivesWhatBothGive() {
    manualSeed(3);
    var options = CrossEntropyOptions.DEFAULT.withWeight(ones(4).cumsum(0));
    LinearCrossEntropyLoss loss = new LinearCrossEntropyLoss(3, 4, new long[0], true, options);
    Tensor x = randn(5, 3);
    Tensor target = Gradus.tensor(new long[] {0, 3, 1, 2, 2});
    Linear linear = (Linear) loss.getLayer("linear");

    assertThat(loss)
        .hasToString(
            """
            LinearCrossEntropyLoss(
              (linear): Linear(in_features=3, out_features=4, bias=True)
            )\
            """);
    assertThat(loss.stateDict()).containsOnlyKeys("weight", "linear.weight", "linear.bias");
    assertThat(
            loss.call(x, target)
                .allclose(new CrossEntropyLoss(options).call(linear.call(x), target)))
        .isTrue();
    LinearCrossEntropyLoss deep =
        new LinearCrossEntropyLoss(3, 4, new long[] {2}, true, CrossEntropyOptions.DEFAULT);
    assertThat(((Linear) deep.getLayer("linear")).weight().shape()).containsExactly(8, 3);
    assertThat(deep.call(x, Gradus.zeros(Gradus.int64, 5, 2)).dim()).isZero();
  }
}
