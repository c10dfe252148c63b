package dev.gradus;

import dev.gradus.error.GradusStateException;
import dev.gradus.error.GradusUnsupportedException;

/// What is said of things that a function under `vmap` may not do.
final class VmapErrors {
  private VmapErrors() {}

  static GradusStateException escaped(Tensor x) {
    return new GradusStateException(
        "Either your tensor may have escaped from inside a function being vmapped and this is a user error (see https://pytorch.org/functorch/stable/ux_limitations.html), or there is an internal functorch error in `gen_vmap_plumbing` Please file an issue if it looks like the latter"
            + "\nvmap: a tensor of shape "
            + x.sizeText()
            + " stands for all examples of a vmap that has ended; return it from the function instead.");
  }

  /// What an operation could not do because a tensor outlived its vmap, else what it threw.
  static GradusStateException escapedOr(GradusStateException e, ThreadState s, Tensor[] x) {
    for (Tensor t : x) {
      if (s.innermostFunction() == null && Call.isHidden(t)) {
        return escaped(t);
      }
    }
    return e;
  }

  static GradusStateException inPlace(InPlaceOperation op) {
    String name = op.isArithmetic() ? "inplace arithmetic" : op.name() + "_";
    return new GradusStateException(
        "vmap: "
            + name
            + "(self, *extra_args) is not possible because there exists a Tensor `other` in extra_args that has more elements than `self`. This happened due to `other` being vmapped over but `self` not being vmapped over in a vmap. Please try to use out-of-place operators instead of "
            + name
            + ". If said operator is being called inside the PyTorch framework, please file a bug report instead."
            + "\nvmap: the tensor that "
            + op.name()
            + "_ changes is the same one for all examples. Make one for each with newZeros or zerosLike of a tensor that is mapped over.");
  }

  static GradusStateException random() {
    return new GradusStateException(
        "vmap: called random operation while in randomness error mode. Please either use the 'same' or 'different' randomness flags on vmap or perform the randomness operation out of vmap"
            + "\nvmap: VmapOptions.DEFAULT.withRandomness(Randomness.DIFFERENT) draws other numbers for each example.");
  }

  static GradusUnsupportedException item() {
    return new GradusUnsupportedException(
        "vmap: It looks like you're calling .item() on a Tensor. We don't support vmap over calling .item() on a Tensor, please try to rewrite what you're doing with other operations. If error is occurring somewhere inside PyTorch internals, please file a bug report.");
  }

  static GradusUnsupportedException dataDependent() {
    return new GradusUnsupportedException(
        "vmap: It looks like you're attempting to use a Tensor in some data-dependent control flow. We don't support that yet, please file an issue at https://github.com/pytorch/pytorch/issues ."
            + "\nvmap: use where(condition, a, b), which takes both ways and chooses for each element.");
  }

  static GradusUnsupportedException dynamicShape(String name) {
    return new GradusUnsupportedException(
        "vmap: We do not support batching operators that can output dynamic shape. Attempted to vmap over aten::"
            + name
            + ". Please voice your support in https://github.com/pytorch/functorch/issues/256");
  }
}
