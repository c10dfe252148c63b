package dev.gradus.examples;

import dev.gradus.GaussianNllOptions;
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
import dev.gradus.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A curve whose noise depends on the place: the net gives a mean and a variance for each `x`, and
/// learns both by making the data as likely as it can.
final class Regression {
  private static final int POINTS = 1000;

  private Regression() {}

  static Outcome train(Session session) throws IOException {
    Parts parts =
        session.data().isEmpty()
            ? new Parts(
                Synthetic.regression(POINTS, session.seed()),
                Synthetic.regression(POINTS, session.seed() + 1),
                Synthetic.regression(POINTS, session.seed() + 2))
            : Parts.of(read(session.file()), session.seed());
    List<Tensor> seen = Parts.whole(parts.training());
    Tensor x = seen.getFirst();
    var scale = new Scale(seen.getLast().mean().item(), seen.getLast().std().item());
    int epochs = session.epochsOr(100);

    Gradus.manualSeed(session.seed());
    var net =
        new Sequential(
            new Standardize(x),
            new Linear(x.size(1), 32),
            new Tanh(),
            new Linear(32, 32),
            new Tanh(),
            new Linear(32, 2));
    var options = session.options(epochs).withValidation(Parts.inOrder(parts.validation()));
    var adam = new Adam(net.parameters(), 5e-3);
    var trainer = new Trainer(net, adam, scale::loss, options);
    session.fit(trainer, parts.shuffled(100), epochs);

    report(session, trainer, scale, parts);
    return new Outcome(
        trainer.evaluate(Parts.inOrder(parts.test())).values().iterator().next(), Double.NaN);
  }

  /// The columns of a table, the last of which is what is to be predicted.
  private static TensorDataset read(Path file) throws IOException {
    CsvTable table = CsvTable.read(file);
    List<String> names = table.columns();
    if (names.size() < 2) {
      throw new GradusArgumentException(
          "train: " + file + " has the column " + names + " alone; regression takes at least two");
    }
    String[] inputs = names.subList(0, names.size() - 1).toArray(new String[0]);
    return new TensorDataset(table.numbers(inputs), table.numbers(names.getLast()));
  }

  /// What the two outputs of the net mean for targets around `centre`, about `deviation` wide.
  private record Scale(double centre, double deviation) {
    Tensor mean(Tensor output) {
      return output.narrow(1, 0, 1).mul(deviation).add(centre);
    }

    Tensor variance(Tensor output) {
      return output.narrow(1, 1, 1).softplus().mul(deviation * deviation); // It is positive.
    }

    Tensor loss(Tensor output, Tensor y) {
      var options = GaussianNllOptions.DEFAULT.withEps(1e-6 * deviation * deviation);
      return Gradus.gaussianNllLoss(mean(output), y, variance(output), options);
    }
  }

  /// A normal distribution has 68 % of its mass within one deviation, and 95 % within two: so many
  /// of the samples that were kept back should lie there.
  private static void report(Session session, Trainer trainer, Scale scale, Parts parts)
      throws IOException {
    List<Tensor> test = Parts.whole(parts.test());
    Tensor output = trainer.predict(test.getFirst());
    double[] mean = scale.mean(output).toDoubleArray();
    double[] variance = scale.variance(output).toDoubleArray();
    double[] y = test.getLast().toDoubleArray();
    int one = 0;
    int two = 0;
    for (int i = 0; i < y.length; i++) {
      double distance = Math.abs(y[i] - mean[i]) / Math.sqrt(variance[i]);
      one += distance <= 1 ? 1 : 0;
      two += distance <= 2 ? 1 : 0;
    }
    session
        .out()
        .printf(
            Locale.ROOT,
            "%.1f %% within one predicted deviation, %.1f %% within two (a normal distribution has"
                + " 68.3 and 95.4)%n",
            100.0 * one / y.length,
            100.0 * two / y.length);
    var picture = session.picture("regression.png");
    if (picture.isPresent() && test.getFirst().size(1) == 1) {
      Band.write(picture.get(), test.getFirst().toDoubleArray(), y, mean, variance);
      session.out().println("picture: " + picture.get());
    }
  }
}
