package dev.gradus.examples;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.data.Synthetic;
import dev.gradus.data.TensorDataset;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.io.csv.CsvTable;
import dev.gradus.nn.Linear;
import dev.gradus.nn.Sequential;
import dev.gradus.nn.Tanh;
import dev.gradus.optim.Adam;
import dev.gradus.train.ConfusionMatrix;
import dev.gradus.train.Metrics;
import dev.gradus.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Three arms of a spiral, told apart by a net of two hidden layers; with a folder, a picture of
/// which class the net gives to each place of the plane.
final class Spirals {
  private static final double NOISE = 0.03;

  private Spirals() {}

  static Outcome train(Session session) throws IOException {
    Points points = session.data().isEmpty() ? made(session.seed()) : read(session, session.file());
    Parts parts = points.parts();
    int epochs = session.epochsOr(100);

    Gradus.manualSeed(session.seed());
    var net =
        new Sequential(
            new Standardize(Parts.whole(parts.training()).getFirst()),
            new Linear(2, 32),
            new Tanh(),
            new Linear(32, 32),
            new Tanh(),
            new Linear(32, points.classes().size()));
    var options =
        session
            .options(epochs)
            .withValidation(Parts.inOrder(parts.validation()), Metrics.accuracy());
    var adam = new Adam(net.parameters(), 0.01);
    var trainer = new Trainer(net, adam, Gradus::crossEntropy, options);
    session.fit(trainer, parts.shuffled(60), epochs);

    var picture = session.picture("spirals.png");
    if (picture.isPresent()) {
      List<Tensor> test = Parts.whole(parts.test());
      Boundary.write(picture.get(), trainer, test.getFirst(), test.getLast());
      session.out().println("picture: " + picture.get());
    }
    var confusion = ConfusionMatrix.of(points.classes());
    Map<String, Double> found = trainer.evaluate(Parts.inOrder(parts.test()), confusion);
    session.out().println(confusion);
    return new Outcome(found.values().iterator().next(), confusion.value());
  }

  private record Points(Parts parts, List<String> classes) {}

  private static Points made(long seed) {
    List<String> arms = List.of("first", "second", "third");
    return new Points(
        new Parts(
            Synthetic.spirals(arms.size(), 200, NOISE, seed),
            Synthetic.spirals(arms.size(), 100, NOISE, seed + 1),
            Synthetic.spirals(arms.size(), 100, NOISE, seed + 2)),
        arms);
  }

  private static Points read(Session session, Path file) throws IOException {
    CsvTable table = CsvTable.read(file);
    List<String> names = table.columns();
    if (names.size() != 3) {
      throw new GradusArgumentException(
          "train: "
              + file
              + " has the columns "
              + names
              + "; spirals takes two of numbers and then one of classes");
    }
    List<String> classes = table.classNames(names.get(2));
    if (classes.size() < 2) {
      throw new GradusArgumentException(
          "train: the column '" + names.get(2) + "' of " + file + " has one class, " + classes);
    }
    var samples =
        new TensorDataset(table.numbers(names.get(0), names.get(1)), table.classes(names.get(2)));
    return new Points(Parts.of(samples, session.seed()), classes);
  }
}
