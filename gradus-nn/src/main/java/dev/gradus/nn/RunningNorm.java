package dev.gradus.nn;

import dev.gradus.BatchNormOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What batch and instance normalisation have in common: trained numbers for each channel, and
/// running statistics.
abstract sealed class RunningNorm extends Layer permits BatchNormalization, InstanceNormalization {
  /// As many channels as the first input will have.
  static final long UNKNOWN = -1;

  // Changes only when the running statistics are taken away.
  BatchNormSettings settings;
  private long features;
  private DType dtype = Gradus.getDefaultDtype();

  RunningNorm(long features, BatchNormSettings settings) {
    this.settings = settings;
    this.features = features;
    noParameter("weight");
    noParameter("bias");
    noBuffer("running_mean");
    noBuffer("running_var");
    noBuffer("num_batches_tracked");
    if (features != UNKNOWN) {
      complete(features);
    }
  }

  private void complete(long channels) {
    features = channels;
    if (settings.affine()) {
      parameter("weight", Gradus.empty(dtype, channels));
      parameter("bias", settings.bias(), () -> Gradus.empty(dtype, channels));
    }
    if (settings.trackRunningStats()) {
      buffer("running_mean", Gradus.zeros(dtype, channels));
      buffer("running_var", Gradus.ones(dtype, channels));
      buffer("num_batches_tracked", Gradus.tensor(0L));
    }
    resetParameters();
  }

  @Override
  final void converted(DType other) {
    dtype = other;
  }

  /// Makes the parameters for the first input.
  final void meet(long channels) {
    if (features == UNKNOWN) {
      complete(channels);
    }
  }

  @Override
  final void prepareLoad(Map<String, Tensor> state, String prefix) {
    Tensor some = state.get(prefix + "weight");
    some = some == null ? state.get(prefix + "running_mean") : some;
    if (features == UNKNOWN && some != null && some.dim() == 1) {
      complete(some.size(0));
    }
    // Older states do not count batches.
    Tensor batches = getOrNull("num_batches_tracked");
    if (batches != null) {
      state.putIfAbsent(prefix + "num_batches_tracked", batches);
    }
  }

  final BatchNormSettings settings() {
    return settings;
  }

  final long features() {
    return features;
  }

  /// Has no running statistics from now on.
  final void stopTracking() {
    settings = settings.withTrackRunningStats(false);
    noBuffer("running_mean");
    noBuffer("running_var");
    noBuffer("num_batches_tracked");
  }

  /// Forgets the running statistics.
  public final void resetRunningStats() {
    Tensor mean = runningMean();
    Tensor variance = runningVar();
    Tensor batches = getOrNull("num_batches_tracked");
    if (mean != null && variance != null && batches != null) {
      mean.zero_();
      variance.fill_(1L);
      batches.zero_();
    }
  }

  /// Starts anew.
  public final void resetParameters() {
    resetRunningStats();
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
  public final @Nullable Tensor weight() {
    return getOrNull("weight");
  }

  /// What is added to each channel, or null.
  public final @Nullable Tensor bias() {
    return getOrNull("bias");
  }

  /// The running mean of each channel, or null.
  public final @Nullable Tensor runningMean() {
    return getOrNull("running_mean");
  }

  /// The running variance of each channel, or null.
  public final @Nullable Tensor runningVar() {
    return getOrNull("running_var");
  }

  final BatchNormOptions options(boolean training, double momentum) {
    return new BatchNormOptions(weight(), bias(), training, momentum, settings.eps());
  }

  static GradusArgumentException wrongDimensions(String expected, Tensor x) {
    return new GradusArgumentException(
        "expected " + expected + " input (got " + x.dim() + "D input)");
  }

  @Override
  public final String name() {
    return (features == UNKNOWN ? "Lazy" : "") + super.name();
  }

  @Override
  public final String extraRepr() {
    Double momentum = settings.momentum();
    return "%d, eps=%s, momentum=%s, affine=%s, bias=%s, track_running_stats=%s"
        .formatted(
            Math.max(features, 0),
            LayerText.of(settings.eps()),
            momentum == null ? "None" : LayerText.of(momentum),
            LayerText.of(settings.affine()),
            LayerText.of(settings.affine() && settings.bias()),
            LayerText.of(settings.trackRunningStats()));
  }
}
