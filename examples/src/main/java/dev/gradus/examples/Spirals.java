package dev.gradus.examples;

import dev.gradus.Gradus;
import dev.gradus.data.DataLoader;
import dev.gradus.data.DataLoaderOptions;
import dev.gradus.data.Synthetic;
import dev.gradus.data.TensorDataset;
import dev.gradus.nn.Linear;
import dev.gradus.nn.Sequential;
import dev.gradus.nn.Tanh;
import dev.gradus.optim.Adam;
import dev.gradus.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Three arms of a spiral, told apart by a net of two hidden layers; with a folder, a picture of
/// which class the net gives to each place of the plane.
final class Spirals {
  private static final int ARMS = 3;
  private static final double NOISE = 0.03;

  private Spirals() {}

  static Outcome train(Run run) throws IOException {
    TensorDataset seen = Synthetic.spirals(ARMS, 200, NOISE, run.seed());
    TensorDataset heldOut = Synthetic.spirals(ARMS, 100, NOISE, run.seed() + 1);

    Gradus.manualSeed(run.seed());
    var net =
        new Sequential(
            new Linear(2, 32), new Tanh(), new Linear(32, 32), new Tanh(), new Linear(32, ARMS));
    var trainer = new Trainer(net, new Adam(net.parameters(), 0.01), Gradus::crossEntropy);
    var options = DataLoaderOptions.DEFAULT.withBatchSize(60).withShuffle(true);
    trainer.fit(DataLoader.of(seen, options), run.epochsOr(100), run.progress());

    if (run.folder() != null) {
      Files.createDirectories(run.folder());
      Path file = run.folder().resolve("spirals.png");
      Boundary.write(file, trainer, heldOut);
      run.out().println("picture: " + file);
    }
    return new Outcome(
        trainer.evaluate(heldOut.tensor(0), heldOut.tensor(1)),
        trainer.accuracy(heldOut.tensor(0), heldOut.tensor(1)));
  }
}
