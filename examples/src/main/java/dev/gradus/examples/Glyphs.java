package dev.gradus.examples;

import dev.gradus.Gradus;
import dev.gradus.data.DataLoader;
import dev.gradus.data.DataLoaderOptions;
import dev.gradus.data.Synthetic;
import dev.gradus.data.TensorDataset;
import dev.gradus.nn.Conv2d;
import dev.gradus.nn.ConvSettings;
import dev.gradus.nn.Flatten;
import dev.gradus.nn.Linear;
import dev.gradus.nn.MaxPool2d;
import dev.gradus.nn.ReLU;
import dev.gradus.nn.Sequential;
import dev.gradus.optim.Adam;
import dev.gradus.train.Trainer;

/// Drawn signs, bent, noisy and with pieces missing, recognised by a small convolutional net.
final class Glyphs {
  private Glyphs() {}

  static Outcome train(Run run) {
    TensorDataset seen = Synthetic.glyphs(3000, run.seed());
    TensorDataset heldOut = Synthetic.glyphs(600, run.seed() + 1);
    long quarter = heldOut.tensor(0).size(-1) / 4;

    Gradus.manualSeed(run.seed());
    var net =
        new Sequential(
            new Conv2d(1, 16, 3, ConvSettings.padding(1)),
            new ReLU(),
            new MaxPool2d(2),
            new Conv2d(16, 32, 3, ConvSettings.padding(1)),
            new ReLU(),
            new MaxPool2d(2),
            new Flatten(),
            new Linear(32 * quarter * quarter, Synthetic.glyphNames().length()));
    var trainer = new Trainer(net, new Adam(net.parameters(), 0.002), Gradus::crossEntropy);
    var options = DataLoaderOptions.DEFAULT.withBatchSize(50).withShuffle(true);
    trainer.fit(DataLoader.of(seen, options), run.epochsOr(12), run.progress());

    return new Outcome(
        trainer.evaluate(heldOut.tensor(0), heldOut.tensor(1)),
        trainer.accuracy(heldOut.tensor(0), heldOut.tensor(1)));
  }
}
