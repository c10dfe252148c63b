package dev.gradus.op.embedding;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.InPlaceOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.RowRenorm;
import dev.gradus.op.pointwise.PlainArrays;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Shortens the rows of a table that numbers name to a greatest length, in place. Inputs: the
/// table, the numbers.
///
/// @param limit the greatest length
/// @param p the order of the norm
record Renorm(double limit, double p) implements InPlaceOperation {
  @Override
  public String name() {
    return "embedding_renorm";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor y = x[0].detach().clone();
    forwardInto(y, x);
    return y;
  }

  @Override
  public void checkInto(Tensor target, Tensor[] x) {
    EmbeddingCalls.check(target, x[1]);
  }

  @Override
  public void forwardInto(Tensor target, Tensor[] x) {
    long[] numbers = Arrays.stream(PlainArrays.longs(x[1])).distinct().sorted().toArray();
    Layout l = target.layout();
    int[] starts = new int[numbers.length];
    for (int k = 0; k < starts.length; k++) {
      starts[k] = (int) (l.offset() + numbers[k] * l.strides()[0]);
    }
    try {
      RowRenorm.run(
          target.dtype(),
          target.storage().array(),
          starts,
          (int) l.sizes()[1],
          (int) l.strides()[1],
          p,
          limit);
    } finally {
      Reference.reachabilityFence(target);
    }
  }

  // The tables of all examples in one are a view only where they lie close together.
  @Override
  public boolean batchInPlace(Batching b, Tensor[] x) {
    if (!x[0].isContiguous()) {
      return false;
    }
    Tensor numbers = b.front(x, 1).reshape(b.size(), -1).to(DType.INT64);
    Tensor own = BagFolding.apart(b, numbers, x[0].size(1)).flatten();
    Call.inPlace(this, x[0].flatten(0, 1), own);
    return true;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    throw new GradusUnsupportedException(
        "the derivative for 'self' is not implemented."
            + "\nembeddingRenorm_: call it inside noGrad(), as embedding(…) does.");
  }
}
