package dev.gradus.op.loss;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.LossReduction;
import dev.gradus.Operation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.MultilabelMargins;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The margins of several wanted classes against all others. Gradient: how many margins are open,
/// times g; it is constant between kinks, at which it is that of the kept margin.
///
/// @param target the wanted classes, contiguous
/// @param reduction what is done with the losses of samples
/// @param slope the derivative of every sample's loss by its scores, filled by `forward`
record MultilabelMargin(Tensor target, LossReduction reduction, Tensor slope)
    implements SingleOperation {

  static Tensor run(Tensor x, Tensor target, LossReduction reduction) {
    long[] sizes = x.layout().sizes();
    if (!ClassScores.nonEmpty(sizes)) {
      throw ClassScores.empty(sizes);
    }
    boolean fits =
        sizes.length == 2
            ? Arrays.equals(sizes, target.layout().sizes())
            : target.dim() <= 1 && target.numel() == x.numel();
    if (!fits) {
      throw new GradusArgumentException(
          "inconsistent target size: "
              + Sizes.text(target.layout().sizes())
              + " for input of size: "
              + Sizes.text(sizes)
              + "\nmultilabel_margin_loss: the target has a place for every class.");
    }
    ClassScores.checkClasses(target);
    Tensor t = Call.unrecorded(() -> target.detach().contiguous());
    if (t.numel() > 0) {
      long classes = sizes.length == 2 ? sizes[1] : x.numel();
      if (t.min().itemLong() < -1 || t.max().itemLong() >= classes) {
        throw new GradusArgumentException(
            "argument #2 'target' is out of range\nmultilabel_margin_loss: classes are 0 … "
                + (classes - 1)
                + ", and -1 ends a list.");
      }
    }
    LossReduction effective =
        reduction == LossReduction.NONE && target.dim() <= 1 ? LossReduction.SUM : reduction;
    Tensor slope = Tensor.empty(DType.FLOAT64, sizes);
    return Call.run(new MultilabelMargin(t, effective, slope), x);
  }

  @Override
  public String name() {
    return "multilabel_margin_loss_forward";
  }

  @Override
  public String node() {
    return Operation.nodeName("multilabel_margin_loss", 0);
  }

  private int rows() {
    return target.dim() == 2 ? (int) target.size(0) : 1;
  }

  @Override
  public Tensor forward(Tensor[] in) {
    int rows = rows();
    Tensor losses = Tensor.empty(DType.FLOAT64, rows);
    Tensor x = Call.unrecorded(() -> in[0].detach().to(DType.FLOAT64).contiguous().clone());
    if (x.numel() > 0) {
      try {
        MultilabelMargins.run(
            (double[]) x.storage().array(),
            classes(),
            rows,
            (int) (x.numel() / rows),
            (double[]) losses.storage().array(),
            (double[]) slope.storage().array());
      } finally {
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(target);
      }
    }
    return Call.unrecorded(() -> Reduced.of(losses, reduction).to(in[0].dtype()));
  }

  private long[] classes() {
    Layout l = target.layout();
    int from = (int) l.offset();
    return Arrays.copyOfRange((long[]) target.storage().array(), from, from + (int) l.numel());
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    long[] sizes = b.sizes(0);
    double classes = sizes.length == 0 ? 1 : sizes[sizes.length - 1];
    double count = reduction == LossReduction.MEAN ? classes * rows() : classes;
    Tensor each = g.dim() == 1 ? g.unsqueeze(1) : g;
    return new Tensor[] {slope.to(b.dtype(0)).div(count).mul(each)};
  }
}
