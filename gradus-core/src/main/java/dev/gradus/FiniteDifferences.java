package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Axes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Slopes of sampled functions among the statics of [Gradus].
abstract sealed class FiniteDifferences extends Searching permits Histograms {
  /// The slopes along all dimensions of a function whose samples lie 1 apart. **Gradient**: that of
  /// the differences. **Errors**: as for [#gradient(Tensor, GradientOptions)]. **Source**:
  /// torch.gradient.
  public static List<Tensor> gradient(Tensor x) {
    return gradient(x, GradientOptions.DEFAULT);
  }

  /// The slopes along dimensions, by the differences of the neighbours on both sides, at the ends
  /// one-sided. **Shape**: one tensor of x's sizes for each dimension. **Dtype**: integers become
  /// the default dtype. **Gradient**: that of the differences. **Errors**: uint8, fewer samples
  /// than the order at the ends wants, spacings that fit neither the dimensions nor the samples.
  /// **Source**: torch.gradient.
  public static List<Tensor> gradient(Tensor x, GradientOptions options) {
    int[] dims = checked(x, options);
    int order = options.edgeOrder();
    List<Tensor> slopes = new ArrayList<>();
    for (int i = 0; i < dims.length; i++) {
      int d = Axes.wrap(dims[i], x.dim());
      slopes.add(
          switch (options.spacing()) {
            case GradientOptions.Spacing.Even(double step) -> even(x, d, step, order);
            case GradientOptions.Spacing.Steps(List<Double> steps) ->
                even(x, d, steps.get(i), order);
            case GradientOptions.Spacing.Places(List<Tensor> places) ->
                uneven(x, d, places.get(i), order);
          });
    }
    return slopes;
  }

  private static int[] checked(Tensor x, GradientOptions options) {
    if (x.dtype() == DType.UINT8) {
      throw new GradusArgumentException("torch.gradient does not support uint8 input.");
    }
    int given = options.spacing().count();
    int[] dims = options.dims();
    if (given >= 0 && dims == null && given != x.dim()) {
      throw new GradusArgumentException(
          "torch.gradient expected spacing to be unspecified, a scalar, or a list of length equal to 'self.dim() = "
              + x.dim()
              + "', since dim argument was not given, but got a list of length "
              + given);
    }
    if (given >= 0 && dims != null && given != dims.length) {
      throw new GradusArgumentException(
          "torch.gradient expected spacing to be unspecified, a scalar or it's spacing and dim arguments to have the same length, but got a spacing argument of length "
              + given
              + " and a dim argument of length "
              + dims.length
              + ".");
    }
    if (options.edgeOrder() != 1 && options.edgeOrder() != 2) {
      throw new GradusArgumentException(
          "torch.gradient only supports edge_order=1 and edge_order=2.\ngradient: the order is "
              + options.edgeOrder()
              + ".");
    }
    int[] all = dims == null ? new int[x.dim()] : dims;
    if (dims == null) {
      Arrays.setAll(all, d -> d);
    } else {
      Axes.mask(dims, x.dim());
    }
    for (int d : all) {
      if (x.size(d) < options.edgeOrder() + 1) {
        throw new GradusArgumentException(
            "torch.gradient expected each dimension size to be at least edge_order+1"
                + "\ngradient: dimension "
                + d
                + " has "
                + x.size(d)
                + " samples.");
      }
    }
    return all;
  }

  /// Elements from `from` to before `to` along `d`; 0 as the end means all.
  private static Tensor part(Tensor x, int d, long from, long to) {
    return x.slice(d, from, to == 0 ? null : (Long) to, 1);
  }

  private static Tensor even(Tensor x, int d, double step, int order) {
    Tensor inner = part(x, d, 2, 0).sub(part(x, d, 0, -2)).div(step).div(2);
    Tensor front;
    Tensor rear;
    if (order == 1) {
      front = part(x, d, 1, 2).sub(part(x, d, 0, 1)).div(step);
      rear = part(x, d, -1, 0).sub(part(x, d, -2, -1)).div(step);
    } else {
      front =
          part(x, d, 0, 1)
              .mul(-1.5)
              .add(part(x, d, 1, 2).mul(2))
              .sub(part(x, d, 2, 3).mul(0.5))
              .div(step);
      rear =
          part(x, d, -3, -2)
              .mul(0.5)
              .sub(part(x, d, -2, -1).mul(2))
              .add(part(x, d, -1, 0).mul(1.5))
              .div(step);
    }
    return Gradus.cat(List.of(front, inner, rear), d);
  }

  private static Tensor uneven(Tensor x, int d, Tensor places, int order) {
    if (places.dim() != 1) {
      throw new GradusArgumentException(
          "torch.gradient expected each element of spacing to have one dimension, but got an element with "
              + places.dim()
              + " dimensions!");
    }
    Tensor steps = places.diff(1, 0);
    long[] along = new long[x.dim()];
    Arrays.fill(along, 1);
    along[d] = -1;
    Tensor before = part(steps, 0, 0, -1);
    Tensor behind = part(steps, 0, 1, 0);
    Tensor both = before.add(behind);
    Tensor a = behind.neg().div(before.mul(both)).reshape(along);
    Tensor b = behind.sub(before).div(before.mul(behind)).reshape(along);
    Tensor c = before.div(behind.mul(both)).reshape(along);
    Tensor inner =
        a.mul(part(x, d, 0, -2)).add(b.mul(part(x, d, 1, -1))).add(c.mul(part(x, d, 2, 0)));
    Tensor first = steps.select(0, 0);
    Tensor last = steps.select(0, -1);
    Tensor front;
    Tensor rear;
    if (order == 1) {
      front = part(x, d, 1, 2).sub(part(x, d, 0, 1)).div(first);
      rear = part(x, d, -1, 0).sub(part(x, d, -2, -1)).div(last);
    } else {
      Tensor[] near = {part(x, d, 0, 1), part(x, d, 1, 2), part(x, d, 2, 3)};
      front = parabola(near, first, steps.select(0, 1));
      Tensor[] far = {part(x, d, -1, 0), part(x, d, -2, -1), part(x, d, -3, -2)};
      rear = parabola(far, last, steps.select(0, -2)).neg();
    }
    return Gradus.cat(List.of(front, inner, rear), d);
  }

  /// The slope at the first of three samples, away from it, of the parabola through them.
  private static Tensor parabola(Tensor[] x, Tensor first, Tensor second) {
    Tensor both = first.add(second);
    Tensor a = first.mul(2).add(second).neg().div(first.mul(both));
    Tensor b = both.div(first.mul(second));
    Tensor c = first.neg().div(second.mul(both));
    return a.mul(x[0]).add(b.mul(x[1])).add(c.mul(x[2]));
  }
}
