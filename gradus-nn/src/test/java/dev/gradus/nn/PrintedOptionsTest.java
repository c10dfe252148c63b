package dev.gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.AvgPoolOptions;
import dev.gradus.FractionalPoolOptions;
import dev.gradus.Gradus;
import dev.gradus.HuberOptions;
import dev.gradus.InterpolateOptions;
import dev.gradus.InterpolationMode;
import dev.gradus.LocalResponseOptions;
import dev.gradus.LossReduction;
import dev.gradus.LpPoolOptions;
import dev.gradus.MaxPoolOptions;
import dev.gradus.UnfoldOptions;
import dev.gradus.UnpoolOptions;
import org.junit.jupiter.api.Test;

/// Layers without parameters print their options as PyTorch does.
class PrintedOptionsTest {
  private static void check(Layer layer, String text) {
    assertThat(layer).hasToString(text);
    assertThat(layer.stateDict()).isEmpty();
  }

  @Test
  void activations() {
    check(new ELU(0.5), "ELU(alpha=0.5)");
    check(new ELU(2, true), "ELU(alpha=2.0, inplace=True)");
    check(new ELU(), "ELU(alpha=1.0)");
    check(new CELU(0.5, true), "CELU(alpha=0.5, inplace=True)");
    check(new SELU(), "SELU()");
    check(new GLU(1), "GLU(dim=1)");
    check(new Hardshrink(), "Hardshrink(0.5)");
    check(new Hardshrink(0.25), "Hardshrink(0.25)");
    check(new Hardsigmoid(), "Hardsigmoid()");
    check(new Hardsigmoid(true), "Hardsigmoid()");
    check(new Hardswish(true), "Hardswish()");
    check(new LeakyReLU(0.2, true), "LeakyReLU(negative_slope=0.2, inplace=True)");
    check(new LeakyReLU(), "LeakyReLU(negative_slope=0.01)");
    check(new LogSigmoid(), "LogSigmoid()");
    check(new LogSoftmax(1), "LogSoftmax(dim=1)");
    check(new Mish(), "Mish()");
    check(new Mish(true), "Mish(inplace=True)");
    check(new ReLU(), "ReLU()");
    check(new ReLU(true), "ReLU(inplace=True)");
    check(new ReLU6(), "ReLU6()");
    check(new ReLU6(true), "ReLU6(inplace=True)");
    check(new RReLU(), "RReLU(lower=0.125, upper=0.3333333333333333)");
    check(new RReLU(0.1, 0.3, true), "RReLU(lower=0.1, upper=0.3, inplace=True)");
    check(new SiLU(), "SiLU()");
    check(new SiLU(true), "SiLU(inplace=True)");
    check(new Softmax(), "Softmax(dim=None)");
    check(new Softmax(1), "Softmax(dim=1)");
    check(new Softmax2d(), "Softmax2d()");
    check(new Softmin(1), "Softmin(dim=1)");
    check(new Softmin(), "Softmin(dim=None)");
    check(new Softplus(2, 10), "Softplus(beta=2.0, threshold=10.0)");
    check(new Softshrink(0.25), "Softshrink(0.25)");
    check(new Softsign(), "Softsign()");
    check(new Tanh(), "Tanh()");
    check(new Tanhshrink(), "Tanhshrink()");
    check(new Threshold(0.5, 0.25, true), "Threshold(threshold=0.5, value=0.25, inplace=True)");
    check(new Identity(), "Identity()");
  }

  @Test
  void dropout() {
    check(new Dropout(), "Dropout(p=0.5, inplace=False)");
    check(new Dropout(0.2, true), "Dropout(p=0.2, inplace=True)");
    check(new Dropout(0), "Dropout(p=0.0, inplace=False)");
    check(new Dropout1d(0.2), "Dropout1d(p=0.2, inplace=False)");
    check(new Dropout2d(), "Dropout2d(p=0.5, inplace=False)");
    check(new Dropout3d(0.25, true), "Dropout3d(p=0.25, inplace=True)");
    check(new AlphaDropout(), "AlphaDropout(p=0.5, inplace=False)");
    check(new FeatureAlphaDropout(0.1, true), "FeatureAlphaDropout(p=0.1, inplace=True)");
  }

