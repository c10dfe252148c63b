package dev.gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.data.DataLoader;
import dev.gradus.data.DataLoaderOptions;
import dev.gradus.data.Dataset;
import dev.gradus.data.RandomSampler;
import dev.gradus.data.Synthetic;
import dev.gradus.error.FileFormatException;
import dev.gradus.error.GradusStateException;
import dev.gradus.nn.Linear;
import dev.gradus.optim.SGD;
import dev.gradus.train.History.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An interrupted training that goes on has the losses of one that was not interrupted.
@ResourceLock("dev.gradus.Globals")
final class ResumeTest {
  private static final int EPOCHS = 4;

  @TempDir Path folder;

  private static Callback stopAt(long step, Trainer[] trainer) {
    return new Callback() {
      @Override
      public void onStep(StepReport report) {
        if (report.step() == step) {
          trainer[0].requestStop();
        }
      }
    };
  }

  /// The first run, until it is stopped after a step.
  private static Bench interrupted(Path folder, long step, int workers) {
    var bench = new Bench(workers);
    var trainer = new Trainer[1];
    trainer[0] =
        bench.trainer(
            bench
                .options
                .withSaving(Saving.in(folder))
                .withCallbacks(
                    stopAt(step, trainer),
                    new Callback() {
                      @Override
                      public void onStep(StepReport report) {
                        bench.steps.add(report);
                      }
                    }));
    History history = trainer[0].fit(bench.loader, EPOCHS);
    assertThat(history.end()).isEqualTo(End.REQUESTED);
    assertThat(history.steps()).isEqualTo(step);
    return bench;
  }

