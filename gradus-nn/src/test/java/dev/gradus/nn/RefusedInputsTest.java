package dev.gradus.nn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.AvgPoolOptions;
import dev.gradus.FractionalPoolOptions;
import dev.gradus.Gradus;
import dev.gradus.HuberOptions;
import dev.gradus.InterpolateOptions;
import dev.gradus.InterpolationMode;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;
import dev.gradus.UnfoldOptions;
import dev.gradus.error.GradusException;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Inputs that PyTorch refuses are refused in its words.
class RefusedInputsTest {
  private static void refused(ThrowingCallable call, String sentence) {
    assertThatThrownBy(call).isInstanceOf(GradusException.class).hasMessageStartingWith(sentence);
  }

  /// A tensor of any values of these sizes.
  private static Tensor x(long... sizes) {
    return Gradus.arange(Arrays.stream(sizes).reduce(1, (a, b) -> a * b))
        .mul(0.37)
        .sin()
        .reshape(sizes);
  }

  @Test
  void recurrent() {
    refused(
        () -> new RNN(3, 4).call(x(2, 2, 2)),
        "input.size(-1) must be equal to input_size. Expected 3, got 2");
    refused(
        () -> new GRU(3, 4).call(x(5, 2)),
        "input.size(-1) must be equal to input_size. Expected 3, got 2");
    refused(
        () -> new RNNCell(3, 4).call(x(2, 2)),
        "input has inconsistent input_size: got 2 expected 3");
    refused(
        () -> new RNNCell(3, 4).call(x(2, 3), x(3, 4)),
        "Input batch size 2 doesn't match hidden0 batch size 3");
    refused(
        () -> new RNNCell(3, 4).call(x(2, 3), x(2, 5)),
        "hidden0 has inconsistent hidden_size: got 5, expected 4");
  }

  @Test
  void normalisations() {
    refused(() -> new BatchNorm1d(3).call(x(2, 3, 4, 5)), "expected 2D or 3D input (got 4D input)");
    refused(() -> new BatchNorm2d(3).call(x(2, 3, 4)), "expected 4D input (got 3D input)");
    refused(() -> new BatchNorm3d(3).call(x(2, 3, 4)), "expected 5D input (got 3D input)");
    refused(
        () -> new BatchNorm1d(3).call(x(1, 3)),
        "Expected more than 1 value per channel when training, got input size torch.Size([1, 3])");
    refused(() -> new BatchNorm1d(3).call(x(2, 4)), "running_mean should contain 4 elements not 3");
    refused(
        () -> new InstanceNorm1d(3).call(x(2, 3, 1)),
        "Expected more than 1 spatial element when training, got input size torch.Size([2, 3, 1])");
    refused(() -> new InstanceNorm2d(3).call(x(2, 3)), "expected 3D or 4D input (got 2D input)");
    refused(
        () -> new LayerNorm(4).call(x(2, 3)),
        "Given normalized_shape=[4], expected input with shape [*, 4], but got input of size[2, 3]");
    refused(
        () -> new LayerNorm(2, 3).call(x(3)),
        "Given normalized_shape=[2, 3], expected input with shape [*, 2, 3], but got input of size[3]");
    refused(
        () -> new GroupNorm(2, 4).call(x(2, 3, 2)),
        "Expected number of channels in input to be divisible by num_groups, but got input of shape [2, 3, 2] and num_groups=2");
    refused(
        () -> new GroupNorm(2, 4).call(x(2, 6, 2)),
        "Expected weight to be a vector of size equal to the number of channels in input, but got weight of shape [4] and input of shape [2, 6, 2]");
  }

