package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Parts;
import dev.gradus.shape.Sizes;
import java.util.Arrays;

/// Operations that overwrite their first input: what is allowed, and how history is rewritten.
///
/// // Note [Rewriting history] After `x.mul_(2)` the object x stands for the product: it gets the
/// edge of a new node whose first input is what x was before. If x is a view, its base changed too:
/// the base gets a [CopySlices] node that sends the gradient of the changed part through the
/// operation's node and passes the rest on. Every other view of that base finds its edge stale (the
/// memory's version has moved on) when it is asked for it, and makes itself an as-strided node on
/// the base's new history.
///
/// All checks come before the first write: a refused call has changed nothing.
final class InPlaceCalls {
  private InPlaceCalls() {}

  static void run(ThreadState s, InPlaceOperation op, Tensor[] x) {
    Tensor target = x[0];
    checkInference(s, target);
    long needs = s.gradEnabled ? Call.needs(x) : 0;
    if (needs != 0) {
      checkHistory(target);
    }
    boolean relayout = op instanceof LayoutChange;
    if (!relayout) {
      checkMemory(op.name(), x, 0);
    }
    op.checkInto(target, x);
    if (s.modes != null && s.modes.mutations() != null) {
      s.modes.mutations().beforeChange(target.storage());
    }
    if (needs == 0 || !target.dtype().isDifferentiable()) {
      op.forwardInto(target, x);
      target.bumpVersion(op.name() + "_");
      return;
    }
    record(s, op, x, needs, () -> op.forwardInto(target, x));
  }

  /// Runs a change in place at a level of a function transform: the change itself and the checks of
  /// memory belong to the levels below.
  static void runAt(ThreadState s, InPlaceOperation op, Tensor[] x, long needs, Runnable change) {
    Tensor target = x[0];
    if (needs != 0) {
      checkHistory(target);
    }
    if (needs == 0 || !target.dtype().isDifferentiable()) {
      change.run();
      target.bumpVersion(op.name() + "_");
    } else {
      record(s, op, x, needs, change);
    }
  }

  private static void record(
      ThreadState s, InPlaceOperation op, Tensor[] x, long needs, Runnable change) {
    Tensor target = x[0];
    OpNode node = new OpNode(op, Call.edges(x), s.next());
    long saved = op.savesInputs(x, needs);
    if (saved != 0) {
      node.saveInputs(beforeChange(x, saved), saved, s.modes);
    }
    change.run();
    target.bumpVersion(op.name() + "_");
    if (op instanceof LayoutChange) {
      target.continueHistory(node);
    } else {
      target.rebaseHistory(node, s.next());
    }
    if (op.savesOutputs(x, needs) != 0) {
      node.saveOutputs(new Tensor[] {target}, 1, s.modes);
    }
    s.created(node);
  }

  // The gradient wants the value before the change; whoever else reads the target's memory sees the
  // new one, so it is copied.
  private static Tensor[] beforeChange(Tensor[] x, long saved) {
    Tensor[] kept = x.clone();
    for (int i = 0; i < x.length; i++) {
      if ((saved >>> i & 1) != 0 && (i == 0 || x[i] == x[0])) {
        kept[i] = x[i].clone();
      }
    }
    return kept;
  }

  private static void checkHistory(Tensor target) {
    ViewInfo view = target.viewInfo();
    if (view != null) {
      view.checkChange(target.rawEdge(), false);
      if (target.requiresGrad() && view.base.isLeaf()) {
        throw new GradusStateException(
            "a view of a leaf Variable that requires grad is being used in an in-place operation."
                + "\nChange it inside noGrad(), or work on a clone().");
      }
    }
    if (target.requiresGrad() && target.isLeaf()) {
      throw new GradusStateException(
          "a leaf Variable that requires grad is being used in an in-place operation."
              + "\nChange it inside noGrad(), or use the operation without underscore.");
    }
  }

  /// Checks that operand `k` may be overwritten by a change that is recorded or not.
  static void checkTarget(ThreadState s, String name, Tensor[] x, int k, boolean recorded) {
    checkInference(s, x[k]);
    if (recorded) {
      checkHistory(x[k]);
    }
    checkMemory(name, x, k);
  }

  private static void checkInference(ThreadState s, Tensor target) {
    if (target.isInference() && !s.inference) {
      throw new GradusStateException(
          "Inplace update to inference tensor outside InferenceMode is not allowed.You can make a clone to get a normal tensor before doing inplace update.See https://github.com/pytorch/rfcs/pull/17 for more details.");
    }
  }

  private static void checkMemory(String name, Tensor[] x, int k) {
    Tensor target = x[k];
    Layout to = target.layout();
    if (to.overlapsItself()) {
      throw new GradusArgumentException(
          "unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation."
              + "\n"
              + name
              + "_: the tensor has "
              + to
              + ".");
    }
    for (int i = 0; i < x.length; i++) {
      if (i != k && x[i].storage() == target.storage() && partlyOverlap(target, x[i])) {
        throw new GradusArgumentException(
            "unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory location. Please clone() the tensor before performing the operation."
                + "\n"
                + name
                + "_: the tensor has "
                + to
                + ", input "
                + i
                + " has "
                + x[i].layout()
                + ".");
      }
    }
  }

  // As PyTorch: sure only of full overlap (the same layout) and of no overlap at all (ranges apart
  // or not dense); dense ranges that meet overlap partly.
  private static boolean partlyOverlap(Tensor target, Tensor x) {
    return target.dtype().isComplex() == x.dtype().isComplex()
        ? partlyOverlap(target.layout(), x.layout())
        : partlyOverlap(reals(target), reals(x));
  }

  /// Whether tensors of one storage may share elements.
  static boolean meet(Tensor target, Tensor x) {
    Layout a = reals(target);
    Layout b = reals(x);
    return a.sameAs(b) && a.numel() > 0 || partlyOverlap(a, b);
  }

  private static Layout reals(Tensor x) {
    return x.dtype().isComplex() ? Parts.asReal(x.layout()) : x.layout();
  }

  private static boolean partlyOverlap(Layout a, Layout b) {
    if (a.numel() == 0 || b.numel() == 0 || a.sameAs(b)) {
      return false;
    }
    if (!a.isDense() || !b.isDense()) {
      return false;
    }
    return a.offset() <= b.lastIndex()
        && b.offset() <= a.lastIndex()
        && !(a.offset() == b.offset()
            && a.numel() == b.numel()
            && Arrays.equals(a.strides(), b.strides()));
  }

  /// Checks that a result of these sizes fits the target exactly.
  static void checkSizes(Tensor target, long[] sizes) {
    if (!Arrays.equals(target.layout().sizes(), sizes)) {
      throw new GradusArgumentException(
          "output with shape "
              + Sizes.text(target.layout().sizes())
              + " doesn't match the broadcast shape "
              + Sizes.text(sizes));
    }
  }
}
