package dev.gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.data.DataLoader;
import dev.gradus.data.DataLoaderOptions;
import dev.gradus.data.IterableDataset;
import dev.gradus.data.Synthetic;
import dev.gradus.data.TensorDataset;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.nn.BatchNorm1d;
import dev.gradus.nn.Bilinear;
import dev.gradus.nn.Dropout;
import dev.gradus.nn.Layer;
import dev.gradus.nn.Linear;
import dev.gradus.nn.Sequential;
import dev.gradus.optim.GradScaler;
import dev.gradus.optim.LBFGS;
import dev.gradus.optim.PlateauOptions;
import dev.gradus.optim.ReduceLROnPlateau;
import dev.gradus.optim.SGD;
import dev.gradus.optim.StepLR;
import dev.gradus.train.History.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("dev.gradus.Globals")
final class TrainerTest {
  private static DataLoader<List<Tensor>> loader(TensorDataset data, int batch) {
    return DataLoader.of(data, DataLoaderOptions.DEFAULT.withBatchSize(batch));
  }

  private static TensorDataset spirals(int perArm) {
    return Synthetic.spirals(3, perArm, 0.05, 1);
  }

  private static Linear linear() {
    Gradus.manualSeed(2);
    return new Linear(2, 3);
  }

  private static Trainer trainer(Layer net, TrainerOptions options) {
    return new Trainer(net, new SGD(net.parameters(), 0.5), Gradus::crossEntropy, options);
  }

  /// A metric that gives these values one after another, epoch by epoch.
  private static Metric script(double... values) {
    return new Metric() {
      private int epoch;

      @Override
      public String name() {
        return "script";
      }

      @Override
      public void reset() {}

      @Override
      public void update(Tensor output, Tensor target) {}

      @Override
      public double value() {
        return values[epoch++];
      }
    };
  }

  private static TrainerOptions scripted(double... values) {
    return TrainerOptions.DEFAULT
        .withValidation(loader(spirals(4), 12), script(values))
        .withGoal(Goal.most("script"));
  }

  @Test
  void thePassesAreThoseOfALoopByHand() {
    var data = spirals(10);
    Linear net = linear();
    History history = trainer(net, TrainerOptions.DEFAULT).fit(loader(data, 12), 2);

    Linear byHand = linear();
    var sgd = new SGD(byHand.parameters(), 0.5);
    List<Double> means = new ArrayList<>();
    for (int epoch = 0; epoch < 2; epoch++) {
      double sum = 0;
      for (var batch : loader(data, 12)) {
        sgd.zeroGrad();
        Tensor loss = Gradus.crossEntropy(byHand.call(batch.get(0)), batch.get(1));
        loss.backward();
        sgd.step();
        sum += loss.item() * batch.get(0).size(0);
      }
      means.add(sum / data.size());
    }
    assertThat(history.epochs().stream().map(EpochReport::loss)).containsExactlyElementsOf(means);
    assertThat(net.weight().equal(byHand.weight())).isTrue();
    assertThat(history.steps()).isEqualTo(6);
    assertThat(history.last().step()).isEqualTo(6);
    assertThat(history.best()).hasValue(2);
  }

  @Test
  void batchesGatheredForAStepCountByTheirSamples() {
    var data = spirals(10); // 30 samples: batches of 8, 8, 8 and 6, of 24 and 6.
    Linear gathered = linear();
    trainer(gathered, TrainerOptions.DEFAULT.withAccumulation(3)).fit(loader(data, 8), 2);
    Linear whole = linear();
    trainer(whole, TrainerOptions.DEFAULT).fit(loader(data, 24), 2);
    assertThat(gathered.weight().allclose(whole.weight(), 1e-5, 1e-6, false)).isTrue();
    assertThatThrownBy(() -> TrainerOptions.DEFAULT.withAccumulation(0))
        .isInstanceOf(GradusArgumentException.class);
  }