  @Test
  void attention() {
    refused(
        () -> new MultiheadAttention(8, 2).call(x(3, 2, 6), x(3, 2, 6), x(3, 2, 6)),
        "was expecting embedding dimension of 8, but got 6");
    refused(
        () -> new MultiheadAttention(8, 2).call(x(3, 2, 8), x(3, 2, 6), x(3, 2, 6)),
        "mat1 and mat2 shapes cannot be multiplied (6x6 and 8x8)");
    refused(
        () -> new MultiheadAttention(8, 2).call(x(3, 8), x(3, 2, 8), x(3, 2, 8)),
        "For unbatched (2-D) `query`, expected `key` and `value` to be 2-D but found 3-D and 3-D tensors respectively");
    refused(
        () -> new MultiheadAttention(8, 2).call(x(3, 2, 8), x(3, 8), x(3, 8)),
        "For batched (3-D) `query`, expected `key` and `value` to be 3-D but found 2-D and 2-D tensors respectively");
    refused(
        () -> new MultiheadAttention(8, 2).call(x(3, 2, 8), x(4, 2, 8), x(5, 2, 8)),
        "key shape torch.Size([4, 2, 8]) does not match value shape torch.Size([5, 2, 8])");
    refused(
        () -> new MultiheadAttention(8, 2).call(x(8), x(8), x(8)),
        "query should be unbatched 2D or batched 3D tensor but received 1-D query tensor");
    refused(
        () ->
            new Transformer(8, 2, 1, 2, TransformerSettings.DEFAULT.withDimFeedforward(16))
                .call(x(3, 2, 8), x(4, 3, 8)),
        "the batch number of src and tgt must be equal");
    refused(
        () ->
            new Transformer(8, 2, 1, 2, TransformerSettings.DEFAULT.withDimFeedforward(16))
                .call(x(3, 2, 6), x(4, 2, 8)),
        "the feature number of src and tgt must be equal to d_model");
  }

  @Test
  void convolutions() {
    refused(
        () -> new Conv1d(3, 2, 3).call(x(2, 4, 5)),
        "Given groups=1, weight of size [2, 3, 3], expected input[2, 4, 5] to have 3 channels, but got 4 channels instead");
    refused(
        () -> new Conv1d(3, 2, 3).call(x(2, 3, 2)),
        "Calculated padded input size per channel: (2). Kernel size: (3). Kernel size can't be greater than actual input size");
    refused(
        () -> new Conv1d(3, 2, 3).call(x(2, 3, 5, 5)),
        "Expected 2D (unbatched) or 3D (batched) input to conv1d, but got input of size: [2, 3, 5, 5]");
    refused(
        () ->
            new Conv2d(2, 2, 3, ConvSettings.padding(6).withPaddingMode(PaddingMode.CIRCULAR))
                .call(x(2, 2, 5, 5)),
        "Padding value causes wrapping around more than once.");
    refused(
        () ->
            new ConvTranspose2d(2, 2, 3, ConvTransposeSettings.stride(2).withOutputPadding(2))
                .call(x(2, 2, 5, 5)),
        "output padding must be smaller than either stride or dilation, but got output_padding_height: 2 output_padding_width: 2 stride_height: 2 stride_width: 2 dilation_height: 1 dilation_width: 1");
    refused(
        () -> new ConvTranspose2d(2, 2, 3).call(x(2, 3, 5, 5)),
        "Given transposed=1, weight of size [2, 2, 3, 3], expected input[2, 3, 5, 5] to have 2 channels, but got 3 channels instead");
    refused(
        () -> Conv2d.lazy(2, new long[] {3}, ConvSettings.DEFAULT).call(x(2, 2, 3, 5, 5)),
        "Expected 3D (unbatched) or 4D (batched) input to LazyConv2d, but got input of size: torch.Size([2, 2, 3, 5, 5])");
  }

  @Test
  void poolings() {
    refused(
        () -> new MaxPool1d(3).call(x(2)),
        "max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, but got:[2]");
    refused(
        () -> new MaxPool2d(3).call(x(5, 5)),
        "non-empty 3D or 4D (batch mode) tensor expected for input");
    refused(
        () -> new AvgPool2d(AvgPoolOptions.kernel(3).withDivisorOverride(0L)).call(x(1, 5, 5)),
        "divisor must be not zero");
    refused(
        () -> new AdaptiveAvgPool1d(3).call(x(8)),
        "Expected 2 to 3 dimensions, but got 1-dimensional tensor for argument #1 'self' (while checking arguments for adaptive_avg_pool1d)");
    refused(
        () -> new AdaptiveMaxPool2d(3, 2).call(x(5, 5)), "Input dimension should be at least 3");
    refused(
        () ->
            new FractionalMaxPool2d(FractionalPoolOptions.kernel(2).withOutputSize(9))
                .call(x(1, 2, 7, 7)),
        "fractional_max_pool2d(): pool height 2 too large relative to input height 7");
  }

