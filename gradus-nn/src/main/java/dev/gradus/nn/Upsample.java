package dev.gradus.nn;

import dev.gradus.Tensor;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/// Signals, images or volumes with more places, or fewer. **Shape**: (N, C, …) with one to three
/// dimensions behind. **Source**: torch.nn.Upsample.
public final class Upsample extends Layer {
  private final UpsampleSettings settings;

  /// Creates it with nearest places, longer by a factor.
  public Upsample(double scaleFactor) {
    this(UpsampleSettings.scale(scaleFactor));
  }

  /// Creates it with settings.
  public Upsample(UpsampleSettings settings) {
    this.settings = settings;
    Resize.check(settings);
  }

  @Override
  public Tensor forward(Tensor x) {
    return Resize.run(x, settings);
  }

  @Override
  public String extraRepr() {
    long[] size = settings.size();
    String what =
        size == null
            ? "scale_factor=" + factors(Objects.requireNonNull(settings.scaleFactor()))
            : "size=" + LayerText.sizes(size);
    return what + ", mode='" + settings.mode() + "'";
  }

  private static String factors(double[] factors) {
    String all = Arrays.stream(factors).mapToObj(LayerText::of).collect(Collectors.joining(", "));
    return factors.length == 1 ? all : "(" + all + ")";
  }
}
