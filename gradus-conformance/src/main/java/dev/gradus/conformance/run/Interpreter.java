package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.CallText;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.cases.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes calls that are written as text. A method is bound under its name with a leading dot and
/// its receiver as the first argument; so is an attribute. The binding "." is for all attributes
/// that have none of their own: its second argument is their name.
///
/// @param <T> the library's tensor
public final class Interpreter<T> {
  private final Library<T> library;
  private final Bindings<T> bindings;

  /// Creates an interpreter of these bindings.
  public Interpreter(Library<T> library, Bindings<T> bindings) {
    this.library = library;
    this.bindings = bindings;
  }

  /// Makes the call. A dtype among the positional arguments is the keyword argument `dtype`.
  ///
  /// @throws InexpressibleException if something in it is not bound
  public T call(CallText call) {
    return tensor(call.name(), result(call));
  }

  /// Makes the call, whatever it gives: for constructors of layers.
  ///
  /// @throws InexpressibleException if something in it is not bound
  public Object result(CallText call) {
    List<Value> args = new ArrayList<>();
    Map<String, Value> kwargs = new LinkedHashMap<>();
    Map<TensorData, T> tensors = new HashMap<>();
    for (CallText receiver : call.receiver()) {
      args.add(nested(receiver, tensors));
    }
    for (CallText.Argument argument : call.args()) {
      Value value = evaluate(argument, tensors);
      if (value instanceof Value.Type) {
        kwargs.put("dtype", value);
      } else {
        args.add(value);
      }
    }
    call.kwargs().forEach((name, argument) -> kwargs.put(name, evaluate(argument, tensors)));
    String name = call.receiver().isEmpty() ? call.name() : "." + call.name();
    if (!call.hasArguments() && bindings.of(name).isEmpty()) {
      args.add(new Value.Text(call.name()));
      name = ".";
    }
    for (Bindings.Binding<T> binding : bindings.of(name)) {
      Map<String, Value> bound = binding.signature().bind(args, kwargs);
      if (bound != null) {
        return binding.call().call(new Arguments<>(bound, tensors, List.of()));
      }
    }
    throw new InexpressibleException("no " + call.name() + " yet");
  }

  private T tensor(String name, Object result) {
    T tensor = library.asTensor(result);
    if (tensor == null) {
      throw new IllegalStateException(name + " returned " + result + ", expected a tensor");
    }
    return tensor;
  }

  private Value evaluate(CallText.Argument argument, Map<TensorData, T> tensors) {
    return switch (argument) {
      case CallText.Literal(Value value) -> value;
      case CallText.Nested(CallText nested) -> nested(nested, tensors);
    };
  }

  /// The result itself is passed on, a tensor under its numbers as the key.
  private Value nested(CallText call, Map<TensorData, T> tensors) {
    Object made = result(call);
    T tensor = library.asTensor(made);
    if (tensor == null) {
      return new Value.Made(made);
    }
    TensorData data = library.read(tensor);
    tensors.put(data, tensor);
    return new Value.Array(data);
  }
}