  @Test
  void losses() {
    refused(
        () -> new BCELoss().call(x(2, 3).sigmoid(), x(2, 1).sigmoid()),
        "Using a target size (torch.Size([2, 1])) that is different to the input size (torch.Size([2, 3])) is deprecated. Please ensure they have the same size.");
    refused(
        () -> new BCELoss().call(x(2, 3).add(1), x(2, 3).sigmoid()),
        "all elements of input should be between 0 and 1");
    refused(
        () -> new BCEWithLogitsLoss().call(x(2, 3), x(2, 1)),
        "Target size (torch.Size([2, 1])) must be the same as input size (torch.Size([2, 3]))");
    refused(
        () -> new CrossEntropyLoss().call(x(2, 3), Gradus.tensor(new long[] {0, 3})),
        "Target 3 is out of bounds.");
    refused(
        () -> new CrossEntropyLoss().call(x(2, 3), Gradus.tensor(new long[] {0, 1, 2})),
        "Expected input batch_size (2) to match target batch_size (3).");
    refused(() -> new NLLLoss().call(x(2, 3), x(2)), "expected scalar type Long but found Float");
    refused(
        () -> new GaussianNLLLoss().call(x(2, 3), x(2, 3), x(2, 3).sub(1)),
        "var has negative entry/entries");
    refused(
        () -> new GaussianNLLLoss().call(x(2, 3), x(2, 3), x(3, 2).abs()),
        "var is of incorrect size");
    refused(
        () -> new SmoothL1Loss(-1, LossReduction.MEAN).call(x(2, 3), x(2, 3)),
        "smooth_l1_loss does not support negative values for beta.");
    refused(
        () -> new HuberLoss(HuberOptions.DEFAULT.withDelta(0)).call(x(2, 3), x(2, 3)),
        "huber_loss does not support non-positive values for delta.");
    refused(
        () -> new MarginRankingLoss().call(x(3), x(3), x(2, 3)),
        "margin_ranking_loss : All input tensors should have same dimension but got sizes: input1: torch.Size([3]), input2: torch.Size([3]), target: torch.Size([2, 3]) ");
    refused(
        () -> new MultiMarginLoss().call(x(2, 3), Gradus.tensor(new long[] {0, 3})),
        "target out of range");
  }

  @Test
  void tables() {
    refused(
        () -> new Embedding(3, 2).call(Gradus.tensor(new long[] {0, 3})),
        "index out of range in self");
    refused(
        () -> new Embedding(3, 2).call(x(2)),
        "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got torch.FloatTensor instead (while checking arguments for embedding)");
    refused(
        () -> new EmbeddingBag(3, 2).call(Gradus.tensor(new long[] {0, 2})),
        "offsets has to be a 1D Tensor but got None");
    refused(
        () ->
            new EmbeddingBag(3, 2)
                .call(Gradus.tensor(new long[] {0, 2}), Gradus.tensor(new long[] {1})),
        "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from position 0. However, got 1");
    refused(
        () ->
            new EmbeddingBag(3, 2)
                .call(Gradus.tensor(new long[][] {{0, 2}}), Gradus.tensor(new long[] {0})),
        "if input is 2D, then offsets has to be None, as input is treated is a mini-batch of fixed length sequences. However, found offsets of type <class 'torch.Tensor'>");
  }

