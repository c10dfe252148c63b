package dev.gradus.nn;

import static dev.gradus.Gradus.arange;
import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.randn;
import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.FractionalPoolOptions;
import dev.gradus.InterpolateOptions;
import dev.gradus.InterpolationMode;
import dev.gradus.Tensor;
import dev.gradus.ValuesAndIndices;
import dev.gradus.autograd.GradCheck;
import org.junit.jupiter.api.Test;

/// Layers over signals, images and volumes.
class SpatialLayersTest {
  private static double[] flat(Tensor t) {
    return t.detach().reshape(-1).to(float64).toDoubleArray();
  }

  private static Tensor signal(double... values) {
    return tensor(values).view(1, 1, values.length);
  }

  @Test
  void whatStandsAroundAnInput() {
    Tensor x = signal(1, 2, 3);

    assertThat(flat(new ReflectionPad1d(2).call(x))).containsExactly(3, 2, 1, 2, 3, 2, 1);
    assertThat(flat(new ReplicationPad1d(1, 2).call(x))).containsExactly(1, 1, 2, 3, 3, 3);
    assertThat(flat(new CircularPad1d(1).call(x))).containsExactly(3, 1, 2, 3, 1);
    assertThat(flat(new ZeroPad1d(0, 1).call(x))).containsExactly(1, 2, 3, 0);
    assertThat(flat(new ConstantPad1d(1, 7).call(x))).containsExactly(7, 1, 2, 3, 7);
    assertThat(new ReflectionPad2d(1, 0, 2, 1).call(randn(1, 1, 3, 3)).shape())
        .containsExactly(1, 1, 6, 4);
    assertThatThrownBy(() -> new ReflectionPad1d(3).call(x))
        .hasMessageContaining("Padding size should be less than the corresponding input dimension");
    assertThatThrownBy(() -> new ZeroPad2d(1, 2)).hasMessageContaining("one number or 4, got 2");
  }

  @Test
  void aConvolutionPadsAsItsModeSays() {
    Tensor x = randn(float64, 2, 2, 6);
    for (PaddingMode mode : new PaddingMode[] {PaddingMode.REFLECT, PaddingMode.CIRCULAR}) {
      Conv1d conv =
          new Conv1d(2, 3, 4, ConvSettings.DEFAULT.withPadding("same").withPaddingMode(mode));
      conv.to(float64);
      Tensor padded = mode.pad(x, new long[] {1, 2});
      Conv1d plain = new Conv1d(2, 3, 4);
      plain.to(float64);
      plain.loadStateDict(conv.stateDict());

      assertThat(conv.call(x).allclose(plain.call(padded))).isTrue();
      assertThat(conv.call(x).shape()).containsExactly(2, 3, 6);
    }
  }

  @Test
  void convolutionsRefuseWhatDoesNotFit() {
    assertThatThrownBy(() -> new Conv2d(3, 4, 3, ConvSettings.DEFAULT.withGroups(2)))
        .hasMessage("in_channels must be divisible by groups");
    assertThatThrownBy(() -> new Conv2d(4, 3, 3, ConvSettings.DEFAULT.withGroups(2)))
        .hasMessage("out_channels must be divisible by groups");
    assertThatThrownBy(() -> new Conv2d(4, 3, 3, ConvSettings.stride(2).withPadding("same")))
        .hasMessage("padding='same' is not supported for strided convolutions");
  }

  @Test
  void aTransposedConvolutionGivesTheSizeThatIsAskedFor() {
    ConvTranspose2d conv = new ConvTranspose2d(2, 3, 3, ConvTransposeSettings.stride(2));
    Tensor x = randn(1, 2, 4, 4);

    assertThat(conv.call(x).shape()).containsExactly(1, 3, 9, 9);
    assertThat(conv.withSize(x, 10, 9).shape()).containsExactly(1, 3, 10, 9);
    assertThat(conv.withSize(x, 1, 3, 9, 10).shape()).containsExactly(1, 3, 9, 10);
    assertThatThrownBy(() -> conv.withSize(x, 11, 9))
        .hasMessageStartingWith("requested an output size of [11, 9], but valid sizes range from");
  }

  @Test
  void unpoolingPutsMaximaBack() {
    Tensor x = arange(16).to(float64).view(1, 1, 4, 4);
    ValuesAndIndices pooled = new MaxPool2d(2).withIndices(x);
    Tensor back = new MaxUnpool2d(2).call(pooled.values(), pooled.indices());

    assertThat(flat(pooled.values())).containsExactly(5, 7, 13, 15);
    assertThat(back.sum().item()).isEqualTo(40);
    assertThat(back.get(0, 0, 1, 1).item()).isEqualTo(5);
    Tensor five = randn(1, 1, 5, 5);
    ValuesAndIndices odd = new MaxPool2d(2).withIndices(five);
    assertThat(new MaxUnpool2d(2).withSize(odd.values(), odd.indices(), 5, 5).shape())
        .containsExactly(1, 1, 5, 5);
    ValuesAndIndices drawn =
        new FractionalMaxPool2d(FractionalPoolOptions.kernel(2).withOutputSize(3)).withIndices(x);
    assertThat(drawn.values().shape()).containsExactly(1, 1, 3, 3);
  }

