package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// Turned by quarter turns in the plane of two dimensions.
///
/// @param turns how many, from the first dimension to the second
/// @param dim0 the first
/// @param dim1 the second
public record Rot90(int turns, int dim0, int dim1) implements SingleOperation {
  /// Checks the dimensions.
  public static Rot90 of(Tensor x, int turns, int... dims) {
    if (dims.length != 2) {
      throw new GradusArgumentException(
          "expected total rotation dims == 2, but got dims = " + dims.length);
    }
    if (x.dim() < 2) {
      throw new GradusArgumentException(
          "expected total dims >= 2, but got total dims = " + x.dim());
    }
    if (dims[0] == dims[1] || Math.abs(dims[0] - dims[1]) == x.dim()) {
      throw new GradusArgumentException(
          "expected rotation dims to be different, but got dim0 = "
              + dims[0]
              + " and dim1 = "
              + dims[1]);
    }
    for (int k = 0; k < 2; k++) {
      if (dims[k] >= x.dim() || dims[k] < -x.dim()) {
        throw new GradusArgumentException(
            "Rotation dim" + k + " out of range, dim" + k + " = " + dims[k]);
      }
    }
    return new Rot90(Math.floorMod(turns, 4), dims[0], dims[1]);
  }

  @Override
  public String name() {
    return "rot90";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor in = x[0];
    return Call.unrecorded(() ->
        switch (turns) {
          case 1 -> in.flip(dim1).transpose(dim0, dim1).detach();
          case 2 -> in.flip(dim0, dim1);
          case 3 -> in.flip(dim0).transpose(dim0, dim1).detach();
          default -> ViewCopy.fresh(in);
        });
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {g.rot90(-turns, dim0, dim1)};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(new Rot90(turns, b.dims(dim0)[0], b.dims(dim1)[0]), x[0]);
  }
}