  @Test
  void initialValues() {
    refused(
        () -> Init.kaimingUniform_(Gradus.empty(3)),
        "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
    refused(() -> Init.eye_(Gradus.empty(3)), "Only tensors with 2 dimensions are supported");
    refused(
        () -> Init.dirac_(Gradus.empty(3, 2)),
        "Only tensors with 3, 4, or 5 dimensions are supported");
    refused(() -> Init.dirac_(Gradus.empty(4, 2, 3), 3), "dim 0 must be divisible by groups");
    refused(
        () -> Init.orthogonal_(Gradus.empty(4)),
        "Only tensors with 2 or more dimensions are supported");
    refused(
        () -> Init.sparse_(Gradus.empty(4), 0.5, 0.01),
        "Only tensors with 2 dimensions are supported");
  }

  @Test
  void others() {
    refused(
        () -> new Dropout1d(0.3).call(x(3)),
        "dropout1d: Expected 2D or 3D input, but received a 1D input. Note that dropout1d exists to provide channel-wise dropout on inputs with 1 spatial dimension, a channel dimension, and an optional batch dimension (i.e. 2D or 3D inputs).");
    refused(
        () -> new GLU().call(x(2, 3)), "Halving dimension must be even, but dimension 1 is size 3");
    refused(
        () -> new PReLU(3).call(x(2, 4)),
        "Mismatch of parameter numbers and input channel size. Found parameter numbers = 3 and channel size = 4.");
    refused(
        () -> new Linear(3, 2).call(x(2, 4)),
        "mat1 and mat2 shapes cannot be multiplied (2x4 and 3x2)");
    refused(
        () -> new Bilinear(3, 2, 4).call(x(2, 3), x(3, 2)),
        "bilinear(): input batch dimensions do not match at dim 0: got 2 and 3");
    refused(
        () -> new Bilinear(3, 2, 4).call(x(2, 3), x(2, 3)),
        "bilinear(): input2 size does not match weight size: got 3 but expected 2");
    refused(
        () -> new ReflectionPad1d(5).call(x(1, 2, 4)),
        "Argument #4: Padding size should be less than the corresponding input dimension, but got: padding (5, 5) at dimension 2 of input [1, 2, 4]");
    refused(
        () -> new ReflectionPad2d(1).call(x(4, 4)),
        "Only 2D, 3D, 4D, 5D padding with non-constant padding are supported for now");
    refused(
        () -> new ReplicationPad1d(1).call(x(4)),
        "Only 2D, 3D, 4D, 5D padding with non-constant padding are supported for now");
    refused(
        () -> new Unflatten(1, 2, 4).call(x(2, 6)),
        "unflatten: Provided sizes [2, 4] don't multiply up to the size of dim 1 (6) in the input tensor");
    refused(
        () -> new Flatten(2, 1).call(x(2, 6, 2)),
        "flatten() has invalid args: start_dim cannot come after end_dim");
    refused(
        () -> new PixelShuffle(2).call(x(1, 6, 2, 2)),
        "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but input.size(-3)=6 is not divisible by 4");
    refused(
        () -> new PixelUnshuffle(2).call(x(1, 4, 3, 2)),
        "pixel_unshuffle expects height to be divisible by downscale_factor, but input.size(-2)=3 is not divisible by 2");
    refused(
        () -> new ChannelShuffle(2).call(x(1, 5, 2)),
        "Number of channels must be divisible by groups. Got 5 channels and 2 groups.");
    refused(
        () -> new Fold(new long[] {4, 5}, UnfoldOptions.kernel(2)).call(x(1, 8, 11)),
        "Given output_size=(4, 5), kernel_size=(2, 2), dilation=(1, 1), padding=(0, 0), stride=(1, 1), expected size of input's dimension 2 to match the calculated number of sliding blocks 3 * 4 = 12, but got input.size(2)=11.");
    refused(
        () -> new Fold(new long[] {4, 5}, UnfoldOptions.kernel(2)).call(x(1, 7, 12)),
        "Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)=7 and kernel_size=(2, 2).");
    refused(
        () -> new Upsample(2).call(x(4, 5)),
        "Input Error: Only 3D, 4D and 5D input Tensors supported (got 2D) for the modes: nearest | linear | bilinear | bicubic | trilinear | area | nearest-exact (got nearest)");
    refused(
        () ->
            new Upsample(InterpolateOptions.scale(2).withMode(InterpolationMode.BILINEAR))
                .call(x(1, 4, 5)),
        "Got 3D input, but bilinear mode needs 4D input");
    refused(
        () -> new Upsample(InterpolateOptions.scale(2).withAlignCorners(true)).call(x(1, 4, 5)),
        "align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear");
    refused(
        () -> new CosineSimilarity().call(x(2, 3), x(3, 4)),
        "The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1");
  }
}
