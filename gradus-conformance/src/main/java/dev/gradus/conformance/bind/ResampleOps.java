package dev.gradus.conformance.bind;

import dev.gradus.Gradus;
import dev.gradus.GridSampleOptions;
import dev.gradus.InterpolateOptions;
import dev.gradus.InterpolationMode;
import dev.gradus.PadMode;
import dev.gradus.Tensor;
import dev.gradus.conformance.cases.Value;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.InexpressibleException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Frames, resampling and rearrangement of images.
final class ResampleOps {
  private static final String SIZES = "input: tensor, size: ints = None, scale_factor: any = None";

  private ResampleOps() {}

  static void bind(Bindings<Tensor> b) {
    b.op(
        "nn.functional.pad",
        "input: tensor, pad: ints, mode: str = 'constant', value: number = 0",
        ResampleOps::pad);
    b.op(
        "nn.functional.interpolate nn.functional.upsample",
        SIZES
            + ", mode: str = 'nearest', align_corners: bool = None,"
            + " recompute_scale_factor: bool = None, antialias: bool = False",
        a ->
            Gradus.interpolate(
                x(a),
                sizes(a)
                    .withMode(interpolation(a.text("mode")))
                    .withAlignCorners(flagOrNull(a, "align_corners"))
                    .withRecomputeScaleFactor(flagOrNull(a, "recompute_scale_factor"))
                    .withAntialias(a.flag("antialias"))));
    b.op("nn.functional.upsample_nearest", SIZES, a -> Gradus.upsampleNearest(x(a), sizes(a)));
    b.op("nn.functional.upsample_bilinear", SIZES, a -> Gradus.upsampleBilinear(x(a), sizes(a)));
    b.op(
        "nn.functional.grid_sample",
        "input: tensor, grid: tensor, mode: str = 'bilinear', padding_mode: str = 'zeros',"
            + " align_corners: bool = None",
        a ->
            Gradus.gridSample(
                x(a),
                a.tensor("grid"),
                new GridSampleOptions(
                    interpolation(a.text("mode")),
                    GridSampleOptions.Outside.valueOf(
                        a.text("padding_mode").toUpperCase(Locale.ROOT)),
                    Boolean.TRUE.equals(flagOrNull(a, "align_corners")))));
    b.op(
        "grid_sampler_2d grid_sampler_3d grid_sampler",
        "input: tensor, grid: tensor, interpolation_mode: int, padding_mode: int,"
            + " align_corners: bool",
        a ->
            Gradus.gridSample(
                x(a),
                a.tensor("grid"),
                new GridSampleOptions(
                    interpolation(a.intValue("interpolation_mode")),
                    GridSampleOptions.Outside.values()[a.intValue("padding_mode")],
                    a.flag("align_corners"))));
    b.op(
        "nn.functional.affine_grid",
        "theta: tensor, size: ints, align_corners: bool = False",
        a -> Gradus.affineGrid(a.tensor("theta"), a.longs("size"), a.flag("align_corners")));
    b.op(
        "nn.functional.pixel_shuffle pixel_shuffle",
        "input: tensor, upscale_factor: int",
        a -> Gradus.pixelShuffle(x(a), a.longValue("upscale_factor")));
    b.op(
        "nn.functional.pixel_unshuffle pixel_unshuffle",
        "input: tensor, downscale_factor: int",
        a -> Gradus.pixelUnshuffle(x(a), a.longValue("downscale_factor")));
    b.op(
        "nn.functional.channel_shuffle channel_shuffle native_channel_shuffle",
        "input: tensor, groups: int",
        a -> Gradus.channelShuffle(x(a), a.longValue("groups")));
  }

  private static Tensor x(Arguments<Tensor> a) {
    return a.tensor("input");
  }

  private static Tensor pad(Arguments<Tensor> a) {
    String mode = a.text("mode");
    if (mode.equals("constant")) {
      return a.isNone("value")
          ? x(a).pad(a.longs("pad"))
          : x(a).constantPad(a.longs("pad"), a.real("value"));
    }
    return Gradus.pad(
        x(a),
        a.longs("pad"),
        Arrays.stream(PadMode.values())
            .filter(m -> m.name().equalsIgnoreCase(mode))
            .findFirst()
            .orElseThrow(() -> new InexpressibleException("mode " + mode)));
  }

  private static InterpolateOptions sizes(Arguments<Tensor> a) {
    return new InterpolateOptions(
        a.isNone("size") ? null : a.longs("size"),
        a.isNone("scale_factor") ? null : factors(a),
        InterpolationMode.NEAREST,
        null,
        null,
        false);
  }

  private static double[] factors(Arguments<Tensor> a) {
    return a.value("scale_factor") instanceof Value.Items
        ? a.reals("scale_factor")
        : new double[] {a.real("scale_factor")};
  }

  private static InterpolationMode interpolation(String mode) {
    return Arrays.stream(InterpolationMode.values())
        .filter(m -> m.torchName().equals(mode))
        .findFirst()
        .orElseThrow(() -> new InexpressibleException("mode " + mode));
  }

  private static InterpolationMode interpolation(int mode) {
    return switch (mode) {
      case 0 -> InterpolationMode.BILINEAR;
      case 1 -> InterpolationMode.NEAREST;
      case 2 -> InterpolationMode.BICUBIC;
      default -> throw new InexpressibleException("mode " + mode);
    };
  }

  private static @Nullable Boolean flagOrNull(Arguments<Tensor> a, String name) {
    return a.isNone(name) ? null : a.flag(name);
  }
}
