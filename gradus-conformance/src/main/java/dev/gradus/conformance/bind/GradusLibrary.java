package dev.gradus.conformance.bind;

import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.run.Library;
import dev.gradus.dtype.DType;
import dev.gradus.graph.Node;
import dev.gradus.memory.Elements;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Gradus, as the runner sees it.
///
/// Tensors are made and read element by element, past all operations: a fault in `tensor(…)` or in
/// a cast must not hide a fault in what is tested.
final class GradusLibrary implements Library<Tensor> {
  @Override
  public void seed(long seed) {
    Gradus.manualSeed(seed);
  }

  @Override
  public Tensor create(TensorData data) {
    Layout layout = layout(data);
    DType dtype = data.dtype();
    Storage storage = Storage.allocate(dtype, layout.lastIndex() + 1);
    long[] places = places(layout);
    for (int i = 0; i < places.length; i++) {
      int slot = (int) places[i];
      if (dtype.isIntegral()) {
        Elements.setLong(storage, dtype, slot, data.integers()[i]);
      } else if (dtype.isComplex()) {
        Elements.setDouble(storage, dtype, 2 * slot, data.reals()[2 * i]);
        Elements.setDouble(storage, dtype, 2 * slot + 1, data.reals()[2 * i + 1]);
      } else {
        Elements.setDouble(storage, dtype, slot, data.reals()[i]);
      }
    }
    Tensor tensor = Tensor.wrap(storage, layout, dtype);
    return data.requiresGrad() ? tensor.requiresGrad_() : tensor;
  }

  private static Layout layout(TensorData data) {
    long[] strides = data.strides();
    return strides == null ? Layout.contiguous(data.shape()) : Layout.of(data.shape(), strides, 0);
  }

  @Override
  public Object into(List<Tensor> out, Supplier<@Nullable Object> call) {
    return Gradus.out(out, () -> flat(call.get()));
  }

  private static List<Tensor> flat(@Nullable Object result) {
    List<Tensor> tensors = new ArrayList<>();
    switch (result) {
      case Tensor tensor -> tensors.add(tensor);
      case Iterable<?> items -> items.forEach(item -> tensors.addAll(flat(item)));
      case null, default -> throw new IllegalArgumentException("no tensor: " + result);
    }
    return tensors;
  }

  @Override
  public @Nullable Tensor asTensor(Object value) {
    return value instanceof Tensor tensor ? tensor : null;
  }

  @Override
  public TensorData read(Tensor tensor) {
    DType dtype = tensor.dtype();
    Storage storage = tensor.storage();
    long[] places = places(tensor.layout());
    TensorData data;
    if (dtype.isIntegral()) {
      long[] values = new long[places.length];
      Arrays.setAll(values, i -> Elements.getLong(storage, dtype, (int) places[i]));
      data = TensorData.ofIntegers(dtype, tensor.shape(), values);
    } else if (dtype.isComplex()) {
      double[] values = new double[2 * places.length];
      Arrays.setAll(
          values, i -> Elements.getDouble(storage, dtype, 2 * (int) places[i / 2] + i % 2));
      data = TensorData.ofReals(dtype, tensor.shape(), values);
    } else {
      double[] values = new double[places.length];
      Arrays.setAll(values, i -> Elements.getDouble(storage, dtype, (int) places[i]));
      data = TensorData.ofReals(dtype, tensor.shape(), values);
    }
    return data.withStrides(tensor.stride());
  }

  /// The index in the storage of every element, in logical order.
  private static long[] places(Layout layout) {
    long[] sizes = layout.sizes();
    long[] strides = layout.strides();
    long[] places = new long[Math.toIntExact(layout.numel())];
    long[] position = new long[sizes.length];
    for (int i = 0; i < places.length; i++) {
      long place = layout.offset();
      for (int d = 0; d < sizes.length; d++) {
        place += position[d] * strides[d];
      }
      places[i] = place;
      for (int d = sizes.length - 1; d >= 0 && ++position[d] == sizes[d]; d--) {
        position[d] = 0;
      }
    }
    return places;
  }

  @Override
  public boolean requiresGrad(Tensor tensor) {
    return tensor.requiresGrad();
  }

  @Override
  public @Nullable String nodeName(Tensor tensor) {
    Node<Tensor> node = tensor.gradFn();
    return node == null ? null : node.name();
  }

  @Override
  public List<@Nullable Tensor> grad(
      List<Tensor> outputs, List<Tensor> inputs, List<Tensor> gradOutputs) {
    return Arrays.asList(
        Gradus.grad(outputs, inputs, gradOutputs, GradOptions.DEFAULT.withAllowUnused(true)));
  }
}
