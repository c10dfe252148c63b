package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.op.view.AsStrided;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// What changes the memory of this tensor, or the part of it that it shows, by hand.
public sealed interface MemoryChanges permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// Makes this tensor show its memory in any geometry. **Gradient**: that of
  /// [Tensor#asStrided(long[], long[], long)]. **Errors**: a geometry beyond the memory.
  /// **Source**: torch.Tensor.as\_strided\_.
  default Tensor asStrided_(long[] sizes, long[] strides, long offset) {
    AsStrided view = AsStrided.checked(self(), sizes, strides, offset);
    return Call.inPlace(new LayoutChange(view, NodeNames.of("as_strided", 1)), self());
  }

  /// Makes this a row-major tensor of these sizes over its memory, or over longer memory that
  /// begins with the same elements and goes on with zeros; other views then keep the shorter one.
  ///
  /// **Errors**: a tensor that requires grad, a negative size. **Source**: torch.Tensor.resize\_.
  default Tensor resize_(long... sizes) {
    Tensor x = self();
    if (x.requiresGrad()) {
      throw new GradusStateException(
          "cannot resize variables that require grad\nresize_: use reshape(), or detach() first.");
    }
    long count = 1;
    for (long size : sizes) {
      if (size < 0) {
        throw new GradusArgumentException(
            "Trying to create tensor with negative dimension "
                + size
                + ": "
                + Sizes.text(sizes)
                + "\nresize_: every size must be given.");
      }
      count *= size;
    }
    long offset = x.layout().offset();
    long held = x.storage().slots() / (x.isComplex() ? 2 : 1);
    if (count > 0 && offset + count > held) {
      Tensor longer = Gradus.zeros(x.dtype(), offset + count);
      Tensor all = x.detach().asStrided(new long[] {held}, new long[] {1}, 0);
      longer.narrow(0, 0, held).copy_(all);
      x.replaceData(longer);
    }
    x.relayout(Layout.contiguous(sizes.clone()).at(offset));
    return x;
  }

  /// [#resize_(long...)] to the sizes of another tensor. **Source**: torch.Tensor.resize\_as\_.
  default Tensor resizeAs_(Tensor other) {
    return resize_(other.shape());
  }

  /// Makes this tensor show the memory of another one.
  ///
  /// **Errors**: another dtype, a leaf that requires grad outside `noGrad`. **Source**:
  /// torch.Tensor.set\_.
  default Tensor set_(Tensor source) {
    Tensor x = self();
    if (source.dtype() != x.dtype()) {
      throw new GradusArgumentException(
          "Could not set tensor of type "
              + Checks.cType(source.dtype())
              + " to a tensor of type "
              + Checks.cType(x.dtype())
              + "\nset_: convert the source first.");
    }
    if (x.requiresGrad() && ThreadState.current().gradEnabled) {
      throw new GradusStateException(
          x.isLeaf()
              ? "a leaf Variable that requires grad is being used in an in-place operation."
                  + "\nset_: use it inside noGrad()."
              : "the derivative for 'set_' is not implemented.\nset_: use it on a detached tensor.");
    }
    x.replaceData(source);
    x.bumpVersion("set_");
    return x;
  }

  /// Writes a number on the diagonal where all indices are equal; `wrap` begins again below the end
  /// of it in a matrix higher than wide.
  ///
  /// **Gradient**: g off the diagonal. **Errors**: fewer than two dimensions, more than two of
  /// different sizes. **Source**: torch.Tensor.fill\_diagonal\_.
  default Tensor fillDiagonal_(double value, boolean wrap) {
    Tensor x = self();
    long[] sizes = x.shape();
    if (sizes.length < 2) {
      throw new GradusArgumentException(
          "dimensions must larger than 1\nfillDiagonal_: the tensor has shape "
              + Sizes.text(sizes)
              + ".");
    }
    for (int i = 1; sizes.length > 2 && i < sizes.length; i++) {
      if (sizes[i] != sizes[0]) {
        throw new GradusArgumentException(
            "all dimensions of input must be of equal length\nfillDiagonal_: the tensor has shape "
                + Sizes.text(sizes)
                + ".");
      }
    }
    long step = 0;
    for (long stride : x.stride()) {
      step += stride;
    }
    long length = Math.min(sizes[0], sizes[1]);
    long offset = x.storageOffset();
    var _ = x.asStrided(new long[] {length}, new long[] {step}, offset).fill_(value);
    if (wrap && sizes.length == 2 && sizes[0] > sizes[1] + 1) {
      long period = sizes[1] + 1;
      long more = (x.numel() + period - 1) / period - length;
      long below = offset + x.stride()[0] * period;
      var _ = x.asStrided(new long[] {more}, new long[] {step}, below).fill_(value);
    }
    return x;
  }

  /// [#fillDiagonal_(double, boolean)] of one diagonal.
  default Tensor fillDiagonal_(double value) {
    return fillDiagonal_(value, false);
  }

  /// Replaces every element by a function of it, one by one in row-major order and slowly; numbers
  /// pass as double.
  ///
  /// **Errors**: a tensor that requires grad, a complex one. **Source**: torch.Tensor.apply\_.
  default Tensor apply_(DoubleUnaryOperator function) {
    double[] x = elements("apply_", self());
    for (int i = 0; i < x.length; i++) {
      x[i] = function.applyAsDouble(x[i]);
    }
    return written(x);
  }

  /// Replaces every element by a function of it and the other tensor's, as [#apply_].
  ///
  /// **Errors**: a tensor that requires grad, a complex one, sizes that do not broadcast to these.
  /// **Source**: torch.Tensor.map\_.
  default Tensor map_(Tensor other, DoubleBinaryOperator function) {
    double[] x = elements("map_", self());
    double[] y = elements("map_", other.expand(self().shape()));
    for (int i = 0; i < x.length; i++) {
      x[i] = function.applyAsDouble(x[i], y[i]);
    }
    return written(x);
  }

  /// A function of three numbers.
  @FunctionalInterface
  interface OfThree {
    /// Computes it.
    double applyAsDouble(double a, double b, double c);
  }

  /// Replaces every element by a function of it and two other tensors', as [#apply_].
  ///
  /// **Errors**: a tensor that requires grad, a complex one, sizes that do not broadcast to these.
  /// **Source**: torch.Tensor.map2\_.
  default Tensor map2_(Tensor second, Tensor third, OfThree function) {
    double[] x = elements("map2_", self());
    double[] y = elements("map2_", second.expand(self().shape()));
    double[] z = elements("map2_", third.expand(self().shape()));
    for (int i = 0; i < x.length; i++) {
      x[i] = function.applyAsDouble(x[i], y[i], z[i]);
    }
    return written(x);
  }

  private static double[] elements(String name, Tensor x) {
    if (x.requiresGrad()) {
      throw new GradusStateException(
          "Can't call "
              + name
              + "() on Variable that requires grad. Use var.detach()."
              + name
              + "() instead.");
    }
    Checks.real(name, x);
    return x.flatten().to(Gradus.float64).toDoubleArray();
  }

  private Tensor written(double[] values) {
    Tensor x = self();
    return x.copy_(Gradus.tensor(values).to(x.dtype()).view(x.shape()));
  }
}
