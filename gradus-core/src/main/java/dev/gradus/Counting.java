package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.reduce.Underivable;
import dev.gradus.shape.Axes;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which elements differ, how often each occurs, and which occur elsewhere.
///
/// **Gradient**: none. A nan differs from every nan.
public sealed interface Counting permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Distinct found(String name, Function<Tensor, Distinct> search) {
    Tensor[] y =
        Underivable.listed(
                name,
                3,
                x -> {
                  Distinct d = search.apply(x[0].detach());
                  return new Tensor[] {d.values(), d.inverse(), d.counts()};
                })
            .of(self());
    return new Distinct(y[0], y[1], y[2]);
  }

  private static Distinct shaped(Distinct found, Tensor like) {
    return new Distinct(found.values(), found.inverse().viewAs(like), found.counts());
  }

  /// The different elements in ascending order. **Gradient**: none; backward throws. **Source**:
  /// torch.unique.
  default Distinct unique() {
    return found(
        "_unique2",
        t -> {
          Tensor x = t.flatten();
          return shaped(sortedRuns(x, 0, x.unsqueeze(1)), t);
        });
  }

  /// The different slices along a dimension in lexicographic order. **Shape**: the inverse has one
  /// dimension. **Gradient**: none; backward throws. **Errors**: another dimension of size 0.
  /// **Source**: torch.unique.
  default Distinct unique(int dim) {
    int d = Axes.wrap(dim, self().dim());
    return found("unique_dim", x -> sortedRuns(x, d, rows(x, d)));
  }

  /// The first of each run of equal elements. **Gradient**: none; backward throws. **Source**:
  /// torch.unique\_consecutive.
  default Distinct uniqueConsecutive() {
    return found(
        "unique_consecutive",
        t -> {
          Tensor x = t.flatten();
          return shaped(runs(x, 0, x.unsqueeze(1)), t);
        });
  }

  /// The first of each run of equal slices along a dimension. **Gradient**: none; backward throws.
  /// **Errors**: another dimension of size 0. **Source**: torch.unique\_consecutive.
  default Distinct uniqueConsecutive(int dim) {
    int d = Axes.wrap(dim, self().dim());
    return found("unique_consecutive", x -> runs(x, d, rows(x, d)));
  }

  /// How often each number from 0 on occurs. **Gradient**: none. **Source**: torch.bincount.
  default Tensor bincount() {
    return bincount(null, 0);
  }

  /// How often each number from 0 on occurs, or the sum of its weights. **Shape**: one more than
  /// the greatest number, at least `minlength`. **Dtype**: int64; with weights float32 for float32,
  /// else float64. **Gradient**: none; backward of weights throws. **Errors**: what is not
  /// one-dimensional, negative numbers, fractions. **Source**: torch.bincount.
  default Tensor bincount(@Nullable Tensor weights, long minlength) {
    Tensor x = self().detach();
    if (!x.dtype().isIntegral() || x.dtype() == DType.BOOL) {
      throw new GradusArgumentException(
          "bincount: expected a tensor of integers; got " + x.dtype() + ". Convert it first.");
    }
    if (minlength < 0) {
      throw new GradusArgumentException("minlength should be >= 0\nbincount: got " + minlength);
    }
    if (x.dim() == 1 && x.numel() == 0) {
      return Gradus.zeros(DType.INT64, minlength);
    }
    if (x.dim() != 1 || x.min().itemLong() < 0) {
      throw new GradusArgumentException(
          "bincount only supports 1-d non-negative integral inputs.\nbincount: got "
              + x.dim()
              + " dimensions.");
    }
    if (weights != null && (weights.dim() != 1 || weights.size(0) != x.size(0))) {
      throw new GradusArgumentException(
          "weights should be 1-d and have the same length as input\nbincount: got "
              + weights.numel()
              + " weights for "
              + x.numel()
              + " numbers.");
    }
    long bins = Math.max(minlength, x.max().itemLong() + 1);
    DType dtype = weights == null ? DType.INT64 : weighted(weights.dtype());
    Tensor each = weights == null ? Gradus.ones(dtype, x.numel()) : weights;
    return Underivable.unlisted(
            "bincount",
            1,
            w -> {
              Tensor summed = w[0].detach().to(dtype).contiguous();
              return new Tensor[] {
                Gradus.zeros(dtype, bins).indexAdd(0, x.to(DType.INT64), summed)
              };
            })
        .of(each)[0];
  }

  private static DType weighted(DType dtype) {
    return dtype == DType.FLOAT32 ? DType.FLOAT32 : DType.FLOAT64;
  }

  /// The slices along `d` as rows of a matrix.
  private static Tensor rows(Tensor x, int d) {
    long empty = 0;
    for (long size : x.layout().sizes()) {
      empty += size == 0 ? 1 : 0;
    }
    long n = x.size(d);
    if (n == 0 && empty > 1) {
      throw new GradusArgumentException(
          "Number of zero sized dimensions is more than one, so unique cannot be applied ");
    }
    if (n != 0 && empty > 0) {
      throw new GradusArgumentException(
          "There are 0 sized dimensions, and they aren't selected, so unique cannot be applied");
    }
    Tensor first = x.movedim(d, 0);
    return n == 0 ? first.reshape(0, 1) : first.reshape(n, -1);
  }

  /// Stable sorts from the last column to the first leave the rows in lexicographic order.
  private static Distinct sortedRuns(Tensor x, int d, Tensor rows) {
    long n = rows.size(0);
    Tensor order = Gradus.arange(n);
    for (long k = rows.size(1) - 1; k >= 0; k--) {
      Tensor column = rows.select(1, k).indexSelect(0, order);
      order = order.indexSelect(0, column.argsort(0, false));
    }
    Distinct found = runs(x.indexSelect(d, order), d, rows.indexSelect(0, order));
    Tensor inverse = Gradus.zeros(DType.INT64, n).scatter(0, order, found.inverse());
    return new Distinct(found.values(), inverse, found.counts());
  }

  private static Distinct runs(Tensor x, int d, Tensor rows) {
    long n = rows.size(0);
    if (n == 0) {
      Tensor none = Gradus.zeros(DType.INT64, 0);
      return new Distinct(x.clone(), none, none.clone());
    }
    Tensor differs =
        rows.narrow(0, 1, n - 1).ne(rows.narrow(0, 0, n - 1)).any(new int[] {1}, false);
    Tensor start = Gradus.cat(List.of(Gradus.ones(DType.BOOL, 1), differs), 0);
    Tensor label = start.to(DType.INT64).cumsum(0).sub(1);
    Tensor values = x.indexSelect(d, start.nonzero().flatten());
    return new Distinct(values, label, label.bincount());
  }
}
