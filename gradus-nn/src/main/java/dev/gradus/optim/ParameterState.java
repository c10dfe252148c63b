package dev.gradus.optim;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an optimiser remembers of one parameter, under PyTorch's keys: tensors, and numbers that a
/// state dict holds as tensors of one element.
public final class ParameterState {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /// A state without content.
  public ParameterState() {}

  /// Whether there is nothing yet.
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /// The tensor of this name, made by `first` if there is none. It outlasts every scope.
  public Tensor tensor(String name, Supplier<Tensor> first) {
    if (values.get(name) instanceof Tensor t) {
      return t;
    }
    Tensor made = first.get();
    put(name, made);
    return made;
  }

  /// The tensor of this name, or null.
  public @Nullable Tensor find(String name) {
    return values.get(name) instanceof Tensor t ? t : null;
  }

  /// Sets a tensor, which outlasts every scope.
  public void put(String name, Tensor value) {
    value.storage().hold();
    values.put(name, value);
  }

  /// Takes something out.
  public void remove(String name) {
    values.remove(name);
  }

  /// The tensors of this name, none at first.
  List<Tensor> tensors(String name) {
    return values.get(name) instanceof Many many ? many.tensors : List.of();
  }

  /// Sets several tensors, which outlast every scope.
  void put(String name, List<Tensor> several) {
    several.forEach(t -> t.storage().hold());
    values.put(name, new Many(List.copyOf(several)));
  }

  /// The number of this name, or what it is at first.
  public double number(String name, double first) {
    return switch (values.get(name)) {
      case Number n -> n.doubleValue();
      case Scalar s -> s.value;
      case Tensor t when t.numel() == 1 -> t.item();
      case null, default -> first;
    };
  }

  /// Sets a number that a state dict holds as a tensor, rounded as such a tensor is: to the default
  /// dtype.
  public void put(String name, double value) {
    boolean wide = Gradus.getDefaultDtype() == DType.FLOAT64;
    values.put(name, new Scalar(wide ? value : (float) value));
  }

  /// Sets a number that a state dict holds as such.
  public void putPlain(String name, Number value) {
    values.put(name, value);
  }

  /// Counts a step, and returns how many there were with it.
  public double countStep() {
    double count = number("step", 0) + 1;
    values.put("step", new Scalar(count));
    return count;
  }

  private record Scalar(double value) {
    Tensor tensor() {
      boolean wide = Gradus.getDefaultDtype() == DType.FLOAT64;
      return Gradus.full(wide ? DType.FLOAT64 : DType.FLOAT32, new long[0], value);
    }
  }

  private record Many(List<Tensor> tensors) {}

  /// The content as a state dict holds it.
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    values.forEach((name, value) ->
        map.put(
            name,
            switch (value) {
              case Scalar s -> s.tensor();
              case Many many -> many.tensors;
              default -> value;
            }));
    return map;
  }

  /// A state from what a state dict holds for parameter `p`. Tensors are copied; real ones take the
  /// dtype of a real `p`.
  static ParameterState fromMap(Tensor p, Map<?, ?> map) {
    ParameterState state = new ParameterState();
    map.forEach((key, value) -> state.adopt(String.valueOf(key), value, p));
    return state;
  }

  private void adopt(String name, @Nullable Object value, Tensor p) {
    switch (value) {
      case null -> {}
      case Number n -> values.put(name, n);
      case Tensor t when t.dim() == 0 && (p.dim() != 0 || name.equals("step")) ->
          values.put(name, new Scalar(t.item()));
      case Tensor t -> put(name, adopted(t, p));
      case List<?> list when list.stream().allMatch(Tensor.class::isInstance) ->
          put(name, list.stream().map(t -> adopted((Tensor) t, p)).toList());
      default ->
          throw new GradusArgumentException(
              "loadStateDict: state \""
                  + name
                  + "\" is a "
                  + value.getClass().getSimpleName()
                  + "; expected a number, a tensor or a list of tensors.");
    }
  }

  private static Tensor adopted(Tensor t, Tensor p) {
    Tensor bare = t.detach();
    boolean real = t.dtype().isFloatingPoint() && p.dtype().isFloatingPoint();
    return real && t.dtype() != p.dtype() ? bare.to(p.dtype()) : bare.clone();
  }
}
