package dev.gradus.op.loss;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.LossReduction;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.MultilabelMargins;
import dev.gradus.op.pointwise.PlainArrays;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The margins of several wanted classes against all others. Gradient: how many margins are open,
/// times g; it is constant between kinks, at which it is that of the kept margin. Results: the
/// loss, and the derivative of every sample's sum by its scores.
///
/// @param target the wanted classes, contiguous
/// @param reduction what is done with the losses of samples
record MultilabelMargin(Tensor target, LossReduction reduction) implements Operation {

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
    ClassScores.real("multilabel_margin_loss_forward_out_frame", x);
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
    return Call.runAll(new MultilabelMargin(t, effective), x)[0];
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
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] in) {
    int rows = rows();
    double[] x = PlainArrays.doubles(in[0]);
    double[] losses = new double[rows];
    double[] slope = new double[x.length];
    if (x.length > 0) {
      MultilabelMargins.run(x, PlainArrays.longs(target), rows, x.length / rows, losses, slope);
    }
    Tensor each = PlainArrays.tensor(losses, DType.FLOAT64, rows);
    DType dtype = in[0].dtype();
    return new Tensor[] {
      Call.unrecorded(() -> Reduced.of(each, reduction).to(dtype)),
      PlainArrays.tensor(slope, dtype, in[0].layout().sizes())
    };
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    long rows = rows();
    long classes = target.numel() / rows;
    long all = rows * b.size();
    Tensor targets =
        Call.unrecorded(
            () -> target.expand(b.sizes(target.layout().sizes())).reshape(all, classes).clone());
    MultilabelMargin each = new MultilabelMargin(targets, LossReduction.NONE);
    Tensor[] y = Call.runAll(each, x[0].reshape(all, classes));
    Tensor losses = y[0].reshape(b.size(), rows);
    Tensor reduced =
        switch (reduction) {
          case MEAN -> losses.mean(new int[] {1}, false);
          case SUM -> losses.sum(new int[] {1}, false);
          case NONE -> losses;
        };
    return new Tensor[] {reduced, y[1].reshape(x[0].layout().sizes())};
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0;
  }

  @Override
  public long savesOutputs(long needs) {
    return 2;
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] arrived) {
    Tensor g = arrived[0];
    if (g == null) {
      return new @Nullable Tensor[1];
    }
    long[] sizes = b.sizes(0);
    double classes = sizes.length == 0 ? 1 : sizes[sizes.length - 1];
    double count = reduction == LossReduction.MEAN ? classes * rows() : classes;
    Tensor each = g.dim() == 1 ? g.unsqueeze(1) : g;
    return new @Nullable Tensor[] {b.y(1).div(count).mul(each)};
  }
}
