package dev.gradus.nn;

import static dev.gradus.Gradus.ones;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.AvgPoolOptions;
import dev.gradus.EmbeddingBagOptions;
import dev.gradus.EmbeddingOptions;
import dev.gradus.Gradus;
import dev.gradus.LpPoolOptions;
import dev.gradus.MaxPoolOptions;
import dev.gradus.UnfoldOptions;
import dev.gradus.UnpoolOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every layer prints as PyTorch's.
class PrintedLayersTest {
  private static void check(Layer layer, String text) {
    assertThat(layer).hasToString(text);
  }

  @Test
  void activations() {
    check(new Sigmoid(), "Sigmoid()");
    check(new LeakyReLU(0.2), "LeakyReLU(negative_slope=0.2)");
    check(new ELU(1, true), "ELU(alpha=1.0, inplace=True)");
    check(new CELU(), "CELU(alpha=1.0)");
    check(new SELU(true), "SELU(inplace=True)");
    check(new GELU(), "GELU(approximate='none')");
    check(new GELU(true), "GELU(approximate='tanh')");
    check(new Hardtanh(), "Hardtanh(min_val=-1.0, max_val=1.0)");
    check(new Hardswish(), "Hardswish()");
    check(new Softplus(), "Softplus(beta=1.0, threshold=20.0)");
    check(new Softshrink(), "Softshrink(0.5)");
    check(new Threshold(0.1, 20), "Threshold(threshold=0.1, value=20)");
    check(new PReLU(3), "PReLU(num_parameters=3)");
    check(new Softmax(-1), "Softmax(dim=-1)");
    check(new LogSoftmax(), "LogSoftmax(dim=None)");
    check(new GLU(), "GLU(dim=-1)");
  }

  @Test
  void convolutions() {
    check(new Conv1d(2, 4, 3), "Conv1d(2, 4, kernel_size=(3,), stride=(1,))");
    check(
        new Conv2d(
            4,
            6,
            new long[] {3, 2},
            ConvSettings.stride(2, 1).withPadding(1).withDilation(2).withGroups(2)),
        "Conv2d(4, 6, kernel_size=(3, 2), stride=(2, 1), padding=(1, 1), dilation=(2, 2),"
            + " groups=2)");
    check(
        new Conv2d(
            2,
            3,
            3,
            ConvSettings.DEFAULT
                .withPadding("same")
                .withBias(false)
                .withPaddingMode(PaddingMode.REFLECT)),
        "Conv2d(2, 3, kernel_size=(3, 3), stride=(1, 1), padding=same, bias=False,"
            + " padding_mode=reflect)");
    check(
        new ConvTranspose2d(
            3, 2, 3, ConvTransposeSettings.stride(2).withPadding(1).withOutputPadding(1)),
        "ConvTranspose2d(3, 2, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1),"
            + " output_padding=(1, 1))");
  }

  @Test
  void poolings() {
    check(
        new MaxPool2d(2),
        "MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)");
    check(
        new MaxPool2d(MaxPoolOptions.kernel(3, 2).withStride(2, 1).withCeilMode(true)),
        "MaxPool2d(kernel_size=(3, 2), stride=(2, 1), padding=0, dilation=1, ceil_mode=True)");
    check(new AvgPool1d(3), "AvgPool1d(kernel_size=(3,), stride=(3,), padding=(0,))");
    check(
        new AvgPool2d(AvgPoolOptions.kernel(3).withStride(1)),
        "AvgPool2d(kernel_size=3, stride=1, padding=0)");
    check(
        new LPPool2d(2, LpPoolOptions.kernel(3)),
        "LPPool2d(norm_type=2, kernel_size=3, stride=None, ceil_mode=False)");
    check(
        new MaxUnpool2d(UnpoolOptions.kernel(2)),
        "MaxUnpool2d(kernel_size=(2, 2), stride=(2, 2), padding=(0, 0))");
    check(new AdaptiveAvgPool2d(3), "AdaptiveAvgPool2d(output_size=3)");
    check(new AdaptiveMaxPool2d(Gradus.SAME_SIZE, 7), "AdaptiveMaxPool2d(output_size=(None, 7))");
  }

