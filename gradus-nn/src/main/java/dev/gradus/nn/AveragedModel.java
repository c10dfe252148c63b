package dev.gradus.nn;

import static dev.gradus.Gradus.noGrad;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A second model whose parameters are the average of a model's over its training: stochastic
/// weight averaging, or an average in which the past fades away.
///
/// ```java
/// var averaged = new AveragedModel(model, Net::new);
/// // after some epochs, at the constant rate of an SWALR:
/// averaged.updateParameters(model);
/// // in the end, for the running statistics of batch normalisations:
/// AveragedModel.updateBn(inputs, averaged);
/// ```
///
/// The first update takes the parameters as they are. Its state is that of the second model under
/// `module.` and the number of updates, `n_averaged`. For averages that change places with the
/// parameters there is `ExponentialMovingAverage`.
///
/// **Source**: torch.optim.swa\_utils.AveragedModel; Izmailov et al. 2018.
public final class AveragedModel extends Layer {
  /// How a tensor of the average takes in the present one.
  @FunctionalInterface
  public interface Average {
    /// Changes `averaged` in place.
    ///
    /// @param averaged the average so far
    /// @param present the present value
    /// @param count how many values the average has taken in
    void update(Tensor averaged, Tensor present, long count);
  }

  private final Layer module;
  private final Tensor count;
  private final Average average;
  private final boolean useBuffers;

  /// An average with equal weights.
  ///
  /// @param model the model
  /// @param another makes a model of the same layers, which becomes the averaged one
  public AveragedModel(Layer model, Supplier<? extends Layer> another) {
    this(model, another, equal(), false);
  }

  /// An average.
  ///
  /// @param model the model
  /// @param another makes a model of the same layers, which becomes the averaged one
  /// @param average how it takes in the model's parameters
  /// @param useBuffers whether buffers are averaged too, rather than taken over
  public AveragedModel(
      Layer model, Supplier<? extends Layer> another, Average average, boolean useBuffers) {
    Layer copy = another.get();
    if (copy == model) {
      throw new GradusArgumentException(
          "AveragedModel: the supplier gave the model itself; it has to make another one.");
    }
    copy.loadStateDict(model.stateDict());
    copy.train(model.training());
    this.module = layer("module", copy);
    this.count = buffer("n_averaged", Gradus.tensor(0L));
    this.average = average;
    this.useBuffers = useBuffers;
  }

  /// Equal weights for all updates. **Source**: torch.optim.swa\_utils.get\_swa\_avg\_fn.
  public static Average equal() {
    return (averaged, present, count) -> move(averaged, present, 1.0 / (count + 1));
  }

  /// The past fades away by a factor per update, 0.999 being usual. **Source**:
  /// torch.optim.swa\_utils.get\_ema\_avg\_fn.
  ///
  /// **Errors**: a factor outside 0 … 1.
  public static Average ema(double decay) {
    if (!(decay >= 0 && decay <= 1)) {
      throw new GradusArgumentException(
          "Invalid decay value "
              + decay
              + " provided. Please provide a value in [0,1] range.\nAveragedModel: near 1 the average is long.");
    }
    return (averaged, present, _) -> move(averaged, present, 1 - decay);
  }

  private static void move(Tensor averaged, Tensor present, double share) {
    if (averaged.dtype().isFloatingPoint() || averaged.dtype().isComplex()) {
      averaged.lerp_(present, share);
    } else {
      averaged.copy_(averaged.mul(1 - share).add(present.mul(share)));
    }
  }

  /// The averaged model.
  public Layer module() {
    return module;
  }

  /// How many updates there were.
  public long nAveraged() {
    return count.itemLong();
  }

  @Override
  public Tensor forward(Tensor x) {
    return module.call(x);
  }

  @Override
  public Tensor forward(Tensor... x) {
    return module.call(x);
  }

  /// Takes a model's present parameters into the average. Buffers are taken over, or averaged as
  /// well.
  ///
  /// **Errors**: a model of other layers; nothing is changed then.
  public void updateParameters(Layer model) {
    List<Tensor> averaged = new ArrayList<>(module.parameters());
    List<Tensor> present = new ArrayList<>(model.parameters());
    List<Tensor> copies = new ArrayList<>(module.buffers());
    List<Tensor> buffers = new ArrayList<>(model.buffers());
    requireAlike(averaged, present);
    requireAlike(copies, buffers);
    if (useBuffers) {
      averaged.addAll(copies);
      present.addAll(buffers);
    }
    long taken = nAveraged();
    try (var _ = noGrad()) {
      for (int i = 0; i < averaged.size(); i++) {
        if (taken == 0) {
          averaged.get(i).copy_(present.get(i));
        } else {
          average.update(averaged.get(i).detach(), present.get(i).detach(), taken);
        }
      }
      for (int i = 0; i < copies.size() && !useBuffers; i++) {
        copies.get(i).copy_(buffers.get(i));
      }
      count.add_(1L);
    }
  }

  private static void requireAlike(List<Tensor> averaged, List<Tensor> present) {
    boolean alike = averaged.size() == present.size();
    for (int i = 0; alike && i < averaged.size(); i++) {
      alike = java.util.Arrays.equals(averaged.get(i).shape(), present.get(i).shape());
    }
    if (!alike) {
      throw new GradusArgumentException(
          "AveragedModel: the model has other parameters or buffers than the averaged one; update it from a model of the same layers.");
    }
  }

  /// Computes the running statistics of a model's batch normalisations anew, as the mean over some
  /// batches: averaged parameters have other statistics than those that were averaged. **Source**:
  /// torch.optim.swa\_utils.update\_bn.
  public static void updateBn(Iterable<Tensor> inputs, Layer model) {
    Map<BatchNormalization, BatchNormSettings> settings = new LinkedHashMap<>();
    for (Layer layer : model.layers()) {
      if (layer instanceof BatchNormalization norm) {
        settings.put(norm, norm.settings);
      }
    }
    if (settings.isEmpty()) {
      return;
    }
    boolean training = model.training();
    try (var _ = noGrad()) {
      settings.forEach((norm, own) -> {
        norm.resetRunningStats();
        norm.settings = own.withMomentum(null);
      });
      model.train();
      inputs.forEach(model::call);
    } finally {
      settings.forEach((norm, own) -> norm.settings = own);
      model.train(training);
    }
  }
}
