package dev.gradus.train;

import dev.gradus.Tensor;
import dev.gradus.error.FileFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far a training is.
final class Standing {
  /// Epochs that are done.
  int epoch;

  /// Batches of the present epoch that are done.
  long batch;

  /// Steps that were made in all.
  long step;

  /// The sum over the samples of the present epoch of their loss.
  double lossSum;

  /// Samples of the present epoch that were trained on.
  long samples;

  /// The learning rate in the last step.
  double lr;

  /// How long the present epoch took before this run of the program.
  double seconds;

  final List<EpochReport> history = new ArrayList<>();

  /// Where the random generators stood when the present epoch began: its order of samples follows
  /// from that.
  List<Tensor> epochSources = List.of();

  void nextEpoch() {
    epoch++;
    batch = 0;
    lossSum = 0;
    samples = 0;
    seconds = 0;
  }

  Map<String, @Nullable Object> state(double secondsNow, Sources sources) {
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    state.put("epoch", (long) epoch);
    state.put("batch", batch);
    state.put("step", step);
    state.put("loss_sum", lossSum);
    state.put("samples", samples);
    state.put("lr", lr);
    state.put("seconds", seconds + secondsNow);
    state.put("history", History.state(history));
    state.put("epoch_generators", epochSources);
    state.put("generators", sources.states());
    return state;
  }

  /// As it was in a checkpoint, with the random generators where they stood then.
  static Standing of(Map<String, ?> state, Sources sources) {
    var standing = new Standing();
    standing.epoch = (int) Parts.whole(state, "epoch");
    standing.batch = Parts.whole(state, "batch");
    standing.step = Parts.whole(state, "step");
    standing.lossSum = Parts.number(state, "loss_sum");
    standing.samples = Parts.whole(state, "samples");
    standing.lr = Parts.number(state, "lr");
    standing.seconds = Parts.number(state, "seconds");
    standing.history.addAll(History.epochs(state.get("history")));
    if (standing.batch > 0) {
      standing.epochSources = sources.read(state.get("epoch_generators"));
    }
    if (standing.history.size() != standing.epoch) {
      throw new FileFormatException(
          "checkpoint: it says that "
              + standing.epoch
              + " epochs are done and has the history of "
              + standing.history.size()
              + ".");
    }
    sources.restore(sources.read(state.get("generators")));
    return standing;
  }
}
