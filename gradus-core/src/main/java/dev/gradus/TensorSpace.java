package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.graph.Node;
import dev.gradus.graph.Space;
import dev.gradus.op.view.SumToSize;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Tensors as the values of a graph.
///
/// // Note [Undoing broadcasts] A gradient arrives in the sizes of the result. Where the input was
/// smaller, the gradient is summed over what was repeated, and cast to the input's dtype: here,
/// once for all operations.
final class TensorSpace implements Space<Tensor> {
  static final TensorSpace INSTANCE = new TensorSpace();

  private TensorSpace() {}

  @Override
  public Tensor add(Tensor a, Tensor b) {
    return a.add(b);
  }

  @Override
  public Tensor fit(Tensor value, Object place, @Nullable Node<Tensor> from, int index) {
    TensorMeta meta = (TensorMeta) place;
    long[] sizes = value.layout().sizes();
    Tensor fitted = value;
    if (sizes != meta.sizes() && !Arrays.equals(sizes, meta.sizes())) {
      if (!Broadcast.expandable(meta.sizes(), sizes)) {
        throw new GradusArgumentException(
            "Function "
                + (from == null ? "root" : from.name())
                + " returned an invalid gradient at index "
                + index
                + " - got "
                + Sizes.text(sizes)
                + " but expected shape compatible with "
                + Sizes.text(meta.sizes()));
      }
      fitted = SumToSize.apply(value, meta.sizes());
    }
    DType dtype = meta.dtype();
    return fitted.dtype() == dtype ? fitted : fitted.to(dtype);
  }

  @Override
  public @Nullable Tensor[] array(int length) {
    return new Tensor[length];
  }

  @Override
  public void handedOn(Tensor value) {
    value.handedOn++;
  }

  @Override
  public void shown(Tensor value) {
    value.markShared();
  }
}
