package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.NormOptions;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// Groups of neighbouring channels of mean 0 and variance 1, then weighed by channel. **Shape**:
/// (N, C, …). **Source**: torch.nn.GroupNorm; Wu and He 2018.
public final class GroupNorm extends Layer {
  private final long groups;
  private final long channels;
  private final double eps;
  private final boolean affine;
  private final boolean hasBias;

  /// Creates it.
  public GroupNorm(long groups, long channels) {
    this(groups, channels, 1e-5, true, true);
  }

  /// Creates it.
  ///
  /// @param eps what is added to variances
  /// @param affine whether channels are then weighed by trained numbers
  /// @param bias whether they are shifted too
  public GroupNorm(long groups, long channels, double eps, boolean affine, boolean bias) {
    if (groups < 1 || channels % groups != 0) {
      throw new GradusArgumentException(
          "num_channels must be divisible by num_groups\nGroupNorm: there are "
              + channels
              + " channels and "
              + groups
              + " groups.");
    }
    this.groups = groups;
    this.channels = channels;
    this.eps = eps;
    this.affine = affine;
    this.hasBias = affine && bias;
    parameter("weight", affine, () -> Gradus.empty(channels));
    parameter("bias", hasBias, () -> Gradus.empty(channels));
    resetParameters();
  }

  /// Starts anew.
  public void resetParameters() {
    Tensor weight = weight();
    Tensor bias = bias();
    if (weight != null) {
      Init.ones_(weight);
    }
    if (bias != null) {
      Init.zeros_(bias);
    }
  }

  /// What each channel is multiplied by, or null.
  public @Nullable Tensor weight() {
    return getOrNull("weight");
  }

  /// What is added to each channel, or null.
  public @Nullable Tensor bias() {
    return getOrNull("bias");
  }

  @Override
  public Tensor forward(Tensor x) {
    return Gradus.groupNorm(x, groups, new NormOptions(weight(), bias(), eps));
  }

  @Override
  public String extraRepr() {
    return "%d, %d, eps=%s, affine=%s, bias=%s"
        .formatted(
            groups, channels, LayerText.of(eps), LayerText.of(affine), LayerText.of(hasBias));
  }
}
