package dev.gradus.op.index;

import dev.gradus.Call;
import dev.gradus.Index;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.op.view.Alias;
import dev.gradus.op.view.Select;
import dev.gradus.op.view.Slice;
import dev.gradus.op.view.Unsqueeze;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What `x[…]` means: first a chain of views, made by the basic parts, then tensors that index some
/// of the view's dimensions.
public final class Subscript {
  private Tensor view;
  private int dim;
  private int sourceDim;
  private final List<Integer> indexed = new ArrayList<>();
  private final List<Tensor> tensors = new ArrayList<>();

  private Subscript(Tensor x) {
    this.view = x;
  }

  /// Applies the basic parts.
  ///
  /// @param reading whether a lone `:` makes a view of its own, as reading does
  public static Subscript of(Tensor x, Index[] at, boolean reading) {
    int consumed = checkCount(x, at);
    Subscript s = new Subscript(x);
    boolean keepsFull = reading && at.length == 1;
    for (Index part : at) {
      s.apply(part, x.dim() - consumed, keepsFull);
    }
    return s;
  }

  // How many dimensions of the tensor the parts name.
  private static int checkCount(Tensor x, Index[] at) {
    int consumed = 0;
    int ellipses = 0;
    for (Index part : at) {
      consumed += consumes(part);
      ellipses += part instanceof Index.Ellipsis ? 1 : 0;
    }
    if (x.dim() == 0 && at.length == 1 && at[0] instanceof Index.At) {
      throw new GradusIndexException(
          "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in"
              + " C++ to convert a 0-dim tensor to a number\n"
              + "In Java: item().");
    }
    if (consumed > x.dim()) {
      throw new GradusIndexException(
          "too many indices for tensor of dimension "
              + x.dim()
              + "\nThe tensor has sizes "
              + Sizes.text(x.layout().sizes())
              + "; the index names "
              + consumed
              + " dimensions.");
    }
    if (ellipses > 1) {
      throw new GradusIndexException("an index can only have a single ellipsis ('...')");
    }
    return consumed;
  }

  private static int consumes(Index part) {
    return switch (part) {
      case Index.At _, Index.Slice _ -> 1;
      case Index.Ellipsis _, Index.NewAxis _, Index.Flag _ -> 0;
      case Index.Of(Tensor t) -> isMask(t) ? t.dim() : 1;
    };
  }

  static boolean isMask(Tensor t) {
    return t.dtype() == DType.BOOL || t.dtype() == DType.UINT8;
  }

  private void apply(Index part, int rest, boolean keepsFull) {
    switch (part) {
      case Index.At(long position) -> select(position);
      case Index.Slice s -> slice(s, keepsFull);
      case Index.Ellipsis _ -> {
        dim += rest;
        sourceDim += rest;
      }
      case Index.NewAxis _ -> view = Call.run(new Unsqueeze(dim++), view);
      case Index.Flag(boolean value) -> flag(value);
      case Index.Of(Tensor t) -> tensor(t);
    }
  }

  private void select(long position) {
    Axes.index(position, sourceDim++, view.layout().sizes()[dim]);
    view = Call.run(new Select(dim, position), view);
  }

  private void slice(Index.Slice s, boolean keepsFull) {
    if (s.step() <= 0) {
      throw new GradusArgumentException(
          "step must be greater than zero\nslice step must be positive; got "
              + s.step()
              + ". Use flip(dim) to reverse a dimension.");
    }
    Long start = s.start();
    Long end = s.end();
    long size = view.layout().sizes()[dim];
    boolean full = (start == null || start == 0) && (end == null || end >= size) && s.step() == 1;
    if (!full || keepsFull) {
      view = Call.run(new Slice(dim, start, end, s.step()), view);
    }
    dim++;
    sourceDim++;
  }

  private void flag(boolean value) {
    view = Call.run(new Unsqueeze(dim), view);
    add(dim++, Tensor.empty(DType.INT64, value ? 1 : 0));
  }

  private void tensor(Tensor t) {
    if (isMask(t)) {
      mask(t);
      return;
    }
    if (t.dim() == 0 && Gathering.isPosition(t.dtype())) {
      select(t.itemLong());
    } else {
      positions(t);
    }
  }

  private void positions(Tensor t) {
    if (!Gathering.isPosition(t.dtype())) {
      throw new GradusIndexException(
          "tensors used as indices must be long, int, byte or bool tensors"
              + "\nget: an index has dtype "
              + t.dtype()
              + ". Convert it first with to(int64).");
    }
    add(dim++, t);
    sourceDim++;
  }

  private void mask(Tensor t) {
    if (t.dim() == 0) {
      flag(t.itemBoolean());
      return;
    }
    long[] sizes = view.layout().sizes();
    long[] own = t.layout().sizes();
    for (int d = 0; d < own.length; d++) {
      if (own[d] != sizes[dim + d]) {
        throw new GradusIndexException(
            "The shape of the mask "
                + Sizes.text(own)
                + " at index "
                + d
                + " does not match the shape of the indexed tensor "
                + Sizes.text(sizes)
                + " at index "
                + (dim + d));
      }
    }
    Tensor[] positions = Nonzero.columns(t);
    for (Tensor p : positions) {
      add(dim++, p);
    }
    sourceDim += own.length;
  }

  private void add(int d, Tensor positions) {
    indexed.add(d);
    tensors.add(positions);
  }

  /// The view that the basic parts make; the tensor itself if they change nothing.
  public Tensor view() {
    return view;
  }

  /// Whether tensors are among the parts.
  public boolean isAdvanced() {
    return !tensors.isEmpty();
  }

  /// Which dimensions of the view are indexed by tensors.
  Points points() {
    return new Points(indexed.stream().mapToInt(Integer::intValue).toArray());
  }

  /// The tensors among the parts, one for each of those dimensions.
  List<Tensor> tensors() {
    return tensors;
  }

  /// Index tensors behind other inputs of an operation.
  static Tensor[] behind(List<Tensor> tensors, Tensor... front) {
    Tensor[] all = Arrays.copyOf(front, front.length + tensors.size());
    for (int i = 0; i < tensors.size(); i++) {
      all[front.length + i] = tensors.get(i);
    }
    return all;
  }

  /// Index tensors for the first dimensions of `x` itself.
  static Subscript ofTensors(Tensor x, List<Tensor> index) {
    Index[] at = index.stream().map(Index.Of::new).toArray(Index[]::new);
    checkCount(x, at);
    Subscript s = new Subscript(x);
    for (Tensor t : index) {
      if (isMask(t) && t.dim() == 0) {
        throw new GradusUnsupportedException(
            "index_put: a mask without dimensions would add one; use set(value, index(mask)).");
      }
      if (isMask(t)) {
        s.mask(t);
      } else {
        s.positions(t);
      }
    }
    if (!s.isAdvanced()) {
      throw new GradusArgumentException("index_put: there is no index; give at least one tensor.");
    }
    return s;
  }

  /// The value of `x[…]`.
  public static Tensor get(Tensor x, Index[] at) {
    Subscript s = of(x, at, true);
    if (s.isAdvanced()) {
      return Call.run(new Pick(s.points(), "index"), behind(s.tensors, s.view));
    }
    return s.view == x ? Call.run(new Alias(), x) : s.view;
  }
}
