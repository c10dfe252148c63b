package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.expr.Expr;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.op.pointwise.UpdateLoops;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import java.util.List;

/// A pointwise change of several tensors in one pass over their elements: what a step of an
/// optimiser is made of.
///
/// It is stated as one expression per tensor that changes. `x(0)`, `x(1)`, … are the operands' old
/// elements, those that change first; `p(0)`, `p(1)`, … are numbers given with each call.
///
/// ```java
/// // velocity = momentum * velocity + gradient; weight -= rate * velocity
/// static final Expr VELOCITY = x(1).mul(p(1)).add(x(2));
/// static final PointwiseUpdate MOMENTUM =
///     PointwiseUpdate.of("momentum", x(0).sub(VELOCITY.mul(p(0))), VELOCITY);
///
/// MOMENTUM.apply(new Tensor[] {weight, velocity, gradient}, rate, momentum);
/// ```
///
/// **Shape**: operands that change have the sizes of the first one; the others broadcast to them.
///
/// **Dtype**: floating-point, any mixture; float16 and bfloat16 are computed in float32 and rounded
/// once. A complex tensor is given as its `viewAsReal()`.
///
/// **Gradient**: what is not recorded changes in place, in one pass. If grad mode is on and an
/// operand requires grad, every expression is computed as an operation of its own and copied into
/// its tensor, all recorded.
public final class PointwiseUpdate {
  private final String name;
  private final Row[] rows;
  private final UpdateLoops loops;

  private PointwiseUpdate(String name, List<Expr> results) {
    this.name = name;
    this.loops = new UpdateLoops(results);
    this.rows = new Row[results.size()];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = Row.of(name, results.get(k)).inputs(loops.operands());
    }
  }

  /// An update from one expression per tensor that changes.
  ///
  /// @param name for messages and nodes
  /// @param results the new elements of the first, second, … operand
  public static PointwiseUpdate of(String name, Expr... results) {
    if (results.length == 0) {
      throw new GradusArgumentException(
          "PointwiseUpdate: " + name + " has no expression; state one per tensor that changes.");
    }
    return new PointwiseUpdate(name, List.of(results));
  }

  /// How many operands change: the first ones.
  public int targets() {
    return rows.length;
  }

  /// How many operands there are.
  public int operands() {
    return loops.operands();
  }

  /// Changes the first operands.
  ///
  /// **Errors**, each before anything is changed: another number of operands or too few numbers,
  /// dtypes that are not floating-point, sizes that do not fit, operands whose memory overlaps, a
  /// leaf that requires grad outside `noGrad`.
  public void apply(Tensor[] operands, double... numbers) {
    check(operands, numbers);
    ThreadState s = ThreadState.current();
    boolean recorded = s.gradEnabled && Call.needs(operands) != 0;
    for (int k = 0; k < rows.length; k++) {
      InPlaceCalls.checkTarget(s, name, operands, k, recorded);
    }
    if (recorded || s.transforms() || s.modes != null && s.modes.mutations() != null) {
      Tensor[] results = compute(operands, numbers);
      for (int k = 0; k < results.length; k++) {
        operands[k].copy_(results[k]);
      }
      return;
    }
    Profiler profiler = s.profiler;
    Runnable pass = () -> loops.run(operands, numbers);
    Flight.update(
        s, name, operands[0], profiler == null ? pass : () -> profiler.ofUpdate(name, pass));
    for (int k = 0; k < rows.length; k++) {
      operands[k].bumpVersion(name);
    }
  }

  /// The new elements as tensors of their own; nothing changes. What requires grad is recorded.
  public Tensor[] compute(Tensor[] operands, double... numbers) {
    check(operands, numbers);
    Scalar[] p = new Scalar[numbers.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = Scalar.of(numbers[i]);
    }
    Tensor[] results = new Tensor[rows.length];
    for (int k = 0; k < results.length; k++) {
      results[k] = rows[k].apply(p, operands);
    }
    return results;
  }

  private void check(Tensor[] operands, double[] numbers) {
    if (operands.length != loops.operands() || numbers.length < loops.numbers()) {
      throw new GradusArgumentException(
          name
              + ": got "
              + operands.length
              + " tensors and "
              + numbers.length
              + " numbers; its expressions mention "
              + loops.operands()
              + " tensors and "
              + loops.numbers()
              + " numbers.");
    }
    long[] sizes = operands[0].layout().sizes();
    for (int k = 0; k < operands.length; k++) {
      DType dtype = operands[k].dtype();
      if (!dtype.isFloatingPoint()) {
        throw new GradusArgumentException(
            name
                + ": operand "
                + k
                + " has dtype "
                + dtype
                + "; it must be floating-point. "
                + (dtype.isComplex() ? "Pass viewAsReal()." : "Convert it first."));
      }
      long[] mine = operands[k].layout().sizes();
      boolean fits =
          k < rows.length ? Arrays.equals(mine, sizes) : Broadcast.expandable(mine, sizes);
      if (!fits) {
        throw new GradusArgumentException(
            name
                + ": operand "
                + k
                + " has shape "
                + Sizes.text(mine)
                + ", operand 0 has "
                + Sizes.text(sizes)
                + (k < rows.length
                    ? "; tensors that change have the same shape."
                    : "; the shapes must be broadcastable."));
      }
    }
  }
}
