package dev.gradus.op.loss;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.LossReduction;
import dev.gradus.Operation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.Classes;
import dev.gradus.kernel.OneInEachRow;
import dev.gradus.shape.Sizes;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The negative log-likelihood of classes: minus the weight times the value of the target class,
/// reduced; the mean divides by the weights. Gradient: minus the weight times g at the class of
/// each sample.
///
/// Inputs: log-probabilities and the classes, contiguous int64.
///
/// @param shape the sizes of the target
/// @param n the number of samples
/// @param classes the number of classes
/// @param spatial the number of places of a sample
/// @param ignored the class that is left out
/// @param reduction what is done with the losses
/// @param weights the weight of each place, 0 where it is ignored; null where all weigh 1
public record NllLoss(
    long[] shape,
    int n,
    int classes,
    int spatial,
    long ignored,
    LossReduction reduction,
    @Nullable Tensor weights)
    implements SingleOperation {

  /// Checks the arguments and runs the loss.
  public static Tensor run(
      Tensor x, Tensor target, @Nullable Tensor weight, long ignored, LossReduction reduction) {
    checkSizes(x, target);
    ClassScores.real(x.dim() <= 2 ? "nll_loss_out_frame" : "nll_loss2d_forward_out_frame", x);
    long[] sx = x.layout().sizes();
    boolean batched = sx.length > 1;
    int classes = (int) sx[batched ? 1 : 0];
    int n = batched ? (int) sx[0] : 1;
    int spatial = sx.length <= 2 ? 1 : (int) Sizes.numel(Arrays.copyOfRange(sx, 2, sx.length));
    if (Call.isHidden(target) || weight != null && Call.isHidden(weight)) {
      return composed(x, target.to(DType.INT64), weight, ignored, reduction);
    }
    Tensor t = Call.unrecorded(() -> target.detach().to(DType.INT64).contiguous());
    Classes.check(
        (long[]) t.storage().array(), (int) t.layout().offset(), n * spatial, classes, ignored);
    if (weight != null && (weight.dim() != 1 || weight.numel() != classes)) {
      throw new GradusArgumentException(
          "weight tensor should be defined either for all "
              + classes
              + " classes or no classes but got weight tensor of shape: "
              + Sizes.text(weight.layout().sizes()));
    }
    boolean alike =
        weight == null
            && !Classes.anyIgnored(
                (long[]) t.storage().array(), (int) t.layout().offset(), n * spatial, ignored);
    Tensor weights = alike ? null : weights(x, t, weight, n, classes, spatial, ignored);
    NllLoss op = new NllLoss(target.shape(), n, classes, spatial, ignored, reduction, weights);
    return Call.run(op, x, t);
  }

  // Of other classes for every example.
  private static Tensor composed(
      Tensor x, Tensor target, @Nullable Tensor weight, long ignored, LossReduction reduction) {
    int dim = x.dim() == 1 ? 0 : 1;
    Tensor none = target.eq(ignored);
    Tensor at = target.maskedFill(none, 0L);
    Tensor own =
        weight == null
            ? Gradus.ones(x.dtype(), target.shape())
            : weight.detach().to(x.dtype()).take(at);
    Tensor share = own.maskedFill(none, 0L);
    Tensor losses = x.gather(dim, at.unsqueeze(dim)).squeeze(dim).mul(share).neg();
    return switch (reduction) {
      case NONE -> losses;
      case SUM -> losses.sum();
      case MEAN -> losses.sum().div(share.sum());
    };
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.within(in -> reduced(weighted(Call.run(pick(false), in[0], x[1])).neg()));
  }

  private Tensor weighted(Tensor picked) {
    return weights == null ? picked : picked.mul(weights);
  }

  private Tensor reduced(Tensor losses) {
    return switch (reduction) {
      case NONE -> losses.view(shape);
      case SUM -> losses.sum();
      case MEAN -> perWeight(losses.sum());
    };
  }

  private Tensor perWeight(Tensor sum) {
    return weights == null ? sum.div((double) n * spatial) : sum.div(weights.sum());
  }

  // The weight of the class of every place, 0 where it is ignored.
  private static Tensor weights(
      Tensor x, Tensor t, @Nullable Tensor weight, int n, int classes, int spatial, long ignored) {
    return Call.unrecorded(() -> {
      Tensor w =
          weight == null ? Tensor.empty(x.dtype(), 1).fill_(1) : weight.detach().to(x.dtype());
      Tensor spread = w.view(1, weight == null ? 1 : classes, 1).expand(n, classes, spatial);
      return Call.run(new PickClass(n, classes, spatial, ignored, false), spread, t);
    });
  }

  private static void checkSizes(Tensor x, Tensor target) {
    if (target.dtype() != DType.INT64 && target.dtype() != DType.UINT8) {
      throw new GradusArgumentException(
          "expected scalar type Long but found "
              + target.dtype().scalarName()
              + "\nnll_loss: the target holds classes; convert it with to(int64).");
    }
    long[] sx = x.layout().sizes();
    long[] st = target.layout().sizes();
    if (sx.length == 0) {
      throw new GradusArgumentException("input tensor should be 1D or 2D");
    }
    long[] wanted = new long[Math.max(0, sx.length - 1)];
    for (int d = 0; d < wanted.length; d++) {
      wanted[d] = d == 0 ? sx[0] : sx[d + 1];
    }
    if (sx.length > 1 && st.length > 0 && sx[0] != st[0]) {
      throw new GradusArgumentException(
          "Expected input batch_size (" + sx[0] + ") to match target batch_size (" + st[0] + ").");
    }
    if (!Arrays.equals(wanted, st)) {
      throw new GradusArgumentException(
          "size mismatch (got input: "
              + Sizes.text(sx)
              + ", target: "
              + Sizes.text(st)
              + ")\nnll_loss: the target has the sizes of the input without the classes: "
              + Sizes.text(wanted)
              + ".");
    }
  }

  @Override
  public String name() {
    return spatialInput() ? "nll_loss2d" : "nll_loss";
  }

  private boolean spatialInput() {
    return shape.length > 1;
  }

  @Override
  public String node() {
    return Operation.nodeName(name(), 0);
  }

  private PickClass pick(boolean back) {
    return new PickClass(n, classes, spatial, ignored, back);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return Call.unrecorded(
        () -> reduced(weighted(Call.run(pick(false), x[0].detach(), x[1])).neg()));
  }

  @Override
  public long savesInputs(long needs) {
    return 2;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor share = weights == null ? equalShare(g) : share(g, weights.neg(), weights);
    boolean real = share.dtype() == DType.FLOAT32 || share.dtype() == DType.FLOAT64;
    if (spatial == 1 && real && Call.isPlain()) {
      OneInEachRow one = spread(share, b.x(1));
      return new @Nullable Tensor[] {Tensor.pending(share.dtype(), b.sizes(0), one), null};
    }
    Tensor all = share.dim() == 0 ? share.expand(n, spatial) : share;
    return new @Nullable Tensor[] {Call.run(pick(true), all, b.x(1)).view(b.sizes(0)), null};
  }

  // Written out only if somebody reads it, which the gradient of a log-softmax does not.
  private OneInEachRow spread(Tensor share, Tensor target) {
    Tensor values = share.contiguous();
    try {
      return OneInEachRow.of(
          values.storage().array(),
          (int) values.layout().offset(),
          share.dim() == 0,
          n,
          classes,
          (long[]) target.storage().array(),
          (int) target.layout().offset(),
          ignored);
    } finally {
      Reference.reachabilityFence(values);
      Reference.reachabilityFence(target);
    }
  }

  private Tensor share(Tensor g, Tensor factor, Tensor own) {
    return switch (reduction) {
      case NONE -> factor.mul(g.reshape(n, spatial));
      case SUM -> factor.mul(g);
      case MEAN -> factor.div(own.sum()).mul(g);
    };
  }

  private Tensor equalShare(Tensor g) {
    return switch (reduction) {
      case NONE -> g.reshape(n, spatial).neg();
      case SUM -> g.neg();
      case MEAN -> g.mul(-1 / ((double) n * spatial));
    };
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return Call.run(this, Objects.requireNonNull(t[0]), x[1]);
  }
}
