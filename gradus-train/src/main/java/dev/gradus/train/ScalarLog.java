package dev.gradus.train;

/// Hands the numbers of a training to whatever draws them while it runs, such as
/// [dev.gradus.io.tensorboard.TensorBoardWriter]:
///
/// ```java
/// options.withCallbacks(new ScalarLog(writer::scalar));
/// ```
///
/// Every step gives `loss/step` and `lr`, every epoch `loss/training`, `loss/validation` and
/// `metrics/…`, each at the number of its step.
public final class ScalarLog implements Callback {
  private final Sink sink;

  /// Hands numbers to a sink.
  public ScalarLog(Sink sink) {
    this.sink = sink;
  }

  /// What takes numbers.
  @FunctionalInterface
  public interface Sink {
    /// Takes the number that a name has at a step.
    void add(String tag, double value, long step);
  }

  @Override
  public void onStep(StepReport step) {
    sink.add("loss/step", step.loss(), step.step());
    sink.add("lr", step.lr(), step.step());
  }

  @Override
  public void onEpoch(EpochReport epoch) {
    sink.add("loss/training", epoch.loss(), epoch.step());
    epoch
        .validation()
        .forEach((name, value) ->
            sink.add(
                name.equals(EpochReport.VALIDATION_LOSS) ? "loss/validation" : "metrics/" + name,
                value,
                epoch.step()));
  }
}
