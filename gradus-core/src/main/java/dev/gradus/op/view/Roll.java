package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The elements shifted along dimensions; what leaves at one end comes in at the other.
///
/// @param shifts by how much, one for each dimension
/// @param dims the dimensions; none for the flattened tensor
public record Roll(long[] shifts, int[] dims) implements SingleOperation {
  /// Checks that shifts and dimensions belong together.
  public static Roll of(Tensor x, long[] shifts, int[] dims) {
    if (shifts.length == 0) {
      throw new GradusArgumentException("`shifts` required");
    }
    if (dims.length != shifts.length && !(dims.length == 0 && shifts.length == 1)) {
      throw new GradusArgumentException(
          "shifts and dimensions must align. shifts: " + shifts.length + ", dims:" + dims.length);
    }
    if (x.dim() == 0 && dims.length > 0) {
      throw new GradusIndexException(
          "Dimension specified as " + dims[0] + " but tensor has no dimensions");
    }
    return new Roll(shifts.clone(), dims.clone());
  }

  @Override
  public String name() {
    return "roll";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    if (x[0].numel() == 0) {
      return Tensor.empty(x[0].dtype(), x[0].layout().sizes());
    }
    return Call.unrecorded(() -> {
      if (dims.length == 0) {
        return rolled(x[0].reshape(-1), shifts[0], 0).view(x[0].layout().sizes());
      }
      Tensor y = x[0];
      for (int k = 0; k < dims.length; k++) {
        y = rolled(y, shifts[k], dims[k]);
      }
      return y;
    });
  }

  private static Tensor rolled(Tensor x, long shift, int dim) {
    long size = x.size(dim);
    long cut = size - Math.floorMod(shift, size);
    return Gradus.cat(List.of(x.narrow(dim, cut, size - cut), x.narrow(dim, 0, cut)), dim);
  }

  private Roll inverse() {
    return new Roll(Arrays.stream(shifts).map(s -> -s).toArray(), dims);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(inverse(), g)};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    if (dims.length > 0) {
      return Call.run(new Roll(shifts, b.dims(dims)), x[0]);
    }
    long[] flat = b.sizes(Sizes.numel(b.sizes(0)));
    int[] along = {1};
    return Call.run(new Roll(shifts, along), x[0].reshape(flat)).reshape(x[0].shape());
  }
}
