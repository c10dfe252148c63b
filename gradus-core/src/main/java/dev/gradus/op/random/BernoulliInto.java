package dev.gradus.op.random;

import dev.gradus.Backward;
import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.InPlaceOperation;
import dev.gradus.Operation;
import dev.gradus.RandomOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.RandomFill;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Layout;
import dev.gradus.shape.ResultLayout;
import dev.gradus.shape.Sizes;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// Ones with the probabilities that the second tensor has, else zeros, in the place of the first
/// tensor's elements. Gradient: 0 to both.
///
/// @param generator null for the default one
public record BernoulliInto(@Nullable Generator generator)
    implements InPlaceOperation, RandomOperation {
  @Override
  public String name() {
    return "bernoulli";
  }

  @Override
  public String node() {
    return Operation.nodeName("bernoulli", 1);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor y = Tensor.empty(x[0].dtype(), x[0].layout().sizes());
    checkInto(y, x);
    forwardInto(y, x);
    return y;
  }

  @Override
  public void checkInto(Tensor target, Tensor[] x) {
    Tensor p = x[1];
    if (target.dtype().isComplex()) {
      throw Wording.notImplemented("bernoulli_tensor_cpu_self_", target.dtype(), "bernoulli_");
    }
    if (!p.dtype().isFloatingPoint()) {
      throw Wording.notImplemented("bernoulli_tensor_cpu_p_", p.dtype(), "bernoulli_");
    }
    long[] to = target.layout().sizes();
    if (!Broadcast.expandable(p.layout().sizes(), to)) {
      throw new GradusArgumentException(
          "output with shape "
              + Sizes.text(to)
              + " doesn't match the broadcast shape "
              + Sizes.text(Broadcast.sizes(to, p.layout().sizes())));
    }
    Wording.checkProbabilities(p);
  }

  @Override
  public void forwardInto(Tensor target, Tensor[] x) {
    Layout to = target.layout();
    Tensor p = x[1];
    // Side by side in the order in which the target's elements lie.
    Tensor chances = Tensor.unfilled(ResultLayout.of(to.sizes(), to).at(0), p.dtype());
    if (to.numel() > 0) {
      Copies.copy(p, chances);
    }
    DType dtype = p.dtype();
    try {
      Filling one =
          (g, type, array, at, count, _) ->
              RandomFill.bernoulli(g, type, array, at, count, dtype, chances.storage().array(), 0);
      one.into(target, generator);
    } finally {
      Reference.reachabilityFence(chances);
    }
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new @Nullable Tensor[] {
      b.needs(0) ? Gradus.zerosLike(g) : null,
      b.needs(1) ? Gradus.zeros(b.dtype(1), b.sizes(1)) : null
    };
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return null;
  }
}
