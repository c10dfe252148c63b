package dev.gradus.optim;

import static dev.gradus.Gradus.noGrad;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.PointwiseUpdate;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The average of parameters over the steps of a training, the past fading away: often better than
/// the last parameters themselves.
///
/// ```java
/// var average = new ExponentialMovingAverage(model.parameters(), 0.999);
/// // after every step:
/// average.update();
/// // for evaluation:
/// try (var _ = average.swapped()) {
///   validate(model);
/// }
/// ```
///
/// The first update takes the parameters as they are. **Source**:
/// torch.optim.swa\_utils.AveragedModel with get\_ema\_multi\_avg\_fn.
public final class ExponentialMovingAverage {
  private static final PointwiseUpdate STEP =
      PointwiseUpdate.of("ema_step", x(1).sub(x(0)).fma(p(0), x(0)));

  private final List<Tensor> parameters;
  private final List<Tensor> averages;
  private final double decay;
  private long updates;
  private boolean swapped;

  /// An average.
  ///
  /// @param parameters what is averaged
  /// @param decay the share of the past, in 0 … 1
  public ExponentialMovingAverage(Iterable<Tensor> parameters, double decay) {
    if (!(decay >= 0 && decay <= 1)) {
      throw new GradusArgumentException(
          "Invalid decay value %s provided. Please provide a value in [0,1] range.\nExponentialMovingAverage: near 1 the average is long."
              .formatted(PythonText.of(decay)));
    }
    this.parameters = Parameters.list(parameters);
    this.decay = decay;
    this.averages = new ArrayList<>();
    for (Tensor p : this.parameters) {
      Tensor average = p.detach().clone();
      average.storage().hold();
      averages.add(average);
    }
  }

  /// Takes the parameters' present values into the average.
  public void update() {
    requireOwn();
    try (var _ = noGrad()) {
      for (int i = 0; i < averages.size(); i++) {
        Tensor average = Optimizer.real(averages.get(i));
        Tensor present = Optimizer.real(parameters.get(i));
        STEP.apply(new Tensor[] {average, present}, updates == 0 ? 1 : 1 - decay);
      }
    }
    updates++;
  }

  /// How often the average was updated.
  public long updates() {
    return updates;
  }

  /// The averages, in the order of the parameters.
  public List<Tensor> averages() {
    return List.copyOf(averages);
  }

  /// Puts the averages in the parameters' places until it is closed.
  public Swap swapped() {
    requireOwn();
    exchange();
    swapped = true;
    return new Swap();
  }

  /// The time during which the parameters are the averages.
  public final class Swap implements AutoCloseable {
    private boolean closed;

    private Swap() {}

    /// Puts the parameters back; a second call does nothing.
    @Override
    public void close() {
      if (!closed) {
        closed = true;
        exchange();
        swapped = false;
      }
    }
  }

  private void exchange() {
    try (var _ = noGrad()) {
      for (int i = 0; i < averages.size(); i++) {
        Tensor own = parameters.get(i).detach().clone();
        parameters.get(i).copy_(averages.get(i));
        averages.get(i).copy_(own);
      }
    }
  }

  private void requireOwn() {
    if (swapped) {
      throw new GradusStateException(
          "ExponentialMovingAverage: the averages are in the parameters' places; close what swapped() returned first.");
    }
  }

  /// The averages and their number.
  public Map<String, Object> stateDict() {
    requireOwn();
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("n_averaged", updates);
    state.put("averages", averages());
    return state;
  }

  /// Goes on from a state.
  ///
  /// **Errors**, with nothing changed: another number of tensors, or other shapes.
  public void loadStateDict(Map<String, ?> state) {
    requireOwn();
    long count = (long) SchedulerState.number(state, "n_averaged");
    if (!(state.get("averages") instanceof List<?> list) || list.size() != averages.size()) {
      throw SchedulerState.wrong(state, "averages", averages.size() + " tensors");
    }
    List<Tensor> loaded = new ArrayList<>();
    for (int i = 0; i < averages.size(); i++) {
      loaded.add(fitting(list.get(i), averages.get(i), state));
    }
    try (var _ = noGrad()) {
      for (int i = 0; i < loaded.size(); i++) {
        averages.get(i).copy_(loaded.get(i));
      }
    }
    updates = count;
  }

  private static Tensor fitting(@Nullable Object value, Tensor like, Map<String, ?> state) {
    if (value instanceof Tensor t && Arrays.equals(t.shape(), like.shape())) {
      return t;
    }
    throw SchedulerState.wrong(state, "averages", "tensors of the parameters' shapes");
  }
}