  @Test
  void theBestEpochIsRestoredAndNoProgressEndsIt() {
    Linear net = linear();
    var options =
        scripted(1, 3, 2, 3.05, 3.08, 9)
            .withEarlyStopping(EarlyStopping.patience(3).withMinDelta(0.1));
    History history = trainer(net, options).fit(loader(spirals(10), 30), 10);
    // Epochs 3 to 5 are no progress of more than 0.1 over epoch 2; yet the fifth is the best.
    assertThat(history.end()).isEqualTo(End.EARLY);
    assertThat(history.epochs()).hasSize(5);
    assertThat(history.bestEpoch()).isEqualTo(5);
    assertThat(history.values("script")).containsExactly(1, 3, 2, 3.05, 3.08);

    Linear other = linear();
    History all = trainer(other, scripted(1, 3, 2, 1)).fit(loader(spirals(10), 30), 4);
    assertThat(all.bestEpoch()).isEqualTo(2);
    Linear third = linear();
    trainer(third, scripted(1, 3, 2, 1).withRestoreBest(false)).fit(loader(spirals(10), 30), 4);
    Linear two = linear();
    trainer(two, TrainerOptions.DEFAULT).fit(loader(spirals(10), 30), 2);
    assertThat(other.weight().equal(two.weight())).isTrue();
    assertThat(third.weight().equal(other.weight())).isFalse();
  }

  @Test
  void smallProgressAddsUp() {
    var options =
        scripted(1, 1.06, 1.12, 1.18, 1.24)
            .withEarlyStopping(EarlyStopping.patience(2).withMinDelta(0.1));
    assertThat(trainer(linear(), options).fit(loader(spirals(4), 12), 5).end())
        .isEqualTo(End.EPOCHS);
  }

  @Test
  void ratesMoveByEpochStepAndPlateau() {
    Linear net = linear();
    var sgd = new SGD(net.parameters(), 1.0);
    var plateau =
        new ReduceLROnPlateau(
            sgd, PlateauOptions.DEFAULT.withMaximize(true).withPatience(0).withFactor(0.1));
    var options =
        scripted(1, 2, 2, 3)
            .withSchedules(Schedule.perStep(new StepLR(sgd, 2, 0.5)), Schedule.onPlateau(plateau));
    History history =
        new Trainer(net, sgd, Gradus::crossEntropy, options).fit(loader(spirals(4), 6), 4);
    // Two steps an epoch; the plateau of epoch 3 shows in the rate of epoch 4.
    assertThat(history.values("lr")[0]).isEqualTo(1);
    assertThat(history.values("lr")[1]).isEqualTo(0.5);
    assertThat(history.values("lr")[2]).isEqualTo(0.25);
    assertThat(history.values("lr")[3]).isCloseTo(0.0125, within(1e-12));

    var second = new SGD(linear().parameters(), 1.0);
    var perEpoch =
        TrainerOptions.DEFAULT.withSchedules(Schedule.perEpoch(new StepLR(second, 1, 0.5)));
    assertThat(
            new Trainer(linear(), second, Gradus::crossEntropy, perEpoch)
                .fit(loader(spirals(4), 6), 3)
                .values("lr"))
        .containsExactly(1, 0.5, 0.25);
  }

  @Test
  void gradientsAreClippedBeforeTheStep() {
    Linear net = linear();
    Tensor before = net.weight().detach().clone();
    trainer(net, TrainerOptions.DEFAULT.withClipping(Clipping.value(1e-3)))
        .fit(loader(spirals(10), 30), 1);
    double most = net.weight().sub(before).abs().max().item();
    assertThat(most).isPositive().isLessThanOrEqualTo(0.5e-3 * (1 + 1e-3));

    Linear other = linear();
    trainer(other, TrainerOptions.DEFAULT.withClipping(Clipping.norm(1e-3)))
        .fit(loader(spirals(10), 30), 1);
    Tensor moved = Gradus.cat(List.of(other.weight().sub(before).reshape(-1)), 0);
    assertThat(moved.norm().item()).isPositive().isLessThanOrEqualTo(0.5e-3 * (1 + 1e-3));
    assertThatThrownBy(() -> Clipping.norm(0)).isInstanceOf(GradusArgumentException.class);
  }

  @Test
  void aScaledLossTrainsTheSame() {
    Linear plain = linear();
    trainer(plain, TrainerOptions.DEFAULT.withClipping(Clipping.norm(0.1)))
        .fit(loader(spirals(10), 12), 3);
    // Powers of two change no digit, so that every bit is the same.
    Linear scaled = linear();
    var scaler = new GradScaler(1024, 2, 0.5, 2, true);
    var options = TrainerOptions.DEFAULT.withClipping(Clipping.norm(0.1)).withGradScaler(scaler);
    trainer(scaled, options).fit(loader(spirals(10), 12), 3);
    assertThat(scaled.weight().equal(plain.weight())).isTrue();
    assertThat(scaler.getScale()).isEqualTo(1024 * 16);

    // Too large a factor makes gradients infinite: steps are left out until it has shrunk.
    Linear third = linear();
    Tensor before = third.weight().detach().clone();
    var large = new GradScaler(1e38, 2, 0.5, 2000, true);
    trainer(third, TrainerOptions.DEFAULT.withGradScaler(large).withAccumulation(2))
        .fit(loader(spirals(10), 15), 1);
    assertThat(third.weight().equal(before)).isTrue();
    assertThat(large.getScale()).isEqualTo(0.5e38);
  }

