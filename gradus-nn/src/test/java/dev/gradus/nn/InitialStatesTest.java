package dev.gradus.nn;

import static dev.gradus.nn.InitialState.assertState;

import dev.gradus.BinaryCrossEntropyOptions;
import dev.gradus.CrossEntropyOptions;
import dev.gradus.EmbeddingBagOptions;
import dev.gradus.EmbeddingOptions;
import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.MultiMarginOptions;
import org.junit.jupiter.api.Test;

/// Layers with parameters print, name and draw them as PyTorch does.
class InitialStatesTest {
  @Test
  void activations() {
    assertState(() -> new PReLU(), "PReLU(num_parameters=1)", "weight [1]", 3685112572L);
    assertState(() -> new PReLU(3, 0.1), "PReLU(num_parameters=3)", "weight [3]", 1436606657L);
  }

  @Test
  void linear() {
    assertState(
        () -> new Linear(2, 3),
        "Linear(in_features=2, out_features=3, bias=True)",
        "weight [3, 2]; bias [3]",
        119295107L);
    assertState(
        () -> new Linear(2, 3, false),
        "Linear(in_features=2, out_features=3, bias=False)",
        "weight [3, 2]",
        3737115037L);
    assertState(
        () -> new Linear(0, 3),
        "Linear(in_features=0, out_features=3, bias=True)",
        "weight [3, 0]; bias [3]",
        2077607535L);
    assertState(
        () -> new Linear(3, 0),
        "Linear(in_features=3, out_features=0, bias=True)",
        "weight [0, 3]; bias [0]",
        0L);
    assertState(
        () -> new Bilinear(2, 3, 4, false),
        "Bilinear(in1_features=2, in2_features=3, out_features=4, bias=False)",
        "weight [4, 2, 3]",
        4239593641L);
    assertState(
        () -> new Bilinear(2, 3, 4),
        "Bilinear(in1_features=2, in2_features=3, out_features=4, bias=True)",
        "weight [4, 2, 3]; bias [4]",
        3386934588L);
  }

  @Test
  void conv() {
    assertState(
        () -> new Conv1d(2, 4, 3, ConvSettings.padding(1)),
        "Conv1d(2, 4, kernel_size=(3,), stride=(1,), padding=(1,))",
        "weight [4, 2, 3]; bias [4]",
        939526265L);
    assertState(
        () -> new Conv1d(2, 4, 3, ConvSettings.DEFAULT.withPadding("same")),
        "Conv1d(2, 4, kernel_size=(3,), stride=(1,), padding=same)",
        "weight [4, 2, 3]; bias [4]",
        939526265L);
    assertState(
        () -> new Conv1d(2, 4, 3, ConvSettings.DEFAULT.withPadding("valid")),
        "Conv1d(2, 4, kernel_size=(3,), stride=(1,), padding=valid)",
        "weight [4, 2, 3]; bias [4]",
        939526265L);
    assertState(
        () ->
            new Conv2d(
                4,
                4,
                new long[] {3, 2},
                ConvSettings.stride(2)
                    .withPadding(1, 0)
                    .withDilation(1, 2)
                    .withGroups(2)
                    .withBias(false)
                    .withPaddingMode(PaddingMode.CIRCULAR)),
        "Conv2d(4, 4, kernel_size=(3, 2), stride=(2, 2), padding=(1, 0), dilation=(1, 2), groups=2, bias=False, padding_mode=circular)",
        "weight [4, 2, 3, 2]",
        2404354414L);
    assertState(
        () -> new Conv3d(2, 4, 3, ConvSettings.DEFAULT.withPaddingMode(PaddingMode.REPLICATE)),
        "Conv3d(2, 4, kernel_size=(3, 3, 3), stride=(1, 1, 1), padding_mode=replicate)",
        "weight [4, 2, 3, 3, 3]; bias [4]",
        2152259764L);
    assertState(
        () -> new Conv3d(1, 2, new long[] {1, 2, 3}, ConvSettings.DEFAULT),
        "Conv3d(1, 2, kernel_size=(1, 2, 3), stride=(1, 1, 1))",
        "weight [2, 1, 1, 2, 3]; bias [2]",
        3409695461L);
    assertState(
        () -> new ConvTranspose1d(2, 4, 3),
        "ConvTranspose1d(2, 4, kernel_size=(3,), stride=(1,))",
        "weight [2, 4, 3]; bias [4]",
        2118295005L);
    assertState(
        () ->
            new ConvTranspose1d(
                4,
                2,
                3,
                ConvTransposeSettings.stride(2)
                    .withPadding(1)
                    .withOutputPadding(1)
                    .withGroups(2)
                    .withBias(false)
                    .withDilation(2)),
        "ConvTranspose1d(4, 2, kernel_size=(3,), stride=(2,), padding=(1,), dilation=(2,), output_padding=(1,), groups=2, bias=False)",
        "weight [4, 1, 3]",
        313803218L);
    assertState(
        () -> new ConvTranspose2d(4, 2, new long[] {3, 2}, ConvTransposeSettings.DEFAULT),
        "ConvTranspose2d(4, 2, kernel_size=(3, 2), stride=(1, 1))",
        "weight [4, 2, 3, 2]; bias [2]",
        2401967623L);
    assertState(
        () -> new ConvTranspose3d(4, 2, 3, ConvTransposeSettings.stride(1, 2, 1)),
        "ConvTranspose3d(4, 2, kernel_size=(3, 3, 3), stride=(1, 2, 1))",
        "weight [4, 2, 3, 3, 3]; bias [2]",
        2760975292L);
  }