  @Test
  void linear() {
    check(Linear.lazy(3, true), "LazyLinear(in_features=0, out_features=3, bias=True)");
    check(Linear.lazy(3, false), "LazyLinear(in_features=0, out_features=3, bias=False)");
  }

  @Test
  void conv() {
    check(
        Conv1d.lazy(4, 3, ConvSettings.DEFAULT), "LazyConv1d(0, 4, kernel_size=(3,), stride=(1,))");
    check(
        Conv2d.lazy(4, new long[] {3}, ConvSettings.padding(1).withBias(false)),
        "LazyConv2d(0, 4, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), bias=False)");
    check(
        Conv3d.lazy(4, new long[] {3}, ConvSettings.DEFAULT),
        "LazyConv3d(0, 4, kernel_size=(3, 3, 3), stride=(1, 1, 1))");
    check(
        ConvTranspose1d.lazy(4, 3, ConvTransposeSettings.DEFAULT),
        "LazyConvTranspose1d(0, 4, kernel_size=(3,), stride=(1,))");
    check(
        ConvTranspose2d.lazy(4, new long[] {3}, ConvTransposeSettings.stride(2)),
        "LazyConvTranspose2d(0, 4, kernel_size=(3, 3), stride=(2, 2))");
    check(
        ConvTranspose3d.lazy(4, new long[] {3}, ConvTransposeSettings.DEFAULT),
        "LazyConvTranspose3d(0, 4, kernel_size=(3, 3, 3), stride=(1, 1, 1))");
    check(
        new Unfold(UnfoldOptions.kernel(2, 3).withDilation(2).withPadding(1).withStride(2, 1)),
        "Unfold(kernel_size=(2, 3), dilation=2, padding=1, stride=(2, 1))");
    check(
        new Fold(new long[] {5}, UnfoldOptions.kernel(2)),
        "Fold(output_size=5, kernel_size=2, dilation=1, padding=0, stride=1)");
  }

  @Test
  void pool() {
    check(
        new MaxPool1d(3),
        "MaxPool1d(kernel_size=3, stride=3, padding=0, dilation=1, ceil_mode=False)");
    check(
        new MaxPool1d(3, 2),
        "MaxPool1d(kernel_size=3, stride=2, padding=0, dilation=1, ceil_mode=False)");
    check(
        new MaxPool1d(MaxPoolOptions.kernel(3).withPadding(1).withDilation(2).withCeilMode(true)),
        "MaxPool1d(kernel_size=3, stride=3, padding=1, dilation=2, ceil_mode=True)");
    check(
        new MaxPool2d(3, 1),
        "MaxPool2d(kernel_size=3, stride=1, padding=0, dilation=1, ceil_mode=False)");
    check(
        new MaxPool3d(MaxPoolOptions.kernel(3, 2, 2)),
        "MaxPool3d(kernel_size=(3, 2, 2), stride=(3, 2, 2), padding=0, dilation=1, ceil_mode=False)");
    check(new MaxUnpool1d(2), "MaxUnpool1d(kernel_size=(2,), stride=(2,), padding=(0,))");
    check(new MaxUnpool1d(2, 1), "MaxUnpool1d(kernel_size=(2,), stride=(1,), padding=(0,))");
    check(new MaxUnpool2d(3, 2), "MaxUnpool2d(kernel_size=(3, 3), stride=(2, 2), padding=(0, 0))");
    check(
        new MaxUnpool3d(UnpoolOptions.kernel(3).withStride(2).withPadding(1)),
        "MaxUnpool3d(kernel_size=(3, 3, 3), stride=(2, 2, 2), padding=(1, 1, 1))");
    check(new AvgPool1d(3, 2), "AvgPool1d(kernel_size=(3,), stride=(2,), padding=(0,))");
    check(
        new AvgPool1d(AvgPoolOptions.kernel(3).withPadding(1).withCeilMode(true)),
        "AvgPool1d(kernel_size=(3,), stride=(3,), padding=(1,))");
    check(
        new AvgPool2d(AvgPoolOptions.kernel(3, 2).withPadding(1)),
        "AvgPool2d(kernel_size=(3, 2), stride=(3, 2), padding=1)");
    check(new AvgPool3d(2), "AvgPool3d(kernel_size=2, stride=2, padding=0)");
    check(
        new AvgPool3d(AvgPoolOptions.kernel(2).withStride(1, 2, 1)),
        "AvgPool3d(kernel_size=2, stride=(1, 2, 1), padding=0)");
    check(new LPPool1d(2, 3), "LPPool1d(norm_type=2, kernel_size=3, stride=None, ceil_mode=False)");
    check(
        new LPPool1d(1.5, LpPoolOptions.kernel(3).withStride(2).withCeilMode(true)),
        "LPPool1d(norm_type=1.5, kernel_size=3, stride=2, ceil_mode=True)");
    check(
        new LPPool2d(2, LpPoolOptions.kernel(3, 2)),
        "LPPool2d(norm_type=2, kernel_size=(3, 2), stride=None, ceil_mode=False)");
    check(new AdaptiveAvgPool1d(5), "AdaptiveAvgPool1d(output_size=5)");
    check(new AdaptiveAvgPool2d(5, 3), "AdaptiveAvgPool2d(output_size=(5, 3))");
    check(new AdaptiveAvgPool3d(5), "AdaptiveAvgPool3d(output_size=5)");
    check(
        new AdaptiveAvgPool3d(5, Gradus.SAME_SIZE, 2),
        "AdaptiveAvgPool3d(output_size=(5, None, 2))");
    check(new AdaptiveMaxPool1d(5), "AdaptiveMaxPool1d(output_size=5)");
    check(new AdaptiveMaxPool3d(5, 2, 1), "AdaptiveMaxPool3d(output_size=(5, 2, 1))");
    check(
        new FractionalMaxPool2d(FractionalPoolOptions.kernel(2).withOutputSize(3)),
        "FractionalMaxPool2d()");
  }

