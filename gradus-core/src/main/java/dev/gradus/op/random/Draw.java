package dev.gradus.op.random;

import dev.gradus.Backward;
import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.InPlaceOperation;
import dev.gradus.Operation;
import dev.gradus.RandomOperation;
import dev.gradus.Tensor;
import dev.gradus.shape.Layout;
import dev.gradus.shape.ResultLayout;
import org.jspecify.annotations.Nullable;

/// Random numbers in the place of a tensor's elements. Gradient: 0.
///
/// @param name PyTorch's name, without underscore
/// @param overload the number of the node
/// @param filling what is drawn; its arguments were checked
/// @param generator null for the default one
public record Draw(String name, int overload, Filling filling, @Nullable Generator generator)
    implements InPlaceOperation, RandomOperation {
  @Override
  public String node() {
    return Operation.nodeName(name, overload);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Layout own = x[0].layout();
    Tensor y = Tensor.unfilled(ResultLayout.of(own.sizes(), own), x[0].dtype());
    filling.into(y, generator);
    return y;
  }

  @Override
  public void checkInto(Tensor target, Tensor[] x) {
    // The arguments were checked when this was made.
  }

  @Override
  public void forwardInto(Tensor target, Tensor[] x) {
    filling.into(target, generator);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new @Nullable Tensor[] {b.needs(0) ? Gradus.zerosLike(g) : null};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return null;
  }
}
