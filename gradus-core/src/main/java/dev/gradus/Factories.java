package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.memory.Elements;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import dev.gradus.shape.ResultLayout;
import dev.gradus.shape.Sizes;

/// The functions of [Gradus] that make tensors of given sizes.
///
/// A result is a leaf; call `requiresGrad_()` to record what happens to it. A dtype stands before
/// the sizes and behind everything else; without one a function uses the default dtype unless it
/// says otherwise.
abstract sealed class Factories extends Literals permits AutogradModes {
  // --- Constant ---

  /// A tensor to be written to; its values are 0. **Source**: torch.empty.
  public static Tensor empty(long... sizes) {
    return empty(Globals.defaultDtype(), sizes);
  }

  /// As [#empty(long...)] with a dtype.
  public static Tensor empty(DType dtype, long... sizes) {
    return Tensor.empty(dtype, Sizes.checkNonNegative("empty", sizes.clone()));
  }

  /// Zeros. **Source**: torch.zeros.
  public static Tensor zeros(long... sizes) {
    return zeros(Globals.defaultDtype(), sizes);
  }

  /// As [#zeros(long...)] with a dtype.
  public static Tensor zeros(DType dtype, long... sizes) {
    return Tensor.empty(dtype, Sizes.checkNonNegative("zeros", sizes.clone()));
  }

  /// Ones. **Source**: torch.ones.
  public static Tensor ones(long... sizes) {
    return ones(Globals.defaultDtype(), sizes);
  }

  /// As [#ones(long...)] with a dtype.
  public static Tensor ones(DType dtype, long... sizes) {
    return filled(dtype, Layout.contiguous(Sizes.checkNonNegative("ones", sizes.clone())), 1, 1);
  }

  /// A decimal everywhere. **Source**: torch.full.
  public static Tensor full(long[] sizes, double value) {
    return full(Globals.defaultDtype(), sizes, value);
  }

  /// A whole number everywhere. **Dtype**: int64.
  public static Tensor full(long[] sizes, long value) {
    return full(DType.INT64, sizes, value);
  }

  /// A truth value everywhere. **Dtype**: bool.
  public static Tensor full(long[] sizes, boolean value) {
    return full(DType.BOOL, sizes, value ? 1 : 0);
  }

  /// A number everywhere. **Errors**: the dtype cannot hold it.
  public static Tensor full(DType dtype, long[] sizes, double value) {
    return full(dtype, plain("full", sizes), new LiteralNumber.Decimal(value));
  }

  /// A whole number everywhere. **Errors**: the dtype cannot hold it.
  public static Tensor full(DType dtype, long[] sizes, long value) {
    return full(dtype, plain("full", sizes), new LiteralNumber.Whole(value));
  }

  /// A zero-dimensional tensor, of the default dtype even for a whole number. **Source**:
  /// torch.scalar\_tensor.
  public static Tensor scalarTensor(double value) {
    return tensor(value);
  }

  /// As [#scalarTensor(double)] with a dtype.
  public static Tensor scalarTensor(double value, DType dtype) {
    return tensor(value, dtype);
  }

  // --- Like another tensor ---

  /// A tensor to be written to, with the sizes, dtype and order of dimensions of another.
  /// **Source**: torch.empty\_like.
  public static Tensor emptyLike(Tensor x) {
    return emptyLike(x, x.dtype());
  }

  /// As [#emptyLike(Tensor)] with another dtype.
  public static Tensor emptyLike(Tensor x, DType dtype) {
    return Blank.like(x, like(x), dtype);
  }

  /// Zeros with the sizes, dtype and order of dimensions of another tensor. **Source**:
  /// torch.zeros\_like.
  public static Tensor zerosLike(Tensor x) {
    return zerosLike(x, x.dtype());
  }

  /// As [#zerosLike(Tensor)] with another dtype.
  public static Tensor zerosLike(Tensor x, DType dtype) {
    return Blank.like(x, like(x), dtype);
  }

  /// Ones with the sizes, dtype and order of dimensions of another tensor. **Source**:
  /// torch.ones\_like.
  public static Tensor onesLike(Tensor x) {
    return onesLike(x, x.dtype());
  }

  /// As [#onesLike(Tensor)] with another dtype.
  public static Tensor onesLike(Tensor x, DType dtype) {
    return likeOf(x, filled(dtype, like(x), 1, 1));
  }

  /// One number, with the sizes, dtype and order of dimensions of another tensor. **Errors**: the
  /// dtype cannot hold it. **Source**: torch.full\_like.
  public static Tensor fullLike(Tensor x, double value) {
    return fullLike(x, value, x.dtype());
  }

  /// As [#fullLike(Tensor, double)] for a whole number.
  public static Tensor fullLike(Tensor x, long value) {
    return fullLike(x, value, x.dtype());
  }

  /// As [#fullLike(Tensor, double)] with another dtype.
  public static Tensor fullLike(Tensor x, double value, DType dtype) {
    return likeOf(x, full(dtype, like(x), new LiteralNumber.Decimal(value)));
  }

  /// As [#fullLike(Tensor, long)] with another dtype.
  public static Tensor fullLike(Tensor x, long value, DType dtype) {
    return likeOf(x, full(dtype, like(x), new LiteralNumber.Whole(value)));
  }

  // Under function transforms one for each example, which may be changed in place.
  private static Tensor likeOf(Tensor x, Tensor y) {
    return x.wrapped() == null ? y : Blank.like(x, y.layout(), y.dtype()).copy_(y);
  }

  // --- Ranges ---

  /// 0, 1, …, below the end. **Dtype**: int64. **Source**: torch.arange.
  public static Tensor arange(long end) {
    return arange(0, end, 1);
  }