  @Test
  void norms() {
    assertState(
        () -> new BatchNorm1d(3),
        "BatchNorm1d(3, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)",
        "weight [3]; bias [3]; running_mean [3]; running_var [3]; num_batches_tracked []",
        3831318190L);
    assertState(
        () -> new BatchNorm2d(3, BatchNormSettings.DEFAULT.withEps(1e-3).withMomentum(0.01)),
        "BatchNorm2d(3, eps=0.001, momentum=0.01, affine=True, bias=True, track_running_stats=True)",
        "weight [3]; bias [3]; running_mean [3]; running_var [3]; num_batches_tracked []",
        3831318190L);
    assertState(
        () -> new BatchNorm3d(3, BatchNormSettings.DEFAULT.withTrackRunningStats(false)),
        "BatchNorm3d(3, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=False)",
        "weight [3]; bias [3]",
        2390006494L);
    assertState(
        () -> new InstanceNorm2d(3, BatchNormSettings.INSTANCE.withAffine(true)),
        "InstanceNorm2d(3, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=False)",
        "weight [3]; bias [3]",
        2390006494L);
    assertState(
        () ->
            new InstanceNorm3d(
                3, BatchNormSettings.INSTANCE.withAffine(true).withTrackRunningStats(true)),
        "InstanceNorm3d(3, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)",
        "weight [3]; bias [3]; running_mean [3]; running_var [3]; num_batches_tracked []",
        3831318190L);
    assertState(
        () -> new GroupNorm(2, 4),
        "GroupNorm(2, 4, eps=1e-05, affine=True, bias=True)",
        "weight [4]; bias [4]",
        4067667394L);
    assertState(
        () -> new LayerNorm(3),
        "LayerNorm((3,), eps=1e-05, elementwise_affine=True, bias=True)",
        "weight [3]; bias [3]",
        2390006494L);
  }

