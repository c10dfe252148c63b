package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.CallText;
import dev.gradus.conformance.cases.RecordedCase;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.cases.Values;
import dev.gradus.conformance.run.Outcome.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The topic `rng`: what a call gave right after seeding. Several calls, joined by `then`, give
/// their results one after the other in one row.
///
/// @param <T> the library's tensor
public final class RngTopic<T> implements Topic {
  /// PyTorch's vector code approximates the logarithm and the cosine.
  private static final Tolerance FLOATS = Tolerance.either(1e-5, 5e-6);

  private final Library<T> library;
  private final Interpreter<T> interpreter;

  /// Creates the topic for these bindings.
  public RngTopic(Library<T> library, Bindings<T> bindings) {
    this.library = library;
    this.interpreter = new Interpreter<>(library, bindings);
  }

  @Override
  public Outcome run(RecordedCase c) {
    TensorData expected = Values.decodeTensor(Values.required(c.fields(), "result"));
    library.seed(Values.required(c.fields(), "seed").longValue());
    List<TensorData> parts = new ArrayList<>();
    for (String call : Values.required(c.fields(), "call").stringValue().split(" then ")) {
      parts.add(library.read(interpreter.call(CallText.parse(call))));
    }
    TensorData actual = parts.size() == 1 ? parts.get(0) : row(parts);
    String difference = Comparison.difference(expected, actual, FLOATS);
    return difference == null ? new Outcome.Passed(Side.NONE) : Outcome.failed(difference);
  }

  private static TensorData row(List<TensorData> parts) {
    double[] values = parts.stream().flatMapToDouble(part -> Arrays.stream(part.reals())).toArray();
    return TensorData.ofReals(parts.get(0).dtype(), new long[] {values.length}, values);
  }
}