  @Test
  void pads() {
    check(new ConstantPad1d(new long[] {1, 2}, 0.5), "ConstantPad1d(padding=(1, 2), value=0.5)");
    check(new ConstantPad2d(2, 3), "ConstantPad2d(padding=(2, 2, 2, 2), value=3)");
    check(new ConstantPad3d(1, 3.5), "ConstantPad3d(padding=(1, 1, 1, 1, 1, 1), value=3.5)");
    check(new ZeroPad2d(1, 2, 3, 4), "ZeroPad2d((1, 2, 3, 4))");
    check(new ReflectionPad1d(2), "ReflectionPad1d((2, 2))");
    check(new ReflectionPad2d(1, 2, 3, 4), "ReflectionPad2d((1, 2, 3, 4))");
    check(new ReflectionPad3d(1), "ReflectionPad3d((1, 1, 1, 1, 1, 1))");
    check(new ReplicationPad1d(2), "ReplicationPad1d((2, 2))");
    check(new ReplicationPad2d(2), "ReplicationPad2d((2, 2, 2, 2))");
    check(new ReplicationPad3d(2), "ReplicationPad3d((2, 2, 2, 2, 2, 2))");
  }

  @Test
  void norms() {
    check(
        new BatchNorm3d(
            3, BatchNormSettings.DEFAULT.withAffine(false).withTrackRunningStats(false)),
        "BatchNorm3d(3, eps=1e-05, momentum=0.1, affine=False, bias=False, track_running_stats=False)");
    check(
        BatchNorm1d.lazy(BatchNormSettings.DEFAULT),
        "LazyBatchNorm1d(0, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)");
    check(
        BatchNorm2d.lazy(BatchNormSettings.DEFAULT.withAffine(false)),
        "LazyBatchNorm2d(0, eps=1e-05, momentum=0.1, affine=False, bias=False, track_running_stats=True)");
    check(
        BatchNorm3d.lazy(BatchNormSettings.DEFAULT),
        "LazyBatchNorm3d(0, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)");
    check(
        new GroupNorm(2, 4, 1e-3, false, false),
        "GroupNorm(2, 4, eps=0.001, affine=False, bias=False)");
    check(
        new LayerNorm(
            new long[] {2, 3},
            LayerNormSettings.DEFAULT.withEps(1e-6).withElementwiseAffine(false)),
        "LayerNorm((2, 3), eps=1e-06, elementwise_affine=False, bias=False)");
    check(
        new LocalResponseNorm(
            3, LocalResponseOptions.DEFAULT.withAlpha(0.1).withBeta(0.5).withK(2)),
        "LocalResponseNorm(3, alpha=0.1, beta=0.5, k=2.0)");
    check(
        new CrossMapLRN2d(3, LocalResponseOptions.DEFAULT.withAlpha(0.1).withK(2)),
        "CrossMapLRN2d(3, alpha=0.1, beta=0.75, k=2)");
  }

