package dev.gradus.conformance.bind;

import dev.gradus.Tensor;
import dev.gradus.autograd.TensorsFunction;
import dev.gradus.conformance.cases.OpCase;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.cases.Value;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Replay;
import dev.gradus.dtype.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A recorded call as a function of the tensors that it is differentiated by, in float64 or
/// complex128 whatever was recorded.
final class RecordedFunction implements TensorsFunction {
  private final GradusLibrary library = new GradusLibrary();
  private final String op;
  private final String id;
  private final String how;
  private final Replay<Tensor> replay;

  private final boolean upper;
  private final boolean recorded;

  private RecordedFunction(OpCase c, Replay<Tensor> replay, boolean upper) {
    this.op = c.op();
    this.id = c.id();
    this.how = c.variant() + c.kwargs().keySet();
    this.replay = replay;
    this.upper = upper;
    this.recorded = replay.tensors().stream().anyMatch(TensorData::requiresGrad);
  }

  /// The function of a case, or null if no binding takes the call.
  static @Nullable RecordedFunction of(Bindings<Tensor> bindings, OpCase c) {
    List<Value> args = c.args().stream().map(RecordedFunction::precise).toList();
    Map<String, Value> kwargs = new LinkedHashMap<>();
    c.kwargs().forEach((name, value) -> kwargs.put(name, precise(value)));
    OpCase doubled = new OpCase(c.id(), c.op(), c.variant(), args, kwargs, c.expected());
    Replay<Tensor> replay = Replay.of(new GradusLibrary(), bindings, doubled);
    return replay == null ? null : new RecordedFunction(c, replay, upper(kwargs));
  }

  private static boolean upper(Map<String, Value> kwargs) {
    return kwargs.get("upper") instanceof Value.Flag(boolean flag) && flag;
  }

  private static Value precise(Value value) {
    return switch (value) {
      case Value.Array(TensorData data) -> new Value.Array(precise(data));
      case Value.Items(List<Value> items) ->
          new Value.Items(items.stream().map(RecordedFunction::precise).toList());
      case Value.Type(String name) when name.startsWith("complex") -> new Value.Type("complex128");
      case Value.Type(String name) when name.contains("float") -> new Value.Type("float64");
      default -> value;
    };
  }

  private static TensorData precise(TensorData data) {
    if (data.dtype().isIntegral()) {
      return data.withStrides(null);
    }
    DType dtype = data.dtype().isComplex() ? DType.COMPLEX128 : DType.FLOAT64;
    return TensorData.ofReals(dtype, data.shape(), data.reals())
        .withRequiresGrad(data.requiresGrad());
  }

  /// The name of the operation.
  String op() {
    return op;
  }

  /// The case's own id.
  String id() {
    return id;
  }

  /// What calls have in common that differ only in their numbers and sizes.
  String kind() {
    StringBuilder kind = new StringBuilder(how).append(isComplex());
    for (Tensor x : inputs()) {
      kind.append(x.dim()).append(x.numel() == 0 ? "e" : ",");
    }
    return kind.toString();
  }

  /// Whether an input is complex.
  boolean isComplex() {
    return replay.tensors().stream().anyMatch(data -> data.dtype().isComplex());
  }

  /// How many numbers there are in all inputs.
  long count() {
    return replay.tensors().stream().mapToLong(TensorData::count).sum();
  }

  /// New leaves at the recorded point.
  Tensor[] inputs() {
    return replay.tensors().stream()
        .filter(this::differentiable)
        .map(data -> library.create(data.withRequiresGrad(true)))
        .toArray(Tensor[]::new);
  }

  // Where nothing was recorded as an input of the gradient, every tensor that could be one is.
  private boolean differentiable(TensorData data) {
    return recorded ? data.requiresGrad() : data.dtype().isDifferentiable();
  }

  private Tensor prepared(int i, Tensor x) {
    return DerivativeTable.prepared(op, i, upper, x);
  }

  @Override
  public Tensor[] apply(Tensor... x) {
    List<Tensor> all = new ArrayList<>();
    int next = 0;
    for (TensorData data : replay.tensors()) {
      all.add(differentiable(data) ? prepared(next, x[next++]) : library.create(data));
    }
    List<Tensor> results = new ArrayList<>();
    for (Tensor y : replay.call(all)) {
      if (y.dtype().isDifferentiable()) {
        results.add(DerivativeTable.comparable(op, y));
      }
    }
    return results.toArray(Tensor[]::new);
  }
}
