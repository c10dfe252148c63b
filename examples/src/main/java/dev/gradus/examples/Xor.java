package dev.gradus.examples;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.data.DataLoader;
import dev.gradus.data.DataLoaderOptions;
import dev.gradus.data.TensorDataset;
import dev.gradus.nn.Linear;
import dev.gradus.nn.Sequential;
import dev.gradus.nn.Tanh;
import dev.gradus.optim.Adam;
import dev.gradus.train.Trainer;
import java.io.IOException;

/// Exclusive or, which no single layer can compute: a hidden layer of eight units learns it.
final class Xor {
  private Xor() {}

  static Outcome train(Session session) throws IOException {
    Tensor inputs = Gradus.tensor(new float[] {0, 0, 0, 1, 1, 0, 1, 1}).reshape(4, 2);
    Tensor classes = Gradus.tensor(new long[] {0, 1, 1, 0});
    int epochs = session.epochsOr(200);

    Gradus.manualSeed(session.seed());
    var net = new Sequential(new Linear(2, 8), new Tanh(), new Linear(8, 2));
    var adam = new Adam(net.parameters(), 0.05);
    var trainer = new Trainer(net, adam, Gradus::crossEntropy, session.options(epochs));
    var samples = new TensorDataset(inputs, classes);
    session.fit(
        trainer, DataLoader.of(samples, DataLoaderOptions.DEFAULT.withBatchSize(4)), epochs);

    long[] answers = trainer.predict(inputs).argmax(1).toLongArray();
    for (int i = 0; i < answers.length; i++) {
      session.out().println((i / 2) + " xor " + (i % 2) + " = " + answers[i]);
    }
    return new Outcome(trainer.evaluate(inputs, classes), trainer.accuracy(inputs, classes));
  }
}
