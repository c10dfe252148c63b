package dev.gradus.op.random;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.RandomOperation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A random tensor whose distribution other tensors state. Gradient: 0 to each of them.
///
/// @param name PyTorch's name
/// @param overload the number of the node
/// @param drawing computes the result; the inputs were checked
public record Sample(String name, int overload, Function<Tensor[], Tensor> drawing)
    implements SingleOperation, RandomOperation {
  @Override
  public String node() {
    return Operation.nodeName(name, overload);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return Call.unrecorded(() -> drawing.apply(x));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    @Nullable Tensor[] zeros = new @Nullable Tensor[b.inputs()];
    for (int i = 0; i < zeros.length; i++) {
      zeros[i] = b.needs(i) ? Gradus.zeros(b.dtype(i), b.sizes(i)) : null;
    }
    return zeros;
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return null;
  }
}
