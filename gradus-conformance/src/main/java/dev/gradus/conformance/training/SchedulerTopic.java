package dev.gradus.conformance.training;

import dev.gradus.Gradus;
import dev.gradus.conformance.cases.CallText;
import dev.gradus.conformance.cases.RecordedCase;
import dev.gradus.conformance.cases.Values;
import dev.gradus.conformance.run.Outcome;
import dev.gradus.conformance.run.Outcome.Side;
import dev.gradus.conformance.run.Topic;
import dev.gradus.optim.LRScheduler;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.ReduceLROnPlateau;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The topic `schedulers`: the learning rate before and after every step.
public final class SchedulerTopic implements Topic {
  private static final double TOLERANCE = 1e-9;

  @Override
  public Outcome run(RecordedCase c) {
    JsonNode fields = c.fields();
    CallText call =
        CallText.parse(
            fields.path("optimizer").asString("SGD(lr=0.5, momentum=0.9)").replace(" ", ""));
    Optimizer<?> optimizer =
        NamedOptimizers.create(
            call.name(), List.of(Gradus.zeros(2).requiresGrad_()), PlainOptions.of(call));
    String name = Values.required(fields, "scheduler").stringValue();
    Map<String, @Nullable Object> options = PlainOptions.of(Values.required(fields, "options"));
    double[] expected = Values.doubles(Values.required(fields, "lrs"));
    double[] actual =
        name.equals("ReduceLROnPlateau")
            ? afterMetrics(
                NamedSchedulers.plateau(optimizer, options),
                Values.doubles(Values.required(fields, "metrics")))
            : afterSteps(
                optimizer, NamedSchedulers.create(name, optimizer, options), expected.length);
    for (int k = 0; k < expected.length; k++) {
      if (!(Math.abs(actual[k] - expected[k]) <= TOLERANCE)) {
        return Outcome.failed("rate %d: %s, expected %s".formatted(k, actual[k], expected[k]));
      }
    }
    return new Outcome.Passed(Side.NONE);
  }

  private static double[] afterMetrics(ReduceLROnPlateau scheduler, double[] metrics) {
    double[] rates = new double[metrics.length];
    for (int k = 0; k < rates.length; k++) {
      scheduler.step(metrics[k]);
      rates[k] = scheduler.getLastLr()[0];
    }
    return rates;
  }

  private static double[] afterSteps(Optimizer<?> optimizer, LRScheduler scheduler, int count) {
    double[] rates = new double[count];
    rates[0] = optimizer.paramGroups().getFirst().lr();
    for (int k = 1; k < count; k++) {
      optimizer.step();
      scheduler.step();
      rates[k] = optimizer.paramGroups().getFirst().lr();
    }
    return rates;
  }
}
