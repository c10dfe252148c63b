package dev.gradus.examples;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.data.DataLoader;
import dev.gradus.data.DataLoaderOptions;
import dev.gradus.data.Synthetic;
import dev.gradus.data.TensorDataset;
import dev.gradus.nn.GaussianNLLLoss;
import dev.gradus.nn.Linear;
import dev.gradus.nn.Sequential;
import dev.gradus.nn.Tanh;
import dev.gradus.optim.Adam;
import dev.gradus.train.Trainer;
import java.util.Locale;

/// A curve whose noise depends on the place: the net gives a mean and a variance for each `x`, and
/// learns both by making the data as likely as it can.
final class Regression {
  private static final int POINTS = 1000;

  private Regression() {}

  static Outcome train(Run run) {
    TensorDataset seen = Synthetic.regression(POINTS, run.seed());
    TensorDataset heldOut = Synthetic.regression(POINTS, run.seed() + 1);

    Gradus.manualSeed(run.seed());
    var net =
        new Sequential(
            new Linear(1, 32), new Tanh(), new Linear(32, 32), new Tanh(), new Linear(32, 2));
    var likelihood = new GaussianNLLLoss();
    var trainer =
        new Trainer(
            net,
            new Adam(net.parameters(), 5e-3),
            (output, y) -> likelihood.call(mean(output), y, variance(output)));
    var options = DataLoaderOptions.DEFAULT.withBatchSize(100).withShuffle(true);
    trainer.fit(DataLoader.of(seen, options), run.epochsOr(100), run.progress());

    report(run, trainer);
    return new Outcome(trainer.evaluate(heldOut.tensor(0), heldOut.tensor(1)), Double.NaN);
  }

  private static Tensor mean(Tensor output) {
    return output.narrow(1, 0, 1);
  }

  private static Tensor variance(Tensor output) {
    return output.narrow(1, 1, 1).softplus(); // A variance is positive.
  }

  private static void report(Run run, Trainer trainer) {
    run.out().println("     x    mean  (true)   spread  (true)");
    for (double x = -2.5; x <= 2.5; x += 1) {
      Tensor output = trainer.predict(Gradus.tensor(new float[] {(float) x}).reshape(1, 1));
      run.out()
          .printf(
              Locale.ROOT,
              "%6.1f  %6.2f  %6.2f   %6.2f  %6.2f%n",
              x,
              mean(output).item(),
              Synthetic.regressionMean(x),
              Math.sqrt(variance(output).item()),
              Synthetic.regressionSpread(x));
    }
  }
}