  @Test
  void normalisations() {
    check(
        new BatchNorm2d(3),
        "BatchNorm2d(3, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)");
    check(
        new BatchNorm1d(3, BatchNormSettings.DEFAULT.withMomentum(null).withAffine(false)),
        "BatchNorm1d(3, eps=1e-05, momentum=None, affine=False, bias=False, track_running_stats=True)");
    check(
        new InstanceNorm1d(3),
        "InstanceNorm1d(3, eps=1e-05, momentum=0.1, affine=False, bias=False, track_running_stats=False)");
    check(new LayerNorm(5), "LayerNorm((5,), eps=1e-05, elementwise_affine=True, bias=True)");
    check(new LayerNorm(3, 5), "LayerNorm((3, 5), eps=1e-05, elementwise_affine=True, bias=True)");
    BatchNorm1d unshifted = new BatchNorm1d(3, BatchNormSettings.DEFAULT.withBias(false));
    check(
        unshifted,
        "BatchNorm1d(3, eps=1e-05, momentum=0.1, affine=True, bias=False,"
            + " track_running_stats=True)");
    assertThat(unshifted.namedParameters()).containsOnlyKeys("weight");
    assertThat(new GroupNorm(1, 2, 1e-5, true, false).namedParameters()).containsOnlyKeys("weight");
    assertThat(unshifted.call(ones(4, 3)).abs().max().item()).isZero();
    check(new RMSNorm(4), "RMSNorm((4,), eps=None, elementwise_affine=True)");
    check(new GroupNorm(2, 4), "GroupNorm(2, 4, eps=1e-05, affine=True, bias=True)");
    check(new LocalResponseNorm(2), "LocalResponseNorm(2, alpha=0.0001, beta=0.75, k=1.0)");
    check(new CrossMapLRN2d(5), "CrossMapLRN2d(5, alpha=0.0001, beta=0.75, k=1)");
  }

  @Test
  void tablesAndShapes() {
    check(new Embedding(10, 3), "Embedding(10, 3)");
    check(
        new Embedding(10, 3, EmbeddingOptions.DEFAULT.withPaddingIdx(-1).withMaxNorm(1)),
        "Embedding(10, 3, padding_idx=9, max_norm=1.0)");
    check(
        new EmbeddingBag(10, 3, EmbeddingBagOptions.DEFAULT.withPaddingIdx(2)),
        "EmbeddingBag(10, 3, mode='mean', padding_idx=2)");
    check(
        new Bilinear(2, 3, 4),
        "Bilinear(in1_features=2, in2_features=3, out_features=4, bias=True)");
    check(new Flatten(), "Flatten(start_dim=1, end_dim=-1)");
    check(new Unflatten(1, 2, 3), "Unflatten(dim=1, unflattened_size=(2, 3))");
    check(new Unfold(2), "Unfold(kernel_size=2, dilation=1, padding=0, stride=1)");
    check(
        new Fold(new long[] {4, 5}, UnfoldOptions.kernel(2)),
        "Fold(output_size=(4, 5), kernel_size=2, dilation=1, padding=0, stride=1)");
    check(new ZeroPad2d(1), "ZeroPad2d((1, 1, 1, 1))");
    check(new ConstantPad1d(2, 3.5), "ConstantPad1d(padding=(2, 2), value=3.5)");
    check(new MSELoss(), "MSELoss()");
  }

  @Test
  void recurrentLayers() {
    check(new RNN(3, 4), "RNN(3, 4)");
    check(
        new LSTM(
            3,
            4,
            RecurrentSettings.DEFAULT
                .withNumLayers(2)
                .withBias(false)
                .withBatchFirst(true)
                .withDropout(0.5)
                .withBidirectional(true)
                .withProjSize(2)),
        "LSTM(3, 4, proj_size=2, num_layers=2, bias=False, batch_first=True, dropout=0.5,"
            + " bidirectional=True)");
    check(new RNNCell(3, 4, false, true), "RNNCell(3, 4, bias=False, nonlinearity=relu)");
    check(new GRUCell(3, 4), "GRUCell(3, 4)");
  }

  @Test
  void containers() {
    check(new ModuleList(), "ModuleList()");
    check(
        new ModuleList(new ReLU(), new ReLU(), new Linear(1, 2)),
        """
        ModuleList(
          (0-1): 2 x ReLU()
          (2): Linear(in_features=1, out_features=2, bias=True)
        )\
        """);
    Map<String, Layer> named = new LinkedHashMap<>();
    named.put("a", new Tanh());
    named.put("b", new Sequential(new ReLU()));
    check(
        new ModuleDict(named),
        """
        ModuleDict(
          (a): Tanh()
          (b): Sequential(
            (0): ReLU()
          )
        )\
        """);
    check(
        new ParameterList(ones(2, 3), ones(1)),
        """
        ParameterList(
            (0): Parameter containing: [torch.float32 of size 2x3]
            (1): Parameter containing: [torch.float32 of size 1]
        )\
        """);
    check(
        new ParameterDict(Map.of("w", ones(2, 3))),
        "ParameterDict(  (w): Parameter containing: [torch.FloatTensor of size 2x3])");
  }

  @Test
  void whatIsNotCompleteIsLazy() {
    Conv2d conv = Conv2d.lazy(4, new long[] {3, 3}, ConvSettings.padding(1));
    BatchNorm2d norm = BatchNorm2d.lazy(BatchNormSettings.DEFAULT);

    check(conv, "LazyConv2d(0, 4, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))");
    norm.call(conv.call(ones(2, 3, 5, 5)));
    check(conv, "Conv2d(3, 4, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))");
    check(
        norm,
        "BatchNorm2d(4, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)");
    Conv2d other = Conv2d.lazy(4, new long[] {3, 3}, ConvSettings.padding(1));
    other.loadStateDict(conv.stateDict());
    assertThat(other.weight().equal(conv.weight())).isTrue();
  }
}
