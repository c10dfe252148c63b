package dev.gradus.examples;

import dev.gradus.Gradus;
import dev.gradus.nn.Conv2d;
import dev.gradus.nn.ConvSettings;
import dev.gradus.nn.Flatten;
import dev.gradus.nn.Linear;
import dev.gradus.nn.MaxPool2d;
import dev.gradus.nn.ReLU;
import dev.gradus.nn.Sequential;
import dev.gradus.optim.Adam;
import dev.gradus.train.ConfusionMatrix;
import dev.gradus.train.Metrics;
import dev.gradus.train.Trainer;
import java.io.IOException;
import java.util.Map;

/// Drawn signs, bent, noisy and with pieces missing, recognised by a small convolutional net.
final class Glyphs {
  private Glyphs() {}

  static Outcome train(Session session) throws IOException {
    Images images =
        session.data().isEmpty()
            ? Images.drawn(session.seed())
            : Images.read(session.data(), session.seed());
    int classes = images.classes().size();
    long quarters = (images.height() / 4) * (images.width() / 4);
    int epochs = session.epochsOr(12);

    Gradus.manualSeed(session.seed());
    var net =
        new Sequential(
            new Conv2d(1, 16, 3, ConvSettings.padding(1)),
            new ReLU(),
            new MaxPool2d(2),
            new Conv2d(16, 32, 3, ConvSettings.padding(1)),
            new ReLU(),
            new MaxPool2d(2),
            new Flatten(),
            new Linear(32 * quarters, classes));
    var options =
        session
            .options(epochs)
            .withValidation(Parts.inOrder(images.parts().validation()), Metrics.accuracy());
    var adam = new Adam(net.parameters(), 0.002);
    var trainer = new Trainer(net, adam, Gradus::crossEntropy, options);
    session.fit(trainer, images.parts().shuffled(50), epochs);

    var confusion = ConfusionMatrix.of(images.classes());
    Map<String, Double> found = trainer.evaluate(Parts.inOrder(images.parts().test()), confusion);
    session.out().println(confusion);
    return new Outcome(found.values().iterator().next(), confusion.value());
  }
}
