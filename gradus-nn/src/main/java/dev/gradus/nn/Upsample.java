package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.InterpolateOptions;
import dev.gradus.Tensor;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/// Signals, images or volumes with more places, or fewer. **Shape**: (N, C, …) with one to three
/// dimensions behind. **Source**: torch.nn.Upsample.
public final class Upsample extends Layer {
  private final InterpolateOptions options;

  /// Creates it with nearest places, longer by a factor.
  public Upsample(double scaleFactor) {
    this(InterpolateOptions.scale(scaleFactor));
  }

  /// Creates it with options.
  public Upsample(InterpolateOptions options) {
    this.options = options;
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.interpolate(x, options);
  }

  @Override
  public String extraRepr() {
    long[] size = options.size();
    String what =
        size == null
            ? "scale_factor=" + factors(Objects.requireNonNull(options.scaleFactor()))
            : "size=" + LayerText.sizes(size);
    return what + ", mode='" + options.mode().torchName() + "'";
  }

  private static String factors(double[] factors) {
    String all = Arrays.stream(factors).mapToObj(LayerText::of).collect(Collectors.joining(", "));
    return factors.length == 1 ? all : "(" + all + ")";
  }
}
