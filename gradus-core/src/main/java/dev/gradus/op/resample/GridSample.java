package dev.gradus.op.resample;

import static dev.gradus.Gradus.stack;
import static dev.gradus.Gradus.zerosLike;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.GridSampleOptions;
import dev.gradus.InterpolationMode;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Widened;
import dev.gradus.op.resample.GridTaps.Tap;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An image at the places of a grid. Value and gradients are sums over the elements around each
/// place, in tensor operations, so that there are gradients of any order.
///
/// @param dims 2 for images, 3 for volumes
/// @param options mode, what is outside, and where -1 and 1 are
public record GridSample(int dims, GridSampleOptions options) implements SingleOperation {
  /// Checks and samples.
  public static Tensor run(Tensor x, Tensor grid, GridSampleOptions o) {
    check(x, grid, o);
    return Call.run(new GridSample(x.dim() - 2, o), x, grid);
  }

  private static void check(Tensor x, Tensor grid, GridSampleOptions o) {
    String sizes =
        "input with sizes "
            + Sizes.text(x.shape())
            + " and grid with sizes "
            + Sizes.text(grid.shape());
    boolean ranks = x.dim() == grid.dim() && (x.dim() == 4 || x.dim() == 5);
    require(
        ranks,
        "grid_sampler(): expected 4D or 5D input and grid with same number of dimensions, but got "
            + sizes);
    require(
        x.size(0) == grid.size(0),
        "grid_sampler(): expected grid and input to have same batch size, but got " + sizes);
    require(
        grid.size(-1) == x.dim() - 2,
        "grid_sampler(): expected grid to have size %d in last dimension, but got grid with sizes %s"
            .formatted(x.dim() - 2, Sizes.text(grid.shape())));
    for (int d = 2; d < x.dim(); d++) {
      require(
          x.size(d) > 0,
          "grid_sampler(): expected input to have non-empty spatial dimensions, but input has sizes %s with dimension %d being empty"
              .formatted(Sizes.text(x.shape()), d));
    }
    require(
        x.dim() == 4 || o.mode() != InterpolationMode.BICUBIC,
        "grid_sampler(): bicubic interpolation only supports 4D input");
    boolean mode =
        switch (o.mode()) {
          case BILINEAR, NEAREST, BICUBIC -> true;
          default -> false;
        };
    require(
        mode,
        "nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: '%s'"
            .formatted(o.mode().torchName()));
    require(
        x.dtype() == grid.dtype() && x.dtype().isFloatingPoint(),
        "grid_sampler(): expected input and grid to have same dtype, but input has %s and grid has %s"
            .formatted(x.dtype().scalarName(), grid.dtype().scalarName()));
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new GradusArgumentException(sentence);
    }
  }

  @Override
  public String name() {
    return "grid_sampler_" + dims + "d";
  }

  @Override
  public long savesInputs(long needs) {
    return 3;
  }

  @Override
  public boolean onlyReadsGradient() {
    return true;
  }

  @Override
  public Tensor forward(Tensor[] in) {
    Tensor x = Widened.of(in[0]);
    Tensor grid = Widened.of(in[1]);
    Tensor y = Call.unrecorded(() -> value(x, grid));
    return Widened.back(y, in[0].dtype());
  }

  private Tensor value(Tensor x, Tensor grid) {
    Tensor flat = flat(x);
    @Nullable Tensor[] sum = {null};
    each(
        taps(x, grid),
        corner -> {
          Tensor term = flat.gather(2, corner.index(flat)).mul(corner.weight());
          Tensor before = sum[0];
          sum[0] = before == null ? term : before.add(term);
        });
    return Objects.requireNonNull(sum[0]).view(outSizes(x, grid));
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    Tensor grid = Batching.folded(b.front(x, 1));
    return b.unfolded(Call.run(this, Batching.folded(b.front(x, 0)), grid));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor x = b.x(0);
    Tensor grid = b.x(1);
    GridTaps taps = taps(x, grid);
    Tensor flat = flat(x);
    Tensor flatG = g.reshape(flat.size(0), flat.size(1), -1);
    @Nullable Tensor[] dx = {null};
    @Nullable Tensor[] dc = new Tensor[dims];
    each(
        taps,
        corner -> {
          Tensor index = corner.index(flat);
          if (b.needs(0)) {
            Tensor before = dx[0];
            Tensor to = before == null ? zerosLike(flat) : before;
            dx[0] = to.scatterAdd(2, index, flatG.mul(corner.weight()));
          }
          if (b.needs(1)) {
            Tensor along = flatG.mul(flat.gather(2, index)).sum(1);
            for (int a = 0; a < dims; a++) {
              Tensor term = along.mul(corner.slope(a));
              Tensor before = dc[a];
              dc[a] = before == null ? term : before.add(term);
            }
          }
        });
    Tensor gx = dx[0];
    return new Tensor[] {
      gx == null ? null : gx.view(x.shape()),
      b.needs(1) ? stack(Arrays.asList(dc), 2).view(grid.shape()) : null
    };
  }

  private GridTaps taps(Tensor x, Tensor grid) {
    return GridTaps.of(x, grid, options);
  }

  private static Tensor flat(Tensor x) {
    return x.reshape(x.size(0), x.size(1), -1);
  }

  private static long[] outSizes(Tensor x, Tensor grid) {
    long[] sizes = grid.shape();
    long[] out = new long[sizes.length];
    out[0] = x.size(0);
    out[1] = x.size(1);
    System.arraycopy(sizes, 1, out, 2, sizes.length - 2);
    return out;
  }

  /// One of the elements around every place: a tap of each axis.
  private record Corner(List<Tap> taps, long[] strides) {
    Tensor index(Tensor flat) {
      Tensor index = taps.get(0).index();
      for (int a = 1; a < taps.size(); a++) {
        index = index.add(taps.get(a).index().mul(strides[a]));
      }
      return index.unsqueeze(1).expand(flat.size(0), flat.size(1), index.size(1));
    }

    Tensor weight() {
      return product(-1).unsqueeze(1);
    }

    Tensor slope(int axis) {
      return product(axis);
    }

    private Tensor product(int sloped) {
      Tensor product = null;
      for (int a = 0; a < taps.size(); a++) {
        Tensor factor = a == sloped ? taps.get(a).slope() : taps.get(a).weight();
        product = product == null ? factor : product.mul(factor);
      }
      return Objects.requireNonNull(product);
    }
  }

  private static void each(GridTaps taps, Consumer<Corner> body) {
    each(taps, new ArrayList<>(), body);
  }

  private static void each(GridTaps taps, List<Tap> chosen, Consumer<Corner> body) {
    if (chosen.size() == taps.axes().size()) {
      body.accept(new Corner(List.copyOf(chosen), taps.strides()));
      return;
    }
    for (Tap tap : taps.axes().get(chosen.size())) {
      chosen.add(tap);
      each(taps, chosen, body);
      chosen.removeLast();
    }
  }
}