  @Test
  void upsamplingInterpolates() {
    Tensor x = signal(0, 4);

    assertThat(flat(new Upsample(2).call(x))).containsExactly(0, 0, 4, 4);
    assertThat(
            flat(
                new Upsample(InterpolateOptions.scale(2).withMode(InterpolationMode.LINEAR))
                    .call(x)))
        .containsExactly(0, 1, 3, 4);
    assertThat(
            flat(
                new Upsample(
                        InterpolateOptions.size(5)
                            .withMode(InterpolationMode.LINEAR)
                            .withAlignCorners(true))
                    .call(x)))
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(new Upsample(InterpolateOptions.scale(2).withMode(InterpolationMode.BICUBIC)))
        .hasToString("Upsample(scale_factor=2.0, mode='bicubic')");
    assertThat(new UpsamplingBilinear2d(InterpolateOptions.size(4, 3)))
        .hasToString("UpsamplingBilinear2d(size=(4, 3), mode='bilinear')");
    assertThatThrownBy(
            () -> new Upsample(InterpolateOptions.scale(2).withAlignCorners(true)).call(x))
        .hasMessageStartingWith("align_corners option can only be set with");
    assertThatThrownBy(() ->
            new Upsample(InterpolateOptions.scale(2).withMode(InterpolationMode.BILINEAR)).call(x))
        .hasMessageStartingWith("Got 3D input, but bilinear mode needs 4D input");
  }

  @Test
  void interpolationHasAGradient() {
    for (InterpolationMode mode :
        new InterpolationMode[] {
          InterpolationMode.NEAREST,
          InterpolationMode.NEAREST_EXACT,
          InterpolationMode.BILINEAR,
          InterpolationMode.BICUBIC,
          InterpolationMode.AREA
        }) {
      Upsample up = new Upsample(InterpolateOptions.scale(1.5, 0.7).withMode(mode));

      assertThat(
              GradCheck.gradcheck(x -> up.call(x[0]), randn(float64, 1, 2, 4, 5).requiresGrad_()))
          .isTrue();
    }
  }

  @Test
  void shufflesAreInverse() {
    Tensor x = randn(2, 8, 3, 4);
    Tensor up = new PixelShuffle(2).call(x);

    assertThat(up.shape()).containsExactly(2, 2, 6, 8);
    assertThat(up.get(1, 0, 1, 2).item()).isEqualTo(x.get(1, 2, 0, 1).item());
    assertThat(new PixelUnshuffle(2).call(up).equal(x)).isTrue();
    assertThat(flat(new ChannelShuffle(2).call(arange(6).to(float64).view(1, 6, 1))))
        .containsExactly(0, 3, 1, 4, 2, 5);
    assertThatThrownBy(() -> new PixelShuffle(3).call(x))
        .hasMessageContaining("input.size(-3)=8 is not divisible by 9");
    assertThatThrownBy(() -> new ChannelShuffle(3).call(x))
        .hasMessageStartingWith("Number of channels must be divisible by groups. Got 8 channels");
  }

  @Test
  void neighbouringChannelsAreDividedBy() {
    Tensor x = randn(float64, 1, 4, 2, 2);
    Tensor y = new CrossMapLRN2d(3).call(x);
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      sum += Math.pow(x.get(0, c, 1, 0).item(), 2);
    }
    double expected = x.get(0, 1, 1, 0).item() / Math.pow(1 + 1e-4 / 3 * sum, 0.75);

    assertThat(y.get(0, 1, 1, 0).item()).isCloseTo(expected, within(1e-12));
    assertThatThrownBy(() -> new CrossMapLRN2d(3).call(randn(4, 2)))
        .hasMessage("CrossMapLRN2d: Expected input to be 4D, got 2D instead.");
  }

  @Test
  void runningStatisticsAreUsedWhereNotTraining() {
    BatchNorm1d norm = new BatchNorm1d(2, BatchNormSettings.DEFAULT.withMomentum(null));
    Tensor first = randn(8, 2).add(3);
    Tensor second = randn(8, 2).mul(2);
    norm.call(first);
    norm.call(second);
    Tensor mean = first.mean(new int[] {0}, false).add(second.mean(new int[] {0}, false)).div(2);

    assertThat(Layer.there(norm.runningMean()).allclose(mean)).isTrue();
    assertThat(norm.getBuffer("num_batches_tracked").itemLong()).isEqualTo(2);
    norm.eval();
    Tensor y = norm.call(first);
    Tensor expected = first.sub(mean).div(Layer.there(norm.runningVar()).add(1e-5).sqrt());
    assertThat(y.allclose(expected, 1e-4, 1e-5, false)).isTrue();
    assertThat(norm.getBuffer("num_batches_tracked").itemLong()).isEqualTo(2);
    assertThatThrownBy(() -> norm.call(randn(2)))
        .hasMessage("expected 2D or 3D input (got 1D input)");
    assertThatThrownBy(() -> new BatchNorm2d(2).call(randn(2, 2)))
        .hasMessage("expected 4D input (got 2D input)");
  }

  @Test
  void aSampleAloneIsNormalisedAsInABatch() {
    InstanceNorm2d norm = new InstanceNorm2d(3, BatchNormSettings.INSTANCE.withAffine(true));
    Tensor x = randn(2, 3, 4, 4);

    assertThat(norm.call(x).get(1).allclose(norm.call(x.get(1)), 1e-5, 1e-6, false)).isTrue();
    assertThatThrownBy(() -> norm.call(ones(2, 4, 4, 4)))
        .hasMessage("expected input's size at dim=1 to match num_features (3), but got: 4.");
  }
}
