package dev.gradus.train;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.data.DataLoader;
import dev.gradus.data.DataLoaderOptions;
import dev.gradus.data.Synthetic;
import dev.gradus.nn.BatchNorm1d;
import dev.gradus.nn.Dropout;
import dev.gradus.nn.Linear;
import dev.gradus.nn.Sequential;
import dev.gradus.nn.Tanh;
import dev.gradus.optim.AdamW;
import dev.gradus.optim.OneCycleLR;
import dev.gradus.optim.Optimizer;
import java.util.ArrayList;
import java.util.List;

/// A training in which everything that a checkpoint has to hold plays a part: moments, running
/// statistics, dropout, shuffled batches, rates that move with every step.
final class Bench {
  static final int BATCHES = 5;

  final Sequential net;
  final Optimizer<?> optimizer;
  final DataLoader<List<Tensor>> loader;
  final DataLoader<List<Tensor>> validation;
  final List<StepReport> steps = new ArrayList<>();
  final TrainerOptions options;

  Bench(int workers) {
    Gradus.manualSeed(3);
    net =
        new Sequential(
            new Linear(2, 8), new BatchNorm1d(8), new Tanh(), new Dropout(0.2), new Linear(8, 3));
    optimizer = new AdamW(net.parameters(), 0.01);
    var loading = DataLoaderOptions.DEFAULT.withBatchSize(16).withWorkers(workers);
    loader = DataLoader.of(Synthetic.spirals(3, 26, 0.05, 1), loading.withShuffle(true));
    validation = DataLoader.of(Synthetic.spirals(3, 12, 0.05, 2), loading);
    options =
        TrainerOptions.DEFAULT
            .withValidation(validation, Metrics.accuracy())
            .withSchedules(Schedule.perStep(new OneCycleLR(optimizer, 0.05, 4L * BATCHES)))
            .withClipping(Clipping.norm(1))
            .withCallbacks(
                new Callback() {
                  @Override
                  public void onStep(StepReport step) {
                    steps.add(step);
                  }
                });
  }

  Trainer trainer(TrainerOptions chosen) {
    return new Trainer(net, optimizer, Gradus::crossEntropy, chosen);
  }

  List<Double> parameters() {
    List<Double> all = new ArrayList<>();
    for (Tensor t : net.stateDict().values()) {
      for (double value : t.to(Gradus.float64).toDoubleArray()) {
        all.add(value);
      }
    }
    return all;
  }
}
