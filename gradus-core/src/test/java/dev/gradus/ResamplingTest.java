package dev.gradus;

import static dev.gradus.Gradus.arange;
import static dev.gradus.Gradus.interpolate;
import static dev.gradus.Gradus.pad;
import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.autograd.GradCheck;
import dev.gradus.autograd.GradCheckOptions;
import dev.gradus.autograd.TensorsFunction;
import dev.gradus.dtype.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

class ResamplingTest {
  private static final GradCheckOptions OPTIONS = GradCheckOptions.DEFAULT.withCheckForwardAd(true);

  private static Tensor image(long... sizes) {
    return Gradus.rand(DType.FLOAT64, sizes).requiresGrad_();
  }

  private static void check(TensorsFunction f, Tensor... x) {
    assertThatCode(() -> GradCheck.gradcheck(f, OPTIONS, x)).doesNotThrowAnyException();
    assertThatCode(() -> GradCheck.gradgradcheck(f, OPTIONS, x)).doesNotThrowAnyException();
  }

  private static TensorsFunction one(UnaryOperator<Tensor> f) {
    return x -> new Tensor[] {f.apply(x[0])};
  }

  // --- Frames ---

  @Test
  void framesRepeatWhatTheModeSays() {
    Tensor x = arange(4).view(1, 4);
    assertThat(pad(x, new long[] {2, 3}, PadMode.REFLECT).toLongArray())
        .containsExactly(2, 1, 0, 1, 2, 3, 2, 1, 0);
    assertThat(pad(x, new long[] {2, 3}, PadMode.REPLICATE).toLongArray())
        .containsExactly(0, 0, 0, 1, 2, 3, 3, 3, 3);
    assertThat(pad(x, new long[] {2, 3}, PadMode.CIRCULAR).toLongArray())
        .containsExactly(2, 3, 0, 1, 2, 3, 0, 1, 2);
    assertThat(pad(x, new long[] {-1, 1}, PadMode.REPLICATE).toLongArray())
        .containsExactly(1, 2, 3, 3);
    // What is cut does not come back at the other end.
    assertThat(pad(x, new long[] {-1, 1}, PadMode.CIRCULAR).toLongArray())
        .containsExactly(1, 2, 3, 1);
    assertThat(pad(x, new long[] {2, -1}, PadMode.CIRCULAR).toLongArray())
        .containsExactly(1, 2, 0, 1, 2);
  }

  @ParameterizedTest
  @EnumSource(value = PadMode.class, names = "CONSTANT", mode = Mode.EXCLUDE)
  void gradientsOfFramesAreSumsOverCopies(PadMode mode) {
    Gradus.manualSeed(0);
    check(one(x -> pad(x, new long[] {2, 1}, mode)), image(2, 4));
    check(one(x -> pad(x, new long[] {1, 2, 0, -1}, mode)), image(1, 2, 3, 4));
    check(one(x -> pad(x, new long[] {1, 1, 1, 0, 0, 1}, mode)), image(1, 2, 3, 2));
    check(one(x -> pad(x.transpose(1, 2), new long[] {1, 2}, mode)), image(2, 4, 3));
  }

  @Test
  void refusesFramesThatCannotBe() {
    Tensor x = arange(4).view(1, 4);
    assertThatThrownBy(() -> pad(x, new long[] {4, 0}, PadMode.REFLECT))
        .hasMessageStartingWith(
            "Argument #4: Padding size should be less than the corresponding input dimension, but got: padding (4, 0) at dimension 1 of input [1, 4]");
    assertThatThrownBy(() -> pad(x, new long[] {5, 0}, PadMode.CIRCULAR))
        .hasMessageStartingWith("Padding value causes wrapping around more than once.");
    assertThatThrownBy(() -> pad(x, new long[] {1}, PadMode.REFLECT))
        .hasMessageStartingWith("Padding length must be divisible by 2");
    assertThatThrownBy(() -> pad(x, new long[] {1, 1, 1, 1}, PadMode.REFLECT))
        .hasMessageStartingWith("Only 2D, 3D, 4D, 5D padding with non-constant padding");
  }

  // --- Other sizes ---