  private static void disturb() {
    Gradus.manualSeed(99);
    Gradus.rand(17);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "3, 0", "5, 0", "7, 0", "10, 0", "19, 0", "7, 2"})
  void theLossesAreTheSameToTheLastBit(long step, int workers) {
    var whole = new Bench(0);
    History expected = whole.trainer(whole.options).fit(whole.loader, EPOCHS);

    Bench first = interrupted(folder, step, workers);
    disturb();
    var second = new Bench(workers);
    disturb();
    History history =
        second
            .trainer(second.options.withSaving(Saving.in(folder).withResume(true)))
            .fit(second.loader, EPOCHS);

    List<StepReport> both = new ArrayList<>(first.steps);
    both.addAll(second.steps);
    assertThat(both).isEqualTo(whole.steps);
    assertThat(second.parameters()).isEqualTo(whole.parameters());
    assertThat(history.bestEpoch()).isEqualTo(expected.bestEpoch());
    assertThat(history.epochs()).hasSize(EPOCHS);
    for (int i = 0; i < EPOCHS; i++) {
      assertThat(history.epochs().get(i).loss()).isEqualTo(expected.epochs().get(i).loss());
      assertThat(history.epochs().get(i).validation())
          .isEqualTo(expected.epochs().get(i).validation());
    }
  }

  @Test
  void aCheckpointInTheMiddleOfAnEpochIsTakenUp() {
    var whole = new Bench(0);
    whole.trainer(whole.options).fit(whole.loader, 2);

    // What a kill leaves: the checkpoint of step 6 and no later one.
    var killed = new Bench(0);
    var saving = Saving.in(folder).withEveryEpochs(0).withEverySteps(6);
    Callback kill =
        new Callback() {
          @Override
          public void onStep(StepReport report) {
            if (report.step() == 8) {
              throw new IllegalStateException("killed");
            }
          }
        };
    assertThatThrownBy(() ->
            killed
                .trainer(killed.options.withSaving(saving).withCallbacks(kill))
                .fit(killed.loader, 2))
        .hasMessage("killed");
    var second = new Bench(0);
    second.trainer(second.options.withSaving(saving.withResume(true))).fit(second.loader, 2);
    assertThat(second.steps).isEqualTo(whole.steps.subList(6, 10));
    assertThat(second.parameters()).isEqualTo(whole.parameters());
  }

  @Test
  void aStopDuringValidationLeavesTheEpochToBeEnded() {
    var whole = new Bench(0);
    whole.trainer(whole.options).fit(whole.loader, 2);

    var first = new Bench(0);
    var trainer = new Trainer[1];
    Metric stopping =
        new Metric() {
          @Override
          public String name() {
            return "accuracy";
          }

          @Override
          public void reset() {}

          @Override
          public void update(Tensor output, Tensor target) {
            trainer[0].requestStop();
          }

          @Override
          public double value() {
            return 0;
          }
        };
    trainer[0] =
        first.trainer(
            first.options.withValidation(first.validation, stopping).withSaving(Saving.in(folder)));
    History history = trainer[0].fit(first.loader, 2);
    assertThat(history.epochs()).isEmpty();
    assertThat(history.steps()).isEqualTo(Bench.BATCHES);

    var second = new Bench(0);
    second
        .trainer(second.options.withSaving(Saving.in(folder).withResume(true)))
        .fit(second.loader, 2);
    assertThat(second.steps).isEqualTo(whole.steps.subList(5, 10));
    assertThat(second.parameters()).isEqualTo(whole.parameters());
  }

  @Test
  void moreEpochsGoOnWhereAFinishedTrainingEnded() {
    var whole = new Bench(0);
    whole.trainer(whole.options).fit(whole.loader, 4);
    var first = new Bench(0);
    first.trainer(first.options.withSaving(Saving.in(folder))).fit(first.loader, 2);
    var second = new Bench(0);
    var saving = Saving.in(folder).withResume(true);
    second.trainer(second.options.withSaving(saving)).fit(second.loader, 4);
    assertThat(second.steps).isEqualTo(whole.steps.subList(10, 20));
    assertThat(second.parameters()).isEqualTo(whole.parameters());

    var third = new Bench(0);
    History history = third.trainer(third.options.withSaving(saving)).fit(third.loader, 4);
    assertThat(third.steps).isEmpty();
    assertThat(history.epochs()).hasSize(4);
    assertThat(third.parameters()).isEqualTo(whole.parameters());
  }

  @Test
  void generatorsOfTheLoaderAndOthersArePartOfIt() {
    List<List<Double>> runs = new ArrayList<>();
    for (int stop : new int[] {0, 8}) {
      List<Double> losses = new ArrayList<>();
      for (int round = 0; round < (stop == 0 ? 1 : 2); round++) {
        Gradus.manualSeed(1);
        var net = new Linear(2, 3);
        Generator own = new Generator().manualSeed(5);
        Generator sampling = new Generator().manualSeed(6);
        Dataset<List<Tensor>> data = Synthetic.spirals(3, 20, 0.05, 1);
        var options =
            DataLoaderOptions.DEFAULT
                .withBatchSize(10)
                .withGenerator(own)
                .withSampler(new RandomSampler(60, true, 60, sampling));
        var trainer = new Trainer[1];
        trainer[0] =
            new Trainer(
                net,
                new SGD(net.parameters(), 0.1),
                Gradus::crossEntropy,
                TrainerOptions.DEFAULT
                    .withGenerators(sampling)
                    .withSaving(Saving.in(folder.resolve("" + stop)).withResume(true))
                    .withCallbacks(
                        stopAt(stop, trainer),
                        new Callback() {
                          @Override
                          public void onStep(StepReport step) {
                            losses.add(step.loss());
                          }
                        }));
        trainer[0].fit(DataLoader.of(data, options), 3);
      }
      runs.add(losses);
    }
    assertThat(runs.get(0)).hasSize(18);
    assertThat(runs.get(1)).isEqualTo(runs.get(0));
  }

  @Test
  void anotherRunAndAnUnfinishedOneAreNotOverwritten() throws IOException {
    interrupted(folder, 3, 0);
    var bench = new Bench(0);
    List<Double> before = bench.parameters();
    assertThatThrownBy(
            () -> bench.trainer(bench.options.withSaving(Saving.in(folder))).fit(bench.loader, 2))
        .isInstanceOf(GradusStateException.class)
        .hasMessageContaining("has not ended");
    var other = Saving.in(folder).withResume(true).withIdentity("another");
    assertThatThrownBy(() -> bench.trainer(bench.options.withSaving(other)).fit(bench.loader, 2))
        .isInstanceOf(GradusStateException.class)
        .hasMessageContaining("this is \"another\"");
    var fewer = bench.options.withSchedules().withSaving(Saving.in(folder).withResume(true));
    assertThatThrownBy(() -> bench.trainer(fewer).fit(bench.loader, 2))
        .isInstanceOf(FileFormatException.class)
        .hasMessageContaining("schedulers");
    assertThat(bench.parameters()).isEqualTo(before);
    assertThat(bench.steps).isEmpty();
  }

  @Test
  void aFinishedOneGivesWayToANewOne() throws IOException {
    var first = new Bench(0);
    first.trainer(first.options.withSaving(Saving.in(folder))).fit(first.loader, 3);
    var second = new Bench(0);
    second.trainer(second.options.withSaving(Saving.in(folder))).fit(second.loader, 1);
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactly("checkpoint-000000000005.pt");
    }
  }

  @Test
  void whenStoppedLeavesNothingIfItIsNot() {
    Path own = folder.resolve("own");
    var bench = new Bench(0);
    bench.trainer(bench.options.withSaving(Saving.whenStopped(own))).fit(bench.loader, 1);
    assertThat(own).doesNotExist();
    var stopped = new Bench(0);
    Trainer trainer = stopped.trainer(stopped.options.withSaving(Saving.whenStopped(own)));
    trainer.requestStop();
    assertThat(trainer.fit(stopped.loader, 1).end()).isEqualTo(End.REQUESTED);
    assertThat(own).isDirectoryContaining("glob:**checkpoint-*.pt");
    Saving resuming = Saving.whenStopped(own).withResume(true);
    Trainer second = stopped.trainer(stopped.options.withSaving(resuming));
    assertThat(second.fit(stopped.loader, 1).end()).isEqualTo(End.EPOCHS);
  }
}
