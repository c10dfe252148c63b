package dev.gradus.io;

import dev.gradus.Complex;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.FileFormatException;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Python names that a checkpoint may use, and what they stand for. Nothing else is known.
final class TorchGlobals {
  // Also bounds what a call copies, so that many calls on one long list are no danger.
  private static final int MAX_DIMS = 64;

  private TorchGlobals() {}

  /// The elements behind tensors.
  ///
  /// @param start the first of them in the storage
  record Elements(Storage storage, DType dtype, long numel, long start) {
    Elements(Storage storage, DType dtype, long numel) {
      this(storage, dtype, numel, 0);
    }
  }

  /// The result of calling a global.
  static Object call(String name, Tuple a) {
    return switch (name) {
      case "torch._utils._rebuild_tensor_v2" -> tensor(a);
      case "torch._utils._rebuild_tensor" -> a.size() == 4 ? early(a) : bad(name);
      case "torch._utils._rebuild_parameter" -> parameter(a);
      case "collections.OrderedDict" -> a.isEmpty() ? new PickleReader.Dict() : bad(name);
      case "torch.Size" ->
          a.size() == 1 && a.get(0) instanceof List<?> l && l.size() <= MAX_DIMS
              ? Tuple.of(l.toArray())
              : bad(name);
      case "__builtin__.complex", "builtins.complex" ->
          a.size() == 2 && a.get(0) instanceof Double re && a.get(1) instanceof Double im
              ? new Complex(re, im)
              : bad(name);
      default -> throw unknown(name);
    };
  }

  /// A global that is itself a value: a dtype.
  static Object value(String name) {
    for (DType dtype : DType.values()) {
      if (name.equals("torch." + dtype.torchName())) {
        return dtype;
      }
    }
    throw unknown(name);
  }

  /// The dtype of a storage class, `torch.FloatStorage`.
  static DType storageDType(String name) {
    for (DType dtype : DType.values()) {
      if (name.equals(storageName(dtype))) {
        return dtype;
      }
    }
    throw unknown(name);
  }

  static String storageName(DType dtype) {
    return "torch." + dtype.scalarName() + "Storage";
  }

  private static FileFormatException unknown(String name) {
    return new FileFormatException(
        "pickle: the global "
            + name
            + " is not allowed\nOnly tensors, dicts, lists, tuples, numbers and text are read, and"
            + " nothing is executed. In PyTorch, save a state_dict() of tensors instead of the"
            + " object, as torch.load(weights_only=True) demands too.");
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns
  private static <T> T bad(String name) {
    throw new FileFormatException("pickle: " + name + " has arguments of the wrong kind.");
  }

  private static Object parameter(Tuple a) {
    if (a.size() < 2 || !(a.get(0) instanceof Tensor t) || !(a.get(1) instanceof Boolean grad)) {
      return bad("torch._utils._rebuild_parameter");
    }
    Tensor view = Tensor.wrap(t.storage(), t.layout(), t.dtype());
    return requiring(view, grad);
  }

  // Before PyTorch 0.4 a tensor did not say whether it requires grad.
  private static Object early(Tuple a) {
    return tensor(Tuple.of(a.get(0), a.get(1), a.get(2), a.get(3), false));
  }

  private static Object tensor(Tuple a) {
    String name = "torch._utils._rebuild_tensor_v2";
    if (a.size() < 5
        || !(a.get(0) instanceof Elements elements)
        || !(a.get(1) instanceof Long offset)
        || !(a.get(4) instanceof Boolean grad)) {
      return bad(name);
    }
    long[] sizes = longs(a.get(2), name);
    long[] strides = longs(a.get(3), name);
    checkFits(elements, sizes, strides, offset);
    Layout layout = Layout.of(sizes, strides, elements.start() + offset);
    return requiring(Tensor.wrap(elements.storage(), layout, elements.dtype()), grad);
  }

  private static Tensor requiring(Tensor t, boolean grad) {
    if (!grad) {
      return t;
    }
    if (!t.dtype().isDifferentiable()) {
      throw new FileFormatException("pickle: a tensor of " + t.dtype() + " requires grad.");
    }
    return t.requiresGrad_();
  }

  private static void checkFits(Elements elements, long[] sizes, long[] strides, long offset) {
    long numel = RawElements.numel("pickle", sizes);
    if (sizes.length != strides.length || offset < 0) {
      throw new FileFormatException("pickle: a tensor has an impossible layout.");
    }
    try {
      long last = offset;
      for (int d = 0; d < sizes.length; d++) {
        if (strides[d] < 0) {
          throw new FileFormatException("pickle: a stride is negative.");
        }
        if (numel > 0) {
          last = Math.addExact(last, Math.multiplyExact(sizes[d] - 1, strides[d]));
        }
      }
      if (numel > 0 && last >= elements.numel()) {
        throw new FileFormatException(
            "pickle: a tensor reaches to element "
                + last
                + " of a storage of "
                + elements.numel()
                + ".");
      }
    } catch (ArithmeticException e) {
      throw new FileFormatException("pickle: a tensor's strides exceed any memory.", e);
    }
  }

  private static long[] longs(@Nullable Object list, String name) {
    if (!(list instanceof List<?> items) || items.size() > MAX_DIMS) {
      return bad(name);
    }
    long[] numbers = new long[items.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = items.get(i) instanceof Long n ? n : TorchGlobals.<Long>bad(name);
    }
    return numbers;
  }
}