  static List<InterpolateOptions> images() {
    List<InterpolateOptions> all = new ArrayList<>();
    for (InterpolationMode mode :
        List.of(
            InterpolationMode.NEAREST,
            InterpolationMode.NEAREST_EXACT,
            InterpolationMode.AREA,
            InterpolationMode.BILINEAR,
            InterpolationMode.BICUBIC)) {
      all.add(InterpolateOptions.size(5, 2).withMode(mode));
      all.add(InterpolateOptions.scale(1.7, 0.6).withMode(mode));
    }
    for (InterpolationMode mode : List.of(InterpolationMode.BILINEAR, InterpolationMode.BICUBIC)) {
      all.add(InterpolateOptions.size(2, 7).withMode(mode).withAlignCorners(true));
      all.add(InterpolateOptions.size(2, 6).withMode(mode).withAntialias(true));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("images")
  void gradientsOfResampledImagesAreTheTranspose(InterpolateOptions options) {
    Gradus.manualSeed(1);
    check(one(x -> interpolate(x, options)), image(1, 2, 3, 4));
    check(one(x -> interpolate(x.transpose(2, 3), options)), image(1, 1, 4, 3));
  }

  @Test
  void gradientsOfResampledSignalsAndVolumes() {
    Gradus.manualSeed(2);
    InterpolateOptions line = InterpolateOptions.scale(1.7).withMode(InterpolationMode.LINEAR);
    check(one(x -> interpolate(x, line)), image(1, 2, 4));
    InterpolateOptions volume =
        InterpolateOptions.size(3, 2, 4).withMode(InterpolationMode.TRILINEAR);
    check(one(x -> interpolate(x, volume)), image(1, 1, 2, 3, 3));
  }

  @Test
  void weightsSumToOneInEveryMode() {
    for (InterpolateOptions options : images()) {
      Tensor y = interpolate(Gradus.ones(DType.FLOAT64, 1, 1, 6, 5), options);
      assertThat(y.sub(1.0).abs().max().item()).as(options.toString()).isLessThan(1e-12);
    }
  }

  @Test
  void computesHalvesInFloatAndRoundsOnce() {
    Gradus.manualSeed(3);
    Tensor x = Gradus.rand(DType.BFLOAT16, 1, 2, 5, 5);
    InterpolateOptions options = InterpolateOptions.size(7, 3).withMode(InterpolationMode.BICUBIC);
    Tensor expected = interpolate(x.to(DType.FLOAT32), options).to(DType.BFLOAT16);
    assertThat(interpolate(x, options).equal(expected)).isTrue();
  }

  @Test
  void refusesModesOfOtherDimensions() {
    Tensor x = image(1, 1, 4);
    InterpolateOptions size = InterpolateOptions.size(3);
    assertThatThrownBy(() -> interpolate(x, size.withMode(InterpolationMode.BILINEAR)))
        .hasMessageStartingWith("Got 3D input, but bilinear mode needs 4D input");
    assertThatThrownBy(() -> interpolate(x, size.withAlignCorners(true)))
        .hasMessageStartingWith("align_corners option can only be set with");
    assertThatThrownBy(() -> interpolate(x, InterpolateOptions.size(3, 3)))
        .hasMessageStartingWith(
            "Input and output must have the same number of spatial dimensions, but got input with spatial dimensions of [4] and output size of [3, 3].");
    assertThatThrownBy(() -> interpolate(x, InterpolateOptions.size(0)))
        .hasMessageStartingWith(
            "Input and output sizes should be greater than 0, but got input (W: 4) output (W: 0)");
  }

  // --- Grids ---

  static List<GridSampleOptions> grids() {
    List<GridSampleOptions> all = new ArrayList<>();
    for (InterpolationMode mode :
        List.of(InterpolationMode.BILINEAR, InterpolationMode.NEAREST, InterpolationMode.BICUBIC)) {
      for (GridSampleOptions.Outside outside : GridSampleOptions.Outside.values()) {
        all.add(new GridSampleOptions(mode, outside, false));
        all.add(new GridSampleOptions(mode, outside, true));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("grids")
  void gradientsOfSampledImages(GridSampleOptions options) {
    Gradus.manualSeed(4);
    Tensor grid = Gradus.rand(DType.FLOAT64, 1, 2, 3, 2).mul(3.0).sub(1.5).requiresGrad_();
    check(x -> new Tensor[] {Gradus.gridSample(x[0], x[1], options)}, image(1, 2, 3, 4), grid);
  }

  @Test
  void gradientsOfSampledVolumes() {
    Gradus.manualSeed(5);
    Tensor grid = Gradus.rand(DType.FLOAT64, 1, 1, 2, 2, 3).mul(2.6).sub(1.3).requiresGrad_();
    check(x -> new Tensor[] {Gradus.gridSample(x[0], x[1])}, image(1, 1, 2, 3, 2), grid);
  }

  @Test
  void theGridOfTheIdentitySamplesTheImageItself() {
    Tensor x = image(2, 3, 4, 5);
    Tensor identity = tensor(new double[][] {{1, 0, 0}, {0, 1, 0}}).expand(2, 2, 3);
    for (boolean align : new boolean[] {false, true}) {
      Tensor grid = Gradus.affineGrid(identity, new long[] {2, 3, 4, 5}, align);
      Tensor y = Gradus.gridSample(x, grid, GridSampleOptions.DEFAULT.withAlignCorners(align));
      assertThat(y.allclose(x)).isTrue();
    }
    Gradus.manualSeed(6);
    check(one(t -> Gradus.affineGrid(t, new long[] {1, 1, 2, 2, 3}, false)), image(1, 3, 4));
  }

  @Test
  void refusesGridsThatDoNotFit() {
    Tensor x = image(1, 1, 3, 3);
    assertThatThrownBy(() -> Gradus.gridSample(x, image(1, 2, 2, 3)))
        .hasMessageStartingWith(
            "grid_sampler(): expected grid to have size 2 in last dimension, but got grid with sizes [1, 2, 2, 3]");
    assertThatThrownBy(() -> Gradus.gridSample(x, image(2, 2, 2, 2)))
        .hasMessageStartingWith("grid_sampler(): expected grid and input to have same batch size");
  }

  // --- Rearrangement ---

  @Test
  void shufflesAreEachOthersInverse() {
    Gradus.manualSeed(7);
    Tensor x = image(2, 8, 2, 3);
    assertThat(Gradus.pixelUnshuffle(Gradus.pixelShuffle(x, 2), 2).equal(x)).isTrue();
    assertThat(Gradus.channelShuffle(Gradus.channelShuffle(x, 4), 2).equal(x)).isTrue();
    check(one(t -> Gradus.pixelShuffle(t, 2)), image(1, 4, 2, 1));
    check(one(t -> Gradus.pixelUnshuffle(t, 2)), image(1, 2, 4));
    check(one(t -> Gradus.channelShuffle(t, 2)), image(1, 6, 2));
  }
}