  @Test
  void embedding() {
    assertState(() -> new Embedding(4, 3), "Embedding(4, 3)", "weight [4, 3]", 3437767114L);
    assertState(
        () -> new Embedding(4, 3, EmbeddingOptions.DEFAULT.withPaddingIdx(1)),
        "Embedding(4, 3, padding_idx=1)",
        "weight [4, 3]",
        228223882L);
    assertState(
        () ->
            new Embedding(
                4,
                3,
                EmbeddingOptions.DEFAULT.withMaxNorm(2).withNormType(1).withScaleGradByFreq(true)),
        "Embedding(4, 3, max_norm=2.0, norm_type=1.0, scale_grad_by_freq=True)",
        "weight [4, 3]",
        3437767114L);
    assertState(
        () -> Embedding.fromPretrained(Gradus.ones(3, 2)),
        "Embedding(3, 2)",
        "weight [3, 2]",
        702353957L);
    assertState(
        () -> new EmbeddingBag(4, 3),
        "EmbeddingBag(4, 3, mode='mean')",
        "weight [4, 3]",
        3437767114L);
    assertState(
        () ->
            new EmbeddingBag(
                4,
                3,
                EmbeddingBagOptions.DEFAULT
                    .withMode(EmbeddingBagOptions.Mode.SUM)
                    .withMaxNorm(2)
                    .withNormType(1)
                    .withScaleGradByFreq(true)),
        "EmbeddingBag(4, 3, max_norm=2.0, norm_type=1.0, scale_grad_by_freq=True, mode='sum')",
        "weight [4, 3]",
        3437767114L);
  }

  @Test
  void losses() {
    assertState(
        () -> new NLLLoss(CrossEntropyOptions.DEFAULT.withWeight(Gradus.ones(3))),
        "NLLLoss()",
        "weight [3]",
        3699134100L);
    assertState(
        () ->
            new CrossEntropyLoss(
                CrossEntropyOptions.DEFAULT.withWeight(Gradus.ones(3)).withLabelSmoothing(0.1)),
        "CrossEntropyLoss()",
        "weight [3]",
        3699134100L);
    assertState(
        () -> new BCELoss(Gradus.ones(2), LossReduction.MEAN),
        "BCELoss()",
        "weight [2]",
        3573961104L);
    assertState(
        () ->
            new BCEWithLogitsLoss(
                BinaryCrossEntropyOptions.DEFAULT
                    .withWeight(Gradus.ones(2))
                    .withPosWeight(Gradus.ones(2))),
        "BCEWithLogitsLoss()",
        "weight [2]; pos_weight [2]",
        3899135062L);
    assertState(
        () -> new MultiMarginLoss(MultiMarginOptions.DEFAULT.withWeight(Gradus.ones(3))),
        "MultiMarginLoss()",
        "weight [3]",
        3699134100L);
    assertState(
        () -> new MultiLabelSoftMarginLoss(Gradus.ones(3), LossReduction.MEAN),
        "MultiLabelSoftMarginLoss()",
        "weight [3]",
        3699134100L);
    assertState(
        () -> new AdaptiveLogSoftmaxWithLoss(8, 10, 4, 8),
        "AdaptiveLogSoftmaxWithLoss(\n  (head): Linear(in_features=8, out_features=6, bias=False)\n  (tail): ModuleList(\n    (0): Sequential(\n      (0): Linear(in_features=8, out_features=2, bias=False)\n      (1): Linear(in_features=2, out_features=4, bias=False)\n    )\n    (1): Sequential(\n      (0): Linear(in_features=8, out_features=0, bias=False)\n      (1): Linear(in_features=0, out_features=2, bias=False)\n    )\n  )\n)",
        "head.weight [6, 8]; tail.0.0.weight [2, 8]; tail.0.1.weight [4, 2]; tail.1.0.weight [0, 8]; tail.1.1.weight [2, 0]",
        3479824304L);
    assertState(
        () -> new AdaptiveLogSoftmaxWithLoss(8, 10, new long[] {4}, 2, true),
        "AdaptiveLogSoftmaxWithLoss(\n  (head): Linear(in_features=8, out_features=5, bias=True)\n  (tail): ModuleList(\n    (0): Sequential(\n      (0): Linear(in_features=8, out_features=4, bias=False)\n      (1): Linear(in_features=4, out_features=6, bias=False)\n    )\n  )\n)",
        "head.weight [5, 8]; head.bias [5]; tail.0.0.weight [4, 8]; tail.0.1.weight [6, 4]",
        991388880L);
  }
}
