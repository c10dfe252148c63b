package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.TensorData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The library of [FakeTensor]s.
final class FakeLibrary implements Library<FakeTensor> {
  final List<Long> seeds = new ArrayList<>();

  @Override
  public void seed(long seed) {
    seeds.add(seed);
  }

  @Override
  public FakeTensor create(TensorData data) {
    return FakeTensor.leaf(data);
  }

  @Override
  public @Nullable FakeTensor asTensor(Object value) {
    return value instanceof FakeTensor tensor ? tensor : null;
  }

  @Override
  public TensorData read(FakeTensor tensor) {
    return tensor.data();
  }

  @Override
  public boolean requiresGrad(FakeTensor tensor) {
    return tensor.requiresGrad();
  }

  @Override
  public @Nullable String nodeName(FakeTensor tensor) {
    return tensor.node();
  }

  @Override
  public List<@Nullable FakeTensor> grad(
      List<FakeTensor> outputs, List<FakeTensor> inputs, List<FakeTensor> gradOutputs) {
    List<@Nullable FakeTensor> grads = new ArrayList<>();
    for (FakeTensor input : inputs) {
      grads.add(gradient(outputs.get(0), input, gradOutputs.get(0).data().reals()));
    }
    return grads;
  }

  private static @Nullable FakeTensor gradient(
      FakeTensor output, FakeTensor input, double[] gradient) {
    if (output.equals(input)) {
      TensorData data = input.data();
      return FakeTensor.leaf(TensorData.ofReals(data.dtype(), data.shape(), gradient));
    }
    FakeTensor parent = output.parent();
    return parent == null ? null : gradient(parent, input, output.backward().apply(gradient));
  }
}