  @Test
  void aModeIsOpenAroundOutputsAndLosses() {
    List<Integer> opened = new ArrayList<>();
    var options =
        TrainerOptions.DEFAULT
            .withValidation(loader(spirals(4), 12))
            .withForwardMode(() -> {
              opened.add(1);
              return Gradus.detectAnomaly();
            });
    trainer(linear(), options).fit(loader(spirals(4), 4), 1);
    assertThat(opened).hasSize(4); // Three batches to train on and one of validation.
  }

  @Test
  void anOptimiserThatAsksForTheLossSeveralTimes() {
    Linear net = linear();
    var lbfgs = new LBFGS(net.parameters(), 0.5);
    var data = loader(spirals(10), 30);
    double after = new Trainer(net, lbfgs, Gradus::crossEntropy).fit(data, 5).last().loss();
    assertThat(after).isLessThan(Math.log(3) * 0.9);
  }

  @Test
  void layersKeptInEvaluationModeStayThere() {
    var frozen = new BatchNorm1d(2);
    var dropout = new Dropout(0.5);
    var net = new Sequential(frozen, dropout, linear());
    frozen.eval();
    var options = TrainerOptions.DEFAULT.withValidation(loader(spirals(4), 12));
    trainer(net, options).fit(loader(spirals(4), 12), 2);
    assertThat(frozen.training()).isFalse();
    assertThat(dropout.training()).isTrue();
    assertThat(frozen.get("running_mean").abs().max().item()).isZero();
  }

  @Test
  void aNanLossChangesNothing() {
    Linear net = linear();
    Tensor before = net.weight().detach().clone();
    var data = new TensorDataset(Gradus.zeros(3, 2).div(0.0), Gradus.tensor(new long[] {0, 1, 2}));
    assertThatThrownBy(() -> trainer(net, TrainerOptions.DEFAULT).fit(loader(data, 3), 1))
        .isInstanceOf(GradusStateException.class)
        .hasMessageContaining("the loss is nan");
    assertThat(net.weight().equal(before)).isTrue();
  }

  @Test
  void severalInputsAndStreams() {
    Gradus.manualSeed(0);
    var net = new Bilinear(2, 2, 3);
    Tensor x = spirals(4).tensor(0);
    var data = new TensorDataset(x, x, spirals(4).tensor(1));
    IterableDataset<List<Tensor>> stream =
        () -> LongStream.range(0, 12).mapToObj(data::get).iterator();
    var batches = DataLoader.of(stream, DataLoaderOptions.DEFAULT.withBatchSize(5));
    History history = trainer(net, TrainerOptions.DEFAULT).fit(batches, 2);
    assertThat(history.steps()).isEqualTo(6);
    Map<String, Double> found =
        trainer(net, TrainerOptions.DEFAULT).evaluate(loader(data, 5), Metrics.accuracy());
    assertThat(found).containsOnlyKeys("validation loss", "accuracy");
  }

  @Test
  void whatCannotBeTrainedIsRefused() {
    Trainer trainer = trainer(linear(), TrainerOptions.DEFAULT);
    assertThatThrownBy(() -> trainer.fit(loader(spirals(4), 12), 0))
        .hasMessageContaining("epochs must be at least 1");
    var dropped =
        DataLoader.of(spirals(4), DataLoaderOptions.DEFAULT.withBatchSize(100).withDropLast(true));
    assertThatThrownBy(() -> trainer.fit(dropped, 1)).hasMessageContaining("gives no batch");
    assertThatThrownBy(() -> trainer.fit(loader(new TensorDataset(spirals(4).tensor(0)), 12), 1))
        .hasMessageContaining("a batch has 1 tensor");
    var aimless = TrainerOptions.DEFAULT.withGoal(Goal.most("accuracy"));
    assertThatThrownBy(() -> trainer(linear(), aimless).fit(loader(spirals(4), 12), 1))
        .hasMessageContaining("no epoch will have");
    assertThatThrownBy(() ->
            TrainerOptions.DEFAULT.withValidation(
                loader(spirals(4), 12), Metrics.accuracy(), Metrics.accuracy()))
        .hasMessageContaining("two values of one name");
    assertThatThrownBy(() -> EarlyStopping.patience(0)).isInstanceOf(GradusArgumentException.class);
  }
}
