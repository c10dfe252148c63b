package dev.gradus.conformance.training;

import dev.gradus.Tensor;
import dev.gradus.conformance.cases.RecordedCase;
import dev.gradus.conformance.cases.Values;
import dev.gradus.conformance.run.Comparison;
import dev.gradus.conformance.run.InexpressibleException;
import dev.gradus.conformance.run.Library;
import dev.gradus.conformance.run.Outcome;
import dev.gradus.conformance.run.Outcome.Side;
import dev.gradus.conformance.run.Tolerance;
import dev.gradus.conformance.run.Topic;
import dev.gradus.optim.Optimizer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The topic `optimizers`: some steps on an objective, from recorded parameters.
public final class OptimizerTopic implements Topic {
  private static final Tolerance TOLERANCE = new Tolerance(1e-7, 1e-7);
  private static final String OBJECTIVE = "mean((tanh(x@w+b)-t)^2)";

  private final Library<Tensor> library;

  /// The topic.
  public OptimizerTopic(Library<Tensor> library) {
    this.library = library;
  }

  @Override
  public Outcome run(RecordedCase c) {
    JsonNode fields = c.fields();
    if (!Values.required(fields, "objective").stringValue().equals(OBJECTIVE)) {
      throw new InexpressibleException("another objective than " + OBJECTIVE);
    }
    Tensor w = tensor(fields, "w").requiresGrad_();
    Tensor b = tensor(fields, "b").requiresGrad_();
    Tensor x = tensor(fields, "x");
    Tensor t = tensor(fields, "t");
    Optimizer<?> optimizer =
        NamedOptimizers.create(
            Values.required(fields, "optimizer").stringValue(),
            List.of(w, b),
            PlainOptions.of(Values.required(fields, "options")));
    double[] losses = Values.doubles(Values.required(fields, "losses"));
    for (int k = 0; k < losses.length; k++) {
      Tensor loss =
          optimizer.step(() -> {
            optimizer.zeroGrad();
            Tensor value = x.matmul(w).add(b).tanh().sub(t).pow(2).mean();
            value.backward();
            return value;
          });
      double actual = loss.item();
      if (!(Math.abs(actual - losses[k]) <= TOLERANCE.allowed(Math.abs(losses[k])))) {
        return Outcome.failed(
            "loss of step %d: %s, expected %s".formatted(k + 1, actual, losses[k]));
      }
    }
    String difference = difference(fields, "w_end", w);
    difference = difference != null ? difference : difference(fields, "b_end", b);
    return difference == null ? new Outcome.Passed(Side.NONE) : Outcome.failed(difference);
  }

  private Tensor tensor(JsonNode fields, String name) {
    return library.create(Values.decodeTensor(Values.required(fields, name)));
  }

  private @Nullable String difference(JsonNode fields, String name, Tensor actual) {
    String difference =
        Comparison.difference(
            Values.decodeTensor(Values.required(fields, name)), library.read(actual), TOLERANCE);
    return difference == null ? null : name + ": " + difference;
  }
}
