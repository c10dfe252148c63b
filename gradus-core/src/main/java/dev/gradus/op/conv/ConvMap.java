package dev.gradus.op.conv;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.ConvGeometry;
import dev.gradus.kernel.Convolution;
import dev.gradus.op.pointwise.Arranged;
import dev.gradus.op.pointwise.Widened;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A convolution, or one of its two gradients.
///
/// // Note [Three faces of a convolution] With input x, weights w and a gradient g of the result, Σ
/// g · conv(x, w) is linear in each of the three. Its derivative by g is the convolution, by x the
/// transposed convolution, by w the gradient of the weights: each a bilinear map of the other two,
/// whose derivatives are again among the three. So there are gradients of every order.
///
/// @param face which derivative
/// @param s all sizes
/// @param biased whether a third input is added to the channels of the result
/// @param gradient whether this is part of a gradient
record ConvMap(Face face, ConvShape s, boolean biased, boolean gradient)
    implements SingleOperation {
  /// A derivative of Σ g · conv(x, w).
  enum Face {
    /// By g: of x and w, the convolution.
    RESULT,
    /// By x: of g and w, the transposed convolution.
    INPUT,
    /// By w: of g and x.
    WEIGHT
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("stride", s.stride());
    all.put("padding", s.pad());
    all.put("dilation", s.dilation());
    all.put("transposed", face == Face.INPUT && !gradient);
    all.put("groups", s.groups());
    return all;
  }

  @Override
  public String name() {
    return gradient ? "convolution_backward" : "convolution";
  }

  private Tensor derivative(Face other, Tensor a, Tensor b) {
    return Call.run(new ConvMap(other, s, false, true), a, b);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    if (x[0].dtype().isComplex()) {
      return ComplexParts.ofTwo(this, x);
    }
    DType dtype = x[0].dtype();
    Tensor a = Widened.of(x[0]);
    Tensor b = Widened.of(x[1]);
    Tensor bias = biased ? Widened.of(x[2]) : null;
    Layout layout = Layout.contiguous(resultSizes());
    Tensor y =
        adds(a.dtype())
            ? Tensor.emptyStrided(layout, a.dtype())
            : Tensor.unfilled(layout, a.dtype());
    try {
      fill(a, b, bias, y);
    } finally {
      Reference.reachabilityFence(a);
      Reference.reachabilityFence(b);
      Reference.reachabilityFence(bias);
      Reference.reachabilityFence(y);
    }
    Tensor result = Widened.back(y, dtype);
    boolean image = s.kernel().length > 1 && !gradient && dtype != DType.FLOAT64;
    return image ? Arranged.like(result, x[0].layout(), x[1].layout()) : result;
  }

  // Whether the kernel adds to its result, which must then be zeros.
  private boolean adds(DType dtype) {
    return face == Face.INPUT && Convolution.addsToInput(s.geometry(), dtype.isFloatingPoint());
  }

  private long[] resultSizes() {
    return switch (face) {
      case RESULT -> s.resultSizes();
      case INPUT -> s.inputSizes();
      case WEIGHT -> s.weightSizes();
    };
  }

  private void fill(Tensor a, Tensor b, @Nullable Tensor bias, Tensor y) {
    ConvGeometry g = s.geometry();
    Object first = a.storage().array();
    Object second = b.storage().array();
    Object to = y.storage().array();
    int ao = (int) a.storageOffset();
    int bo = (int) b.storageOffset();
    Object added = bias == null ? null : bias.storage().array();
    int co = bias == null ? 0 : (int) bias.storageOffset();
    switch (face) {
      case RESULT -> Convolution.forward(g, first, ao, second, bo, added, co, to);
      case INPUT -> Convolution.inputGradient(g, first, ao, second, bo, added, co, to);
      case WEIGHT -> Convolution.weightGradient(g, first, ao, second, bo, to);
    }
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor first = null;
    Tensor second = null;
    if (b.needs(0)) {
      Tensor other = b.x(1).conj();
      first =
          switch (face) {
            case RESULT -> derivative(Face.INPUT, g, other);
            case INPUT -> derivative(Face.RESULT, g, other);
            case WEIGHT -> derivative(Face.RESULT, other, g);
          };
    }
    if (b.needs(1)) {
      Tensor other = b.x(0).conj();
      second =
          switch (face) {
            case RESULT -> derivative(Face.WEIGHT, g, other);
            case INPUT -> derivative(Face.WEIGHT, other, g);
            case WEIGHT -> derivative(Face.INPUT, other, g);
          };
    }
    if (!biased) {
      return new @Nullable Tensor[] {first, second};
    }
    return new @Nullable Tensor[] {
      first, second, b.needs(2) ? g.sum(allButChannels(g), false) : null
    };
  }

  private static int[] allButChannels(Tensor g) {
    return IntStream.range(0, g.dim()).filter(d -> d != 1).toArray();
  }

  @Override
  public boolean onlyReadsGradient() {
    return true;
  }

  @Override
  public long savesInputs(long needs) {
    return (needs & 1) << 1 | needs >>> 1 & 1;
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    ConvMap plain = new ConvMap(face, s, false, true);
    Tensor sum = t[0] == null ? null : Call.run(plain, t[0], x[1]);
    if (t[1] != null) {
      Tensor part = Call.run(plain, x[0], t[1]);
      sum = sum == null ? part : sum.add(part);
    }
    Tensor bias = biased ? t[2] : null;
    if (bias != null) {
      long[] sizes = new long[y.dim()];
      Arrays.fill(sizes, 1);
      sizes[1] = bias.numel();
      Tensor part = bias.reshape(sizes).expand(y.shape());
      sum = sum == null ? part : sum.add(part);
    }
    return sum;
  }

  // What belongs to samples is folded into them if the filters are the same for all examples; else
  // every example is a group of its own.
  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    int n = (int) b.size();
    boolean sameFilters = face != Face.WEIGHT && !b.has(1) && !(biased && b.has(2));
    ConvShape all =
        sameFilters
            ? s.grouped(n * s.samples(), s.groups(), s.channels(), s.filters())
            : s.grouped(s.samples(), n * s.groups(), n * s.channels(), n * s.filters());
    ConvMap op = new ConvMap(face, all, biased, gradient);
    Tensor[] in = new Tensor[x.length];
    if (sameFilters) {
      in[0] = x[0].flatten(0, 1);
      System.arraycopy(x, 1, in, 1, x.length - 1);
      return Call.run(op, in).unflatten(0, n, s.samples());
    }
    in[0] = channels(b.front(x, 0));
    in[1] = face == Face.WEIGHT ? channels(b.front(x, 1)) : b.front(x, 1).flatten(0, 1);
    if (biased) {
      in[2] = b.front(x, 2).flatten(0, 1);
    }
    Tensor y = Call.run(op, in);
    long[] rest = resultSizes();
    return face == Face.WEIGHT
        ? y.unflatten(0, n, rest[0])
        : y.unflatten(1, n, rest[1]).movedim(1, 0);
  }

  // The examples of one sample side by side.
  private static Tensor channels(Tensor x) {
    return x.movedim(0, 1).flatten(1, 2);
  }
}
