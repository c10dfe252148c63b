package dev.gradus.op.special;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.InPlaceOperation;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.dtype.Promotion;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.ElementFunction;
import dev.gradus.kernel.ElementLoop;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Layout;
import dev.gradus.shape.ResultLayout;
import dev.gradus.shape.Sizes;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A function of single elements that is no expression: one that is computed with loops and
/// branches, in double, and rounded once. What its gradient is, is stated.
public final class Elementwise implements InPlaceOperation {
  /// The gradients of the inputs.
  @FunctionalInterface
  public interface Gradient {
    @Nullable Tensor[] of(Backward b, Tensor g);
  }

  /// What is computed in a dtype.
  @FunctionalInterface
  public interface Choice {
    ElementFunction in(DType dtype);
  }

  private final String name;
  private final Choice choice;
  private final @Nullable Gradient gradient;
  private final long reads;
  private final boolean readsResult;
  private final boolean decimal;

  private Elementwise(
      String name,
      Choice choice,
      @Nullable Gradient gradient,
      long reads,
      boolean readsResult,
      boolean decimal) {
    this.decimal = decimal;
    this.name = name;
    this.choice = choice;
    this.gradient = gradient;
    this.reads = reads;
    this.readsResult = readsResult;
  }

  /// A function that has no gradient: results never require grad.
  public static Elementwise of(String name, ElementFunction f) {
    return of(name, (Choice) _ -> f);
  }

  /// As [#of(String, ElementFunction)], where what is computed depends on the dtype.
  public static Elementwise of(String name, Choice choice) {
    return new Elementwise(name, choice, null, 0, false, false);
  }

  /// The same function with a gradient.
  ///
  /// @param inputs the inputs that it reads, as a bit set
  public Elementwise gradient(long inputs, Gradient formula) {
    return new Elementwise(name, choice, formula, inputs, readsResult, decimal);
  }

  /// The same function, whose gradient also reads the result.
  public Elementwise readingResult() {
    return new Elementwise(name, choice, gradient, reads, true, decimal);
  }

  /// The same function, which refuses whole numbers.
  public Elementwise ofDecimals() {
    return new Elementwise(name, choice, gradient, reads, readsResult, true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String node() {
    return Operation.nodeName(name, 0);
  }

  @Override
  public boolean isDifferentiable(int k) {
    return gradient != null;
  }

  @Override
  public long savesInputs(long needs) {
    return reads;
  }

  @Override
  public long savesOutputs(long needs) {
    return readsResult ? 1 : 0;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    if (gradient == null) {
      throw new GradusUnsupportedException("derivative for aten::" + name + " is not implemented");
    }
    return gradient.of(b, g);
  }

  // --- Dtype ---

  private static DType common(Tensor[] x) {
    DType tensors = null;
    DType zeroDim = null;
    for (Tensor t : x) {
      DType d = t.dtype();
      if (t.dim() > 0) {
        tensors = tensors == null ? d : Promotion.promote(tensors, d);
      } else {
        zeroDim = zeroDim == null ? d : Promotion.promote(zeroDim, d);
      }
    }
    return Promotion.resultType(tensors, zeroDim, null);
  }

  private DType computing(Tensor[] x) {
    DType common = common(x);
    boolean whole = choice.in(common) instanceof ElementFunction.Longs;
    boolean refused =
        whole
            ? !common.isIntegral() || common == DType.BOOL
            : common.isComplex() || decimal && common.isIntegral();
    if (refused) {
      throw new GradusUnsupportedException(
          "\"%s_cpu\" not implemented for '%s'\n%s: takes %s numbers."
              .formatted(
                  name,
                  common.scalarName(),
                  name,
                  whole ? "whole" : decimal ? "floating-point" : "real"));
    }
    return whole || !common.isIntegral() ? common : Gradus.getDefaultDtype();
  }

  // --- Computing ---

  @Override
  public Tensor forward(Tensor[] x) {
    DType type = computing(x);
    long[] sizes = sizes(x);
    Layout[] operands = new Layout[x.length];
    for (int i = 0; i < x.length; i++) {
      operands[i] = x[i].layout();
    }
    Tensor y = Tensor.unfilled(ResultLayout.of(sizes, operands), type);
    run(type, x, y);
    return y;
  }

  private void run(DType type, Tensor[] x, Tensor y) {
    Layout to = y.layout();
    int[] order = order(to);
    ElementLoop.Source[] sources = new ElementLoop.Source[x.length];
    for (int i = 0; i < x.length; i++) {
      long[] strides = Broadcast.strides(x[i].layout(), to.sizes());
      sources[i] =
          new ElementLoop.Source(
              x[i].dtype(),
              x[i].storage().array(),
              x[i].layout().offset(),
              picked(to.sizes(), order),
              picked(strides, order));
    }
    try {
      ElementLoop.run(
          choice.in(type),
          type,
          sources,
          y.storage().array(),
          (int) to.offset(),
          Math.toIntExact(to.numel()));
    } finally {
      Reference.reachabilityFence(x);
      Reference.reachabilityFence(y);
    }
  }

  /// The dimensions of a dense layout from the slowest to the fastest.
  private static int[] order(Layout dense) {
    int[] order = new int[dense.rank()];
    Arrays.setAll(order, i -> i);
    long[] strides = dense.strides();
    for (int i = 1; i < order.length; i++) {
      for (int j = i; j > 0 && strides[order[j - 1]] < strides[order[j]]; j--) {
        int t = order[j];
        order[j] = order[j - 1];
        order[j - 1] = t;
      }
    }
    return order;
  }

  private static long[] picked(long[] values, int[] order) {
    long[] picked = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      picked[i] = values[order[i]];
    }
    return picked;
  }

  private static long[] sizes(Tensor[] x) {
    long[] sizes = x[0].layout().sizes();
    for (int i = 1; i < x.length; i++) {
      sizes = Broadcast.sizes(sizes, x[i].layout().sizes());
    }
    return sizes;
  }

  @Override
  public void checkInto(Tensor target, Tensor[] x) {
    DType result = computing(x);
    if (!Promotion.canCast(result, target.dtype())) {
      throw new GradusArgumentException(
          "result type %s can't be cast to the desired output type %s\n%s_: the tensor has dtype %s."
                  .formatted(result.scalarName(), target.dtype().scalarName(), name, target.dtype())
              + " Use the operation without underscore, or convert the tensor first.");
    }
    long[] sizes = sizes(x);
    if (!Arrays.equals(sizes, target.layout().sizes())) {
      throw new GradusArgumentException(
          "output with shape "
              + Sizes.text(target.layout().sizes())
              + " doesn't match the broadcast shape "
              + Sizes.text(sizes));
    }
  }

  @Override
  public void forwardInto(Tensor target, Tensor[] x) {
    Copies.copy(forward(x), target);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, b.aligned(x));
  }
}
