package dev.gradus.op.norm;

import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.ChannelNorm;
import dev.gradus.kernel.RowNorm;
import dev.gradus.op.pointwise.Widened;
import dev.gradus.shape.ChannelsLast;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// What is normalised together, and the kernels for it.
///
/// The input is seen as [#view]: rows `(M, N)`, batches `(N, C, L)`, groups `(N, G, C / G, L)`.
///
/// @param kind which
/// @param name PyTorch's name of the operation
/// @param view the sizes in which the input is seen
/// @param parameters the sizes of weight and bias
/// @param statistics the sizes of the means and factors
/// @param eps what is added to variances
record NormForm(
    Kind kind, String name, long[] view, long[] parameters, long[] statistics, double eps) {
  /// What is normalised together.
  enum Kind {
    /// Each row.
    ROWS,
    /// Each row, without a mean.
    ROOTS,
    /// Each channel in all samples.
    BATCH,
    /// The channels of a group in one sample.
    GROUPS
  }

  boolean centred() {
    return kind != Kind.ROOTS;
  }

  /// The dimensions of the view over which means are taken.
  int[] reduced() {
    return switch (kind) {
      case ROWS, ROOTS -> new int[] {1};
      case BATCH -> new int[] {0, 2};
      case GROUPS -> new int[] {2, 3};
    };
  }

  /// Weight and bias in the view.
  long[] affine() {
    return switch (kind) {
      case ROWS, ROOTS -> new long[] {1, view[1]};
      case BATCH -> new long[] {1, view[1], 1};
      case GROUPS -> new long[] {1, view[1], view[2], 1};
    };
  }

  /// Means in the view.
  long[] means() {
    return switch (kind) {
      case ROWS, ROOTS -> new long[] {view[0], 1};
      case BATCH -> new long[] {1, view[1], 1};
      case GROUPS -> new long[] {view[0], view[1], 1, 1};
    };
  }

  /// How many elements have a mean in common.
  double count() {
    double n = 1;
    for (int d : reduced()) {
      n *= view[d];
    }
    return n;
  }

  // --- Kernels ---

  /// The result, the means, the factors and the variances, the last three in the type that is
  /// computed in.
  Tensor[] forward(Tensor in, @Nullable Tensor w, @Nullable Tensor b) {
    Memory memory = memory(in);
    Tensor x = memory.of(in);
    DType wide = Widened.type(x.dtype());
    Tensor weight = row(w, wide);
    Tensor bias = row(b, wide);
    Tensor y = Tensor.unfilled(memory.layout(in), x.dtype());
    Tensor mean = Tensor.empty(wide, statistics);
    Tensor scale = Tensor.empty(wide, statistics);
    Tensor variance = Tensor.empty(wide, kind == Kind.BATCH ? statistics : means());
    if (x.numel() == 0) {
      return new Tensor[] {y, mean, scale, variance};
    }
    int xo = (int) x.storageOffset();
    try {
      if (kind == Kind.ROWS || kind == Kind.ROOTS) {
        rows(x)
            .forward(
                array(x),
                xo,
                orNull(weight),
                orNull(bias),
                eps,
                array(y),
                array(mean),
                array(scale));
      } else {
        channels(x, memory)
            .forward(
                array(x),
                xo,
                orNull(weight),
                orNull(bias),
                eps,
                array(y),
                array(mean),
                array(scale),
                array(variance));
      }
    } finally {
      Reference.reachabilityFence(new Object[] {x, weight, bias, y, mean, scale, variance});
    }
    return new Tensor[] {y, mean, scale, variance};
  }

  /// The gradients by input, weight and bias; the last two only if `params`.
  Tensor[] backward(
      Tensor arrived, Tensor in, Tensor mean, Tensor scale, @Nullable Tensor w, boolean params) {
    Memory memory = memory(in);
    Tensor x = memory.of(in);
    Tensor g = memory.of(arrived);
    DType wide = Widened.type(x.dtype());
    Tensor weight = row(w, wide);
    Tensor m = plain(mean, wide);
    Tensor s = plain(scale, wide);
    Tensor dx = Tensor.unfilled(memory.layout(in), x.dtype());
    boolean groups = kind == Kind.GROUPS;
    long[] sums = groups ? new long[] {view[0], parameters[0]} : parameters;
    Tensor dw = Tensor.empty(wide, sums);
    Tensor db = Tensor.empty(wide, sums);
    if (x.numel() > 0) {
      int go = (int) g.storageOffset();
      int xo = (int) x.storageOffset();
      Object toW = array(dw);
      Object toB = array(db);
      try {
        if (kind == Kind.ROWS || kind == Kind.ROOTS) {
          rows(x)
              .backward(
                  array(g),
                  go,
                  array(x),
                  xo,
                  array(m),
                  array(s),
                  orNull(weight),
                  array(dx),
                  params ? toW : null,
                  params ? toB : null);
        } else {
          channels(x, memory)
              .backward(
                  array(g),
                  go,
                  array(x),
                  xo,
                  array(m),
                  array(s),
                  orNull(weight),
                  array(dx),
                  toW,
                  toB);
        }
      } finally {
        Reference.reachabilityFence(new Object[] {g, x, m, s, weight, dx, dw, db});
      }
    }
    return groups && params ? new Tensor[] {dx, total(dw), total(db)} : new Tensor[] {dx, dw, db};
  }

  private static Tensor total(Tensor bySample) {
    return Call.unrecorded(() -> bySample.sum(new int[] {0}, false));
  }

  private RowNorm rows(Tensor x) {
    return new RowNorm(x.dtype(), (int) view[0], (int) view[1], centred());
  }

  private ChannelNorm channels(Tensor x, Memory memory) {
    if (kind == Kind.GROUPS) {
      return ChannelNorm.group(
          x.dtype(), (int) view[0], (int) view[1], (int) view[2], (int) view[3]);
    }
    return memory == Memory.CHANNELS_LAST
        ? ChannelNorm.batch(x.dtype(), (int) (view[0] * view[2]), (int) view[1], 1)
        : ChannelNorm.batch(x.dtype(), (int) view[0], (int) view[1], (int) view[2]);
  }

  private static Object array(Tensor x) {
    return x.storage().array();
  }

  private static @Nullable Object orNull(@Nullable Tensor x) {
    return x == null ? null : array(x);
  }

  private static @Nullable Tensor row(@Nullable Tensor x, DType wide) {
    return x == null ? null : plain(x, wide);
  }

  // Row-major from the beginning of its memory.
  private static Tensor plain(Tensor x, DType wide) {
    return Call.unrecorded(() -> {
      Tensor y = x.to(wide).contiguous();
      return y.storageOffset() == 0 ? y : y.clone();
    });
  }

  // --- Memory ---

  private Memory memory(Tensor x) {
    return kind == Kind.BATCH && ChannelsLast.of(x.layout())
        ? Memory.CHANNELS_LAST
        : Memory.ROW_MAJOR;
  }

  /// The order in memory that kernels go through.
  private enum Memory {
    ROW_MAJOR,
    CHANNELS_LAST;

    Tensor of(Tensor x) {
      return Call.unrecorded(
          () -> (this == ROW_MAJOR ? x : x.movedim(1, x.dim() - 1)).contiguous());
    }

    Layout layout(Tensor x) {
      long[] sizes = x.layout().sizes();
      return this == ROW_MAJOR ? Layout.contiguous(sizes) : ChannelsLast.layout(sizes);
    }
  }

  /// Sizes of the rows that dimensions from `axis` on are.
  static long[] rowView(long[] sizes, int axis) {
    long[] outer = java.util.Arrays.copyOf(sizes, axis);
    long[] inner = java.util.Arrays.copyOfRange(sizes, axis, sizes.length);
    return new long[] {Sizes.numel(outer), Sizes.numel(inner)};
  }
}
