package dev.gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.data.DataLoader;
import dev.gradus.data.DataLoaderOptions;
import dev.gradus.data.TensorDataset;
import dev.gradus.error.GradusStateException;
import dev.gradus.nn.BatchNorm1d;
import dev.gradus.nn.Dropout;
import dev.gradus.nn.Layer;
import dev.gradus.nn.Linear;
import dev.gradus.nn.Parametrizations;
import dev.gradus.nn.Sequential;
import dev.gradus.nn.Tanh;
import dev.gradus.optim.Adam;
import dev.gradus.optim.ExponentialMovingAverage;
import dev.gradus.optim.GradScaler;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// What a step leaves behind, and what it takes back.
@ResourceLock("dev.gradus.Globals")
final class RecyclingTest {
  private static final int WIDTH = 64; // 64 × 64 elements are worth being used again

  private static DataLoader<List<Tensor>> loader() {
    Gradus.manualSeed(5);
    var data = new TensorDataset(Gradus.randn(3 * WIDTH, WIDTH), Gradus.randn(3 * WIDTH, WIDTH));
    return DataLoader.of(data, DataLoaderOptions.DEFAULT.withBatchSize(WIDTH));
  }

  private static Layer layered() {
    Gradus.manualSeed(2);
    return new Sequential(
        Parametrizations.spectralNorm(new Linear(WIDTH, WIDTH)),
        new BatchNorm1d(WIDTH),
        new Tanh(),
        new Dropout(0.2),
        Parametrizations.weightNorm(new Linear(WIDTH, WIDTH)));
  }

  private static Trainer trainer(Layer net, TrainerOptions options) {
    return new Trainer(net, new Adam(net.parameters(), 0.01), Gradus::mseLoss, options);
  }

  private static TrainerOptions all(boolean recycling) {
    return TrainerOptions.DEFAULT
        .withAccumulation(2)
        .withClipping(Clipping.norm(0.5))
        .withGradScaler(new GradScaler())
        .withValidation(loader(), Metrics.meanSquaredError())
        .withRecycling(recycling);
  }

  @Test
  void theNumbersAreThoseOfATrainingThatKeepsEverything() {
    Layer with = layered();
    Layer without = layered();
    History one = trainer(with, all(true)).fit(loader(), 4);
    History other = trainer(without, all(false)).fit(loader(), 4);

    assertThat(one.epochs().stream().map(EpochReport::loss).toList())
        .containsExactlyElementsOf(other.epochs().stream().map(EpochReport::loss).toList());
    without
        .stateDict()
        .forEach((name, value) ->
            assertThat(Objects.requireNonNull(with.stateDict().get(name)).equal(value))
                .as(name)
                .isTrue());
  }

  @Test
  void anAverageThatAHookKeepsOutlastsTheSteps() {
    Layer net = layered();
    var average = new ExponentialMovingAverage(net.parameters(), 0.5);
    var adam = new Adam(net.parameters(), 0.01);
    var _ = adam.registerStepPostHook(_ -> average.update());
    new Trainer(net, adam, Gradus::mseLoss).fit(loader(), 2);

    assertThat(average.updates()).isEqualTo(6);
    assertThat(average.averages().getFirst().isfinite().all().item()).isEqualTo(1);
  }

  /// The outputs that the loss was given, and the gradients that there were after each step.
  private static List<Tensor> passing(UnaryOperator<TrainerOptions> change) {
    Gradus.manualSeed(3);
    var net = new Linear(WIDTH, WIDTH);
    List<Tensor> seen = new ArrayList<>();
    Callback looker =
        new Callback() {
          @Override
          public void onStep(StepReport report) {
            seen.add(Objects.requireNonNull(net.weight().lentGrad()));
          }
        };
    new Trainer(
            net,
            new Adam(net.parameters(), 0.01),
            (output, target) -> {
              seen.add(output);
              return Gradus.mseLoss(output, target);
            },
            change.apply(TrainerOptions.DEFAULT.withCallbacks(looker)))
        .fit(loader(), 1);
    seen.removeLast(); // the gradient of the last step stays in its place
    return seen;
  }

  @Test
  void outputsAndGradientsGiveTheirMemoryBack() {
    assertThat(passing(o -> o)).hasSize(5).allSatisfy(RecyclingTest::givenBack);
    assertThat(passing(o -> o.withClipping(Clipping.norm(1))))
        .hasSize(5)
        .allSatisfy(RecyclingTest::givenBack);
    assertThat(passing(o -> o.withClipping(Clipping.value(1)).withAccumulation(2)))
        .hasSize(4)
        .allSatisfy(RecyclingTest::givenBack);
  }

  private static void givenBack(Tensor t) {
    assertThatThrownBy(t::mean)
        .isInstanceOf(GradusStateException.class)
        .hasMessageContaining("keep(tensor)");
  }

  @Test
  void withoutRecyclingOutputsStay() {
    List<Tensor> seen = passing(o -> o.withRecycling(false));
    assertThat(seen.getFirst().isfinite().all().item()).isEqualTo(1);
  }

  @Test
  void whatAMetricIsGivenIsItsOwn() {
    List<Tensor> kept = new ArrayList<>();
    Metric keeper =
        new Metric() {
          @Override
          public String name() {
            return "largest";
          }

          @Override
          public void reset() {
            kept.clear();
          }

          @Override
          public void update(Tensor output, Tensor target) {
            kept.add(output);
            kept.add(output.sub(target));
          }

          @Override
          public double value() {
            return Gradus.cat(kept, 0).abs().max().item();
          }
        };
    var found = trainer(layered(), TrainerOptions.DEFAULT).evaluate(loader(), keeper);
    assertThat(kept).hasSize(6);
    assertThat(found.get("largest")).isPositive();
  }

  /// Adds a part of its last output to its next one.
  private static final class Remembering extends Layer {
    private final Linear linear = layer("linear", new Linear(WIDTH, WIDTH));
    private final UnaryOperator<Tensor> keeping;
    private @Nullable Tensor last;

    Remembering(UnaryOperator<Tensor> keeping) {
      this.keeping = keeping;
    }

    @Override
    public Tensor forward(Tensor... inputs) {
      Tensor here = linear.call(inputs[0]);
      Tensor output = last == null ? here : here.add(last.mul(0.1));
      last = keeping.apply(output.detach());
      return output;
    }
  }

  @Test
  void aModelThatRemembersNeedsToSaySo() {
    Trainer forgets = trainer(new Remembering(UnaryOperator.identity()), TrainerOptions.DEFAULT);
    assertThatThrownBy(() -> forgets.fit(loader(), 1)).hasMessageContaining("keep(tensor)");

    Trainer keeps = trainer(new Remembering(Gradus::keep), TrainerOptions.DEFAULT);
    assertThatCode(() -> keeps.fit(loader(), 2)).doesNotThrowAnyException();
    Trainer leaves =
        trainer(
            new Remembering(UnaryOperator.identity()), TrainerOptions.DEFAULT.withRecycling(false));
    assertThatCode(() -> leaves.fit(loader(), 2)).doesNotThrowAnyException();
  }
}
