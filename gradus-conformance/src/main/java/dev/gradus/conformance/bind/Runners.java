package dev.gradus.conformance.bind;

import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.CaseRunner;
import dev.gradus.conformance.run.Library;
import dev.gradus.conformance.run.OpRunner;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The runner of everything that Gradus has.
public final class Runners {
  private Runners() {}

  /// A runner with all bindings. No operation is bound before tensors exist.
  public static CaseRunner gradus() {
    return new CaseRunner(new OpRunner<>(new NoTensors(), new Bindings<>()), Map.of());
  }

  /// The library of no tensors: nothing is bound to it, so nothing is asked of it.
  private static final class NoTensors implements Library<Object> {
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
}
