package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.OpCase;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.cases.UnknownDTypeException;
import dev.gradus.conformance.cases.Value;
import dev.gradus.conformance.cases.Values;
import dev.gradus.conformance.run.Outcome.NotApplicable;
import dev.gradus.conformance.run.Outcome.Unsupported;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs a case of an operation: makes the inputs, calls the binding, judges the result.
///
/// @param <T> the library's tensor
public final class OpRunner<T> {
  /// What PyTorch was seeded with before every call.
  private static final long SEED = 42;

  private final Library<T> library;
  private final Bindings<T> bindings;
  private final Judge<T> judge;

  /// Creates a runner of these bindings.
  public OpRunner(Library<T> library, Bindings<T> bindings) {
    this.library = library;
    this.bindings = bindings;
    this.judge = new Judge<>(library);
  }

  /// A call that is bound, but not yet made.
  private record Prepared<T>(Bindings.Binding<T> binding, Map<String, Value> arguments) {}

  /// Runs the case. Whatever the library throws is an outcome; nothing is thrown.
  public Outcome run(OpCase c) {
    if (c.expected() instanceof OpCase.Thrown thrown) {
      String reason = ErrorRule.notApplicable(thrown.message());
      if (reason != null) {
        return new NotApplicable(reason);
      }
    }
    String leftOut = bindings.leftOut().get(c.op());
    if (leftOut != null) {
      return new NotApplicable(leftOut);
    }
    if (bindings.of(c.op()).isEmpty()) {
      return new Unsupported("no such operation yet");
    }
    Prepared<T> prepared = prepare(c);
    if (prepared == null) {
      return new Unsupported("no such form of the call: " + describe(c));
    }
    try {
      DType refused = refusedDType(c, prepared.binding().dtypes());
      return refused == null ? call(c, prepared) : new Unsupported("not for " + refused + " yet");
    } catch (UnknownDTypeException e) {
      return new Unsupported(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Prepared<T> prepare(OpCase c) {
    Map<String, Value> kwargs = new LinkedHashMap<>(c.kwargs());
    // There is one device and one layout, and both are what was recorded.
    kwargs.remove("device", new Value.Text("cpu"));
    kwargs.remove("out");
    for (Bindings.Binding<T> binding : bindings.of(c.op())) {
      Map<String, Value> arguments = binding.signature().bind(c.args(), kwargs);
      if (arguments != null) {
        return new Prepared<>(binding, arguments);
      }
    }
    return null;
  }

  private Outcome call(OpCase c, Prepared<T> prepared) {
    Map<TensorData, T> tensors = new HashMap<>();
    List<T> differentiable = new ArrayList<>();
    Object result;
    try {
      for (TensorData data : tensorsOf(c)) {
        T tensor = library.create(data);
        tensors.put(data, tensor);
        if (data.requiresGrad()) {
          differentiable.add(tensor);
        }
      }
      List<TensorData> recorded =
          c.expected() instanceof OpCase.Returned returned ? returned.outputs() : List.of();
      library.seed(SEED);
      Arguments<T> arguments = new Arguments<>(prepared.arguments(), tensors, recorded);
      List<T> out = out(c, tensors);
      result =
          out.isEmpty()
              ? prepared.binding().call().call(arguments)
              : library.into(out, () -> prepared.binding().call().call(arguments));
    } catch (InexpressibleException | UnknownDTypeException e) {
      return new Unsupported(String.valueOf(e.getMessage()));
    } catch (Exception | StackOverflowError | AssertionError e) {
      return thrown(c, e);
    }
    try {
      return judge.returned(c, result, differentiable);
    } catch (Exception | StackOverflowError | AssertionError e) {
      return Outcome.failed("comparing or backward threw " + describe(e));
    }
  }

  /// The tensors that were given for the results.
  private List<T> out(OpCase c, Map<TensorData, T> tensors) {
    return switch (c.kwargs().get("out")) {
      case Value.Array(TensorData data) -> List.of(Objects.requireNonNull(tensors.get(data)));
      case Value.Items(List<Value> items) ->
          items.stream()
              .map(item -> Objects.requireNonNull(tensors.get(((Value.Array) item).data())))
              .toList();
      case null, default -> List.of();
    };
  }

  private static Outcome thrown(OpCase c, Throwable e) {
    if (!(c.expected() instanceof OpCase.Thrown recorded)) {
      return Outcome.failed("threw " + describe(e));
    }
    if (!(e instanceof GradusException)) {
      return Outcome.failed(
          "threw %s; expected a Gradus exception: %s".formatted(describe(e), recorded.message()));
    }
    String missing = ErrorRule.missing(recorded.message(), String.valueOf(e.getMessage()));
    return missing == null
        ? new Outcome.Passed(Outcome.Side.NONE)
        : Outcome.failed(
            "the message lacks %s: %s; expected: %s"
                .formatted(missing, describe(e), recorded.message()));
  }

  /// Class and first line of a throwable.
  static String describe(Throwable e) {
    String message = String.valueOf(e.getMessage());
    String place = "";
    if (!(e instanceof GradusException) && e.getStackTrace().length > 0) {
      place = " at " + e.getStackTrace()[0];
    }
    return e.getClass().getSimpleName() + ": " + message.lines().findFirst().orElse("") + place;
  }

  private static String describe(OpCase c) {
    List<String> parts = new ArrayList<>();
    c.args().forEach(value -> parts.add(value.kind()));
    c.kwargs().forEach((name, value) -> parts.add(name + "=" + value.kind()));
    return c.op() + "(" + String.join(", ", parts) + ")";
  }

  private static @Nullable DType refusedDType(OpCase c, Dtypes dtypes) {
    List<DType> used = new ArrayList<>();
    forEachValue(
        c,
        value -> {
          switch (value) {
            case Value.Array(TensorData data) -> used.add(data.dtype());
            case Value.Type(String name) -> used.add(Values.dtype(name));
            case Value.Complex _ -> used.add(DType.COMPLEX128);
            default -> {}
          }
        });
    return used.stream().filter(dtype -> !dtypes.include(dtype)).findFirst().orElse(null);
  }

  /// The recorded tensors of a call in the order in which they occur.
  private static List<TensorData> tensorsOf(OpCase c) {
    List<TensorData> tensors = new ArrayList<>();
    forEachValue(
        c,
        value -> {
          if (value instanceof Value.Array(TensorData data)) {
            tensors.add(data);
          }
        });
    return tensors;
  }

  private static void forEachValue(OpCase c, Consumer<Value> visitor) {
    c.args().forEach(value -> visit(value, visitor));
    c.kwargs().values().forEach(value -> visit(value, visitor));
  }

  private static void visit(Value value, Consumer<Value> visitor) {
    visitor.accept(value);
    switch (value) {
      case Value.Items(List<Value> items) -> items.forEach(item -> visit(item, visitor));
      case Value.Dictionary(Map<String, Value> entries) ->
          entries.values().forEach(item -> visit(item, visitor));
      default -> {}
    }
  }
}