  @Test
  void shapesDistances() {
    check(new Flatten(0, 1), "Flatten(start_dim=0, end_dim=1)");
    check(new ChannelShuffle(2), "ChannelShuffle(groups=2)");
    check(new PixelShuffle(2), "PixelShuffle(upscale_factor=2)");
    check(new PixelUnshuffle(2), "PixelUnshuffle(downscale_factor=2)");
    check(new CosineSimilarity(), "CosineSimilarity()");
    check(new CosineSimilarity(2, 1e-6), "CosineSimilarity()");
    check(new PairwiseDistance(), "PairwiseDistance()");
    check(new PairwiseDistance(1, 1e-3, true), "PairwiseDistance()");
    check(new Upsample(2), "Upsample(scale_factor=2.0, mode='nearest')");
    check(new Upsample(InterpolateOptions.size(4, 5)), "Upsample(size=(4, 5), mode='nearest')");
    check(
        new Upsample(InterpolateOptions.size(4).withMode(InterpolationMode.LINEAR)),
        "Upsample(size=4, mode='linear')");
    check(
        new Upsample(
            InterpolateOptions.scale(2, 1.5)
                .withMode(InterpolationMode.BICUBIC)
                .withAlignCorners(true)),
        "Upsample(scale_factor=(2.0, 1.5), mode='bicubic')");
    check(
        new Upsample(InterpolateOptions.scale(2).withRecomputeScaleFactor(true)),
        "Upsample(scale_factor=2.0, mode='nearest')");
    check(new UpsamplingNearest2d(2), "UpsamplingNearest2d(scale_factor=2.0, mode='nearest')");
    check(
        new UpsamplingBilinear2d(InterpolateOptions.size(3, 4)),
        "UpsamplingBilinear2d(size=(3, 4), mode='bilinear')");
  }

  @Test
  void losses() {
    check(new L1Loss(LossReduction.SUM), "L1Loss()");
    check(new NLLLoss(), "NLLLoss()");
    check(new CrossEntropyLoss(), "CrossEntropyLoss()");
    check(new BCELoss(), "BCELoss()");
    check(new PoissonNLLLoss(), "PoissonNLLLoss()");
    check(new GaussianNLLLoss(), "GaussianNLLLoss()");
    check(new KLDivLoss(), "KLDivLoss()");
    check(new HuberLoss(), "HuberLoss()");
    check(new HuberLoss(HuberOptions.DEFAULT.withDelta(0)), "HuberLoss()");
    check(new SmoothL1Loss(), "SmoothL1Loss()");
    check(new SoftMarginLoss(), "SoftMarginLoss()");
    check(new HingeEmbeddingLoss(), "HingeEmbeddingLoss()");
    check(new MultiMarginLoss(), "MultiMarginLoss()");
    check(new MultiLabelMarginLoss(), "MultiLabelMarginLoss()");
    check(new MarginRankingLoss(), "MarginRankingLoss()");
    check(new CosineEmbeddingLoss(), "CosineEmbeddingLoss()");
    check(new CTCLoss(), "CTCLoss()");
    check(new TripletMarginLoss(), "TripletMarginLoss()");
  }

  @Test
  void containers() {
    check(new Sequential(), "Sequential()");
    check(new ModuleDict(), "ModuleDict()");
    check(new ParameterList(), "ParameterList()");
    check(new ParameterDict(), "ParameterDict()");
  }
}
