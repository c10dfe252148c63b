package dev.gradus.conformance;

import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.run.Library;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A library without tensors, for runs in which nothing is bound.
final class NoLibrary implements Library<Object> {
  @Override
  public void seed(long seed) {}

  @Override
  public Object create(TensorData data) {
    throw new UnsupportedOperationException("there are no tensors yet");
  }

  @Override
  public @Nullable Object asTensor(Object value) {
    return null;
  }

  @Override
  public TensorData read(Object tensor) {
    throw new UnsupportedOperationException("there are no tensors yet");
  }

  @Override
  public boolean requiresGrad(Object tensor) {
    return false;
  }

  @Override
  public @Nullable String nodeName(Object tensor) {
    return null;
  }

  @Override
  public List<@Nullable Object> grad(
      List<Object> outputs, List<Object> inputs, List<Object> gradOutputs) {
    throw new UnsupportedOperationException("there are no tensors yet");
  }
}
