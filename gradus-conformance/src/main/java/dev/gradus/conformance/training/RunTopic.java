package dev.gradus.conformance.training;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.cases.CallText;
import dev.gradus.conformance.cases.RecordedCase;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.cases.Values;
import dev.gradus.conformance.run.Comparison;
import dev.gradus.conformance.run.InexpressibleException;
import dev.gradus.conformance.run.Library;
import dev.gradus.conformance.run.Outcome;
import dev.gradus.conformance.run.Outcome.Side;
import dev.gradus.conformance.run.Tolerance;
import dev.gradus.conformance.run.Topic;
import dev.gradus.dtype.DType;
import dev.gradus.nn.Layer;
import dev.gradus.optim.Optimizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The topic `runs`: a net made from a seed is trained; its first state, every loss and its last
/// state are compared.
public final class RunTopic implements Topic {
  /// The optimiser at the end of the description: `SGD(0.2, momentum 0.9, nesterov)`.
  private static final Pattern OPTIMIZER = Pattern.compile("([A-Za-z]+)\\(([^()]*)\\)$");

  private final Library<Tensor> library;

  /// The topic.
  public RunTopic(Library<Tensor> library) {
    this.library = library;
  }

  @Override
  public Outcome run(RecordedCase c) {
    JsonNode fields = c.fields();
    DType dtype = Values.dtype(Values.required(fields, "dtype").stringValue());
    double share = dtype == DType.FLOAT64 ? 1e-6 : 1e-3;
    Tolerance tolerance = Tolerance.either(share, share);
    String what = Values.required(fields, "what").stringValue();
    boolean mse = what.contains("mse");
    Tensor x = tensor(fields, "x");
    Tensor y = tensor(fields, "y");
    Influence influence =
        dtype == DType.FLOAT64
            ? null
            : new Influence(net(fields), n -> loss(mse, n, wide(x), wide(y)));
    Layer net = net(fields);
    net.to(dtype);
    Optimizer<?> optimizer = optimizer(what, net);
    String difference = difference(fields, "state", net, tolerance, null);
    double[] losses = Values.doubles(Values.required(fields, "losses"));
    for (int k = 0; k < losses.length && difference == null; k++) {
      optimizer.zeroGrad();
      Tensor loss = loss(mse, net, x, y);
      loss.backward();
      optimizer.step();
      double actual = loss.item();
      if (!(Math.abs(actual - losses[k]) <= share * Math.abs(losses[k]))) {
        difference = "loss of step %d: %s, expected %s".formatted(k + 1, actual, losses[k]);
      }
    }
    if (difference == null) {
      difference = difference(fields, "state_end", net, tolerance, influence);
    }
    if (difference == null && influence != null) {
      difference = outputs(fields, net, dtype, x, tolerance);
    }
    return difference == null ? new Outcome.Passed(Side.NONE) : Outcome.failed(difference);
  }

  private Layer net(JsonNode fields) {
    library.seed(Values.required(fields, "seed").longValue());
    return RecordedNets.create(Values.required(fields, "run").stringValue());
  }

  // The recorded last state and this one give the same outputs. In training, because there running
  // statistics are not read.
  private @Nullable String outputs(
      JsonNode fields, Layer net, DType dtype, Tensor x, Tolerance tolerance) {
    Layer other = net(fields);
    other.to(dtype);
    Map<String, Tensor> state = new LinkedHashMap<>();
    Values.required(fields, "state_end")
        .properties()
        .forEach(e -> state.put(e.getKey(), library.create(Values.decodeTensor(e.getValue()))));
    other.loadStateDict(state);
    String difference =
        Comparison.difference(library.read(other.call(x)), library.read(net.call(x)), tolerance);
    return difference == null ? null : "outputs of the last state: " + difference;
  }

  private static Tensor wide(Tensor t) {
    return t.dtype().isFloatingPoint() ? t.to(DType.FLOAT64) : t;
  }

  private static Tensor loss(boolean mse, Layer net, Tensor x, Tensor y) {
    Tensor out = net.call(x);
    return mse ? Gradus.mseLoss(out, y) : Gradus.crossEntropy(out, y);
  }

  private Tensor tensor(JsonNode fields, String name) {
    return library.create(Values.decodeTensor(Values.required(fields, name)));
  }

  private static Optimizer<?> optimizer(String what, Layer net) {
    Matcher text = OPTIMIZER.matcher(what.strip());
    if (!text.find()) {
      throw new InexpressibleException("no optimizer at the end of: " + what);
    }
    String arguments =
        text.group(2)
            .replaceFirst("^", "lr=")
            .replaceAll("nesterov(?! )", "nesterov=True")
            .replaceAll("([a-z_]) (?=[0-9T])", "$1=")
            .replace(" ", "");
    CallText call = CallText.parse(text.group(1) + "(" + arguments + ")");
    return NamedOptimizers.create(call.name(), net.parameters(), PlainOptions.of(call));
  }

  private @Nullable String difference(
      JsonNode fields, String name, Layer net, Tolerance tolerance, @Nullable Influence influence) {
    Map<String, Tensor> state = net.stateDict();
    JsonNode recorded = Values.required(fields, name);
    for (Map.Entry<String, JsonNode> entry : recorded.properties()) {
      Tensor actual = state.get(entry.getKey());
      if (actual == null) {
        return name + ": no " + entry.getKey() + " among " + state.keySet();
      }
      TensorData data = library.read(actual);
      TensorData expected = Values.decodeTensor(entry.getValue());
      if (influence != null && !net.namedParameters().containsKey(entry.getKey())) {
        continue; // running statistics follow the parameters without influence
      }
      if (influence != null) {
        expected = influence.expected(entry.getKey(), expected, data);
      }
      String difference = Comparison.difference(expected, data, tolerance);
      if (difference != null) {
        return name + ": " + entry.getKey() + " " + difference;
      }
    }
    return null;
  }
}
