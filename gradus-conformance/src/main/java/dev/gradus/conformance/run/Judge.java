package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.OpCase;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.cases.Value;
import dev.gradus.conformance.run.Outcome.Mark;
import dev.gradus.conformance.run.Outcome.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Judges what a call returned: outputs, then gradients; node names and strides on the side.
final class Judge<T> {
  private final Library<T> library;

  Judge(Library<T> library) {
    this.library = library;
  }

  /// Judges a result.
  ///
  /// @param differentiable the inputs that require gradients, in their order
  Outcome returned(OpCase c, Object result, List<T> differentiable) {
    return switch (c.expected()) {
      case OpCase.Thrown(String type, String message) ->
          Outcome.failed("returned a result; expected %s: %s".formatted(type, message));
      case OpCase.Plain(Value value) -> plain(value, result);
      case OpCase.Returned expected -> tensors(c.op(), expected, result, differentiable);
    };
  }

  private static Outcome plain(Value expected, Object result) {
    String difference = PlainValues.difference(expected, result);
    return difference == null ? new Outcome.Passed(Side.NONE) : Outcome.failed(difference);
  }

  private Outcome tensors(
      String op, OpCase.Returned expected, Object result, List<T> differentiable) {
    List<T> outputs = new ArrayList<>();
    String unexpected = flatten(result, outputs);
    if (unexpected != null) {
      return Outcome.failed(unexpected);
    }
    if (outputs.size() != expected.outputs().size()) {
      return Outcome.failed(
          "%d outputs, expected %d".formatted(outputs.size(), expected.outputs().size()));
    }
    boolean strides = true;
    String difference = null;
    for (int i = 0; i < outputs.size(); i++) {
      TensorData wanted = expected.outputs().get(i);
      TensorData found = library.read(outputs.get(i));
      String inOutput = Comparison.difference(wanted, found, Tolerance.of(op, wanted, false));
      if (inOutput != null && difference == null) {
        difference = "output " + i + ": " + inOutput;
      }
      strides &=
          found.shape().length == wanted.shape().length && Comparison.stridesAgree(wanted, found);
    }
    Side side = side(expected.names(), outputs, strides ? Mark.AGREES : Mark.DIFFERS);
    if (difference == null) {
      difference = gradients(op, expected, outputs, differentiable);
    }
    return difference == null ? new Outcome.Passed(side) : new Outcome.Failed(difference, side);
  }

  private @Nullable String flatten(@Nullable Object result, List<T> into) {
    if (result instanceof Iterable<?> items && library.asTensor(result) == null) {
      for (Object item : items) {
        String unexpected = flatten(item, into);
        if (unexpected != null) {
          return unexpected;
        }
      }
      return null;
    }
    T tensor = result == null ? null : library.asTensor(result);
    if (tensor == null) {
      return "returned " + result + ", expected tensors";
    }
    into.add(tensor);
    return null;
  }

  private Side side(List<@Nullable String> expected, List<T> outputs, Mark strides) {
    if (expected.isEmpty()) {
      return new Side(Mark.NONE, strides);
    }
    for (int i = 0; i < outputs.size(); i++) {
      String wanted = i < expected.size() ? expected.get(i) : null;
      String found = library.nodeName(outputs.get(i));
      if (!Objects.equals(wanted, found)) {
        return new Side(
            Mark.DIFFERS, strides, "output %d: %s, expected %s".formatted(i, found, wanted));
      }
    }
    return new Side(Mark.AGREES, strides);
  }

  private @Nullable String gradients(
      String op, OpCase.Returned expected, List<T> outputs, List<T> inputs) {
    List<@Nullable TensorData> wanted = expected.grads();
    if (wanted == null) {
      return null;
    }
    if (wanted.size() != inputs.size()) {
      return "%d gradients are recorded, but %d inputs require one"
          .formatted(wanted.size(), inputs.size());
    }
    List<T> roots = new ArrayList<>();
    List<T> seeds = new ArrayList<>();
    for (Map.Entry<Integer, TensorData> fed : expected.gradOutputs().entrySet()) {
      T output = outputs.get(fed.getKey());
      if (!library.requiresGrad(output)) {
        return "output %d does not require grad, but a gradient was fed to it"
            .formatted(fed.getKey());
      }
      roots.add(output);
      seeds.add(library.create(fed.getValue().withRequiresGrad(false)));
    }
    if (inputs.isEmpty()) {
      return null;
    }
    List<@Nullable T> found =
        roots.isEmpty()
            ? Collections.nCopies(inputs.size(), null)
            : library.grad(roots, inputs, seeds);
    for (int i = 0; i < inputs.size(); i++) {
      String difference = gradient(op, wanted.get(i), found.get(i));
      if (difference != null) {
        return "gradient " + i + ": " + difference;
      }
    }
    return null;
  }

  private @Nullable String gradient(String op, @Nullable TensorData wanted, @Nullable T found) {
    if (wanted == null) {
      return found == null || library.read(found).isZero() ? null : "not zero, expected none";
    }
    return found == null
        ? "none, expected one"
        : Comparison.difference(wanted, library.read(found), Tolerance.of(op, wanted, true));
  }
}
