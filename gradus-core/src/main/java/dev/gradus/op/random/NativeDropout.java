package dev.gradus.op.random;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.RandomOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.shape.ResultLayout;
import org.jspecify.annotations.Nullable;

/// Dropout that also returns which elements were kept.
///
/// Gradient: g at the kept elements, scaled as they were. Of an unset `train` the forward part
/// draws, but the gradient is not scaled: PyTorch's convention.
///
/// @param p the share that is left out
/// @param train null stands for PyTorch's `None`
public record NativeDropout(double p, @Nullable Boolean train)
    implements Operation, RandomOperation {
  @Override
  public String name() {
    return "native_dropout";
  }

  @Override
  public boolean draws() {
    return train == null || train;
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] inputs) {
    Tensor x = inputs[0];
    if (x.numel() == 0) {
      return new Tensor[] {x.detach(), Gradus.zerosLike(x, DType.BOOL)};
    }
    Tensor[] y = new Tensor[2];
    Call.unrecorded(() -> {
      if (train != null && !train) {
        y[1] = Gradus.onesLike(x, DType.BOOL);
        return y[0] = x.clone();
      }
      double kept = 1 - p;
      Filling how = Fillings.bernoulli(DType.BOOL, kept);
      y[1] = Samples.filled(how, DType.BOOL, ResultLayout.of(x.shape(), x.layout()).at(0), null);
      return y[0] = x.mul(y[1]).mul_(kept == 0 ? 0 : 1 / kept);
    });
    return y;
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor only = g[0];
    if (only == null) {
      return new @Nullable Tensor[1];
    }
    return new @Nullable Tensor[] {Call.run(new DropoutGradient(scale()), only, b.y(1))};
  }

  private double scale() {
    if (train == null || !train) {
      return 1;
    }
    return p == 1 ? 0 : 1 / (1 - p);
  }

  @Override
  public @Nullable Tensor[] jvpAll(Tensor[] x, Tensor[] y, @Nullable Tensor[] t) {
    Tensor moved = t[0];
    return new @Nullable Tensor[] {moved == null ? null : moved.mul(y[1]).mul(scale()), null};
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0;
  }

  @Override
  public long savesOutputs(long needs) {
    return 2;
  }
}