  /// Whole numbers from start to below the end. **Dtype**: int64.
  public static Tensor arange(long start, long end) {
    return arange(start, end, 1);
  }

  /// Whole numbers from start, by step, to before the end. **Dtype**: int64.
  ///
  /// **Errors**: the step is 0 or leads away from the end.
  public static Tensor arange(long start, long end, long step) {
    return arange(start, end, step, DType.INT64);
  }

  /// As [#arange(long, long, long)] with a dtype.
  public static Tensor arange(long start, long end, long step, DType dtype) {
    return Ranges.arange(start, end, step, dtype);
  }

  /// As [#arange(long)] with a dtype.
  public static Tensor arange(long end, DType dtype) {
    return arange(0, end, 1, dtype);
  }

  /// As [#arange(long, long)] with a dtype.
  public static Tensor arange(long start, long end, DType dtype) {
    return arange(start, end, 1, dtype);
  }

  /// 0., 1., …, below the end. **Source**: torch.arange.
  public static Tensor arange(double end) {
    return arange(0, end, 1);
  }

  /// start, start + 1, …, below the end.
  public static Tensor arange(double start, double end) {
    return arange(start, end, 1);
  }

  /// start + i·step, before the end; there are ⌈(end − start) / step⌉ of them.
  ///
  /// **Errors**: the step is 0 or leads away from the end, or a bound is not finite.
  public static Tensor arange(double start, double end, double step) {
    return arange(start, end, step, Globals.defaultDtype());
  }

  /// As [#arange(double, double, double)] with a dtype; for an integer dtype all three are cut to
  /// whole numbers first.
  public static Tensor arange(double start, double end, double step, DType dtype) {
    return Ranges.arange(start, end, step, dtype);
  }

  /// Evenly spaced values, both ends included. **Errors**: negative steps. **Source**:
  /// torch.linspace.
  public static Tensor linspace(double start, double end, long steps) {
    return linspace(start, end, steps, Globals.defaultDtype());
  }

  /// As [#linspace(double, double, long)] with a dtype.
  public static Tensor linspace(double start, double end, long steps, DType dtype) {
    return Ranges.linspace(start, end, steps, dtype);
  }

  /// Powers of 10 with evenly spaced exponents from start to end, both included. **Errors**:
  /// negative steps. **Source**: torch.logspace.
  public static Tensor logspace(double start, double end, long steps) {
    return logspace(start, end, steps, 10, Globals.defaultDtype());
  }

  /// As [#logspace(double, double, long)] with another base and a dtype.
  public static Tensor logspace(double start, double end, long steps, double base, DType dtype) {
    return Ranges.logspace(start, end, steps, base, dtype);
  }

  // --- Matrices ---

  /// The identity matrix. **Source**: torch.eye.
  public static Tensor eye(long n) {
    return eye(Globals.defaultDtype(), n, n);
  }

  /// An n×m matrix with ones on the diagonal.
  public static Tensor eye(long n, long m) {
    return eye(Globals.defaultDtype(), n, m);
  }

  /// As [#eye(long)] with a dtype.
  public static Tensor eye(DType dtype, long n) {
    return eye(dtype, n, n);
  }

  /// As [#eye(long, long)] with a dtype. **Errors**: a size is negative.
  public static Tensor eye(DType dtype, long n, long m) {
    if (n < 0 || m < 0) {
      String name = n < 0 ? "n" : "m";
      throw new GradusArgumentException(
          name + " must be greater or equal to 0, got " + (n < 0 ? n : m));
    }
    Layout layout = Layout.contiguous(n, m);
    Storage storage = Storage.allocate(dtype, layout.numel());
    int scale = dtype.isComplex() ? 2 : 1;
    for (long i = 0; i < Math.min(n, m); i++) {
      Elements.setLong(storage, dtype, (int) (scale * i * (m + 1)), 1);
    }
    return Tensor.wrap(storage, layout, dtype);
  }

  // --- Parameters ---

  /// A parameter: a leaf that shares the memory of `data`, requires grad and prints as one.
  /// **Source**: torch.nn.Parameter.
  public static Tensor parameter(Tensor data) {
    return parameter(data, true);
  }

  /// As [#parameter(Tensor)]; without grad it is frozen.
  ///
  /// **Errors**: it should require grad, but the dtype has no gradients.
  public static Tensor parameter(Tensor data, boolean requiresGrad) {
    if (requiresGrad && !data.dtype().isDifferentiable()) {
      throw new GradusArgumentException(
          "Only Tensors of floating point and complex dtype can require gradients"
              + "\nparameter: the tensor has dtype "
              + data.dtype()
              + "; convert it first with to(float32), or pass false.");
    }
    Tensor parameter = data.detach();
    parameter.metaOrCreate().isParameter = true;
    parameter.setLeafRequiresGrad(requiresGrad);
    return parameter;
  }

  static Layout like(Tensor x) {
    return ResultLayout.of(x.layout().sizes(), x.layout());
  }

  private static Layout plain(String op, long[] sizes) {
    return Layout.contiguous(Sizes.checkNonNegative(op, sizes.clone()));
  }

  private static Tensor full(DType dtype, Layout layout, LiteralNumber value) {
    value.checkFits(dtype);
    long whole = value instanceof LiteralNumber.Whole w ? w.value() : (long) value.real();
    return filled(dtype, layout, value.real(), whole);
  }

  static Tensor filled(DType dtype, Layout layout, double value, long whole) {
    Storage storage = Storage.allocate(dtype, layout.numel());
    if (dtype.isComplex()) {
      for (int i = 0; i < 2 * layout.numel(); i += 2) {
        Elements.setDouble(storage, dtype, i, value);
      }
    } else {
      storage.fillSlots(dtype, 0, (int) layout.numel(), value, whole);
    }
    return Tensor.wrap(storage, layout, dtype);
  }
}
