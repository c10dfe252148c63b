package dev.gradus.conformance.bind;

import dev.gradus.GradLevel;
import dev.gradus.Gradus;
import dev.gradus.Randomness;
import dev.gradus.Tensor;
import dev.gradus.VmapLevel;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.run.Library;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gradus under `vmap(grad(…))`: every tensor stands for three examples, of which the second is the
/// recorded one.
final class BatchedLibrary implements Library<Tensor>, AutoCloseable {
  private final GradusLibrary plain = new GradusLibrary();
  private final boolean indices;
  private final VmapLevel batch = VmapLevel.open(3, Randomness.SAME);
  private final GradLevel slopes = GradLevel.open();

  /// Opens the levels.
  ///
  /// @param indices whether tensors of whole numbers and truth values are mapped over too
  BatchedLibrary(boolean indices) {
    this.indices = indices;
  }

  @Override
  public void close() {
    slopes.close();
    batch.close();
  }

  @Override
  public void seed(long seed) {
    Gradus.manualSeed(seed);
  }

  @Override
  public Tensor create(TensorData data) {
    Tensor x = plain.create(data.withRequiresGrad(false));
    if (x.dtype().isIntegral() && !indices) {
      return x;
    }
    Tensor other = x.dtype().isIntegral() ? x : x.mul(0.75);
    Tensor all = Gradus.stack(List.of(other, x, x), 0);
    return slopes.wrap(batch.wrap(all), data.requiresGrad());
  }

  @Override
  public @Nullable Tensor asTensor(Object value) {
    return value instanceof Tensor tensor ? tensor : null;
  }

  @Override
  public TensorData read(Tensor tensor) {
    return plain.read(batch.unwrap(slopes.unwrap(tensor)).select(0, 1));
  }

  @Override
  public boolean requiresGrad(Tensor tensor) {
    return tensor.requiresGrad();
  }

  @Override
  public @Nullable String nodeName(Tensor tensor) {
    return plain.nodeName(tensor);
  }

  @Override
  public List<@Nullable Tensor> grad(
      List<Tensor> outputs, List<Tensor> inputs, List<Tensor> gradOutputs) {
    return new ArrayList<>(
        List.of(
            slopes.grad(
                outputs.toArray(Tensor[]::new),
                inputs.toArray(Tensor[]::new),
                gradOutputs.toArray(Tensor[]::new))));
  }
}
