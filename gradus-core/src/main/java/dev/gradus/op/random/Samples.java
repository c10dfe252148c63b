package dev.gradus.op.random;

import static dev.gradus.op.random.Wording.require;

import dev.gradus.Call;
import dev.gradus.Generator;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.MersenneTwister;
import dev.gradus.kernel.RandomSamples;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// Samples of distributions whose parameters are tensors.
public final class Samples {
  private Samples() {}

  /// What draws a number for each of `count` parameters.
  @FunctionalInterface
  interface Kernel {
    void draw(MersenneTwister g, Object x, int xo, Object y, int count);
  }

  // --- Normal ---

  /// `normal(mean, std)` with a tensor of means.
  public static Tensor normal(Tensor mean, double std, @Nullable Generator generator) {
    Filling how = Fillings.normal(mean.dtype(), 0, std);
    return Call.run(
        new Sample("normal", 1, x -> filled(how, x[0].dtype(), x[0].shape(), generator).add_(x[0])),
        mean);
  }

  /// `normal(mean, std)` with a tensor of deviations.
  public static Tensor normal(double mean, Tensor std, @Nullable Generator generator) {
    checkDeviations(std);
    Filling how = Fillings.normal(std.dtype(), 0, 1);
    return Call.run(
        new Sample(
            "normal",
            2,
            x -> filled(how, x[0].dtype(), x[0].shape(), generator).mul_(x[0]).add_(mean)),
        std);
  }

  /// `normal(mean, std)` with two tensors, broadcast; the dtype is that of the means.
  public static Tensor normal(Tensor mean, Tensor std, @Nullable Generator generator) {
    checkDeviations(std);
    long[] sizes = Broadcast.sizes(mean.layout().sizes(), std.layout().sizes());
    Filling how = Fillings.normal(mean.dtype(), 0, 1);
    return Call.run(
        new Sample(
            "normal", 3, x -> filled(how, x[0].dtype(), sizes, generator).mul_(x[1]).add_(x[0])),
        mean,
        std);
  }

  private static void checkDeviations(Tensor std) {
    require(
        !std.dtype().isComplex(),
        "normal expects standard deviation to be non-complex",
        "normal: std has dtype " + std.dtype() + ".");
    require(
        Wording.all(std, t -> t.ge(0)),
        "normal expects all elements of std >= 0.0",
        "normal: take the absolute values first.");
  }

  /// A contiguous tensor filled with random numbers.
  public static Tensor filled(
      Filling how, DType dtype, long[] sizes, @Nullable Generator generator) {
    return filled(how, dtype, Layout.contiguous(sizes.clone()), generator);
  }

  /// As [#filled(Filling, DType, long\[\], Generator)] in a dense layout.
  public static Tensor filled(
      Filling how, DType dtype, Layout layout, @Nullable Generator generator) {
    return Call.drawn(
        layout,
        own -> {
          Tensor y = Tensor.unfilled(own, dtype);
          how.into(y, generator);
          return y;
        });
  }

  // --- Ones and zeros ---

  /// `bernoulli(p)` with a probability for each element.
  public static Tensor bernoulli(Tensor p, @Nullable Generator generator) {
    BernoulliInto into = new BernoulliInto(generator);
    return Call.run(
        new Sample("bernoulli", 0, x -> into.forward(new Tensor[] {x[0].contiguous(), x[0]})), p);
  }

  /// `x.bernoulli(p)` with one probability: of the input only sizes and dtype count.
  public static Tensor bernoulli(Tensor x, double p, @Nullable Generator generator) {
    Filling how = Fillings.bernoulli(x.dtype(), p);
    return Call.run(
        new Sample("bernoulli", 2, in -> filled(how, x.dtype(), in[0].shape(), generator)), x);
  }

  // --- Counts ---

  /// `poisson(rates)`.
  public static Tensor poisson(Tensor rates, @Nullable Generator generator) {
    floating("poisson_cpu", rates, "poisson");
    require(
        Wording.all(rates, t -> t.ge(0)),
        "invalid Poisson rate, expected rate to be non-negative",
        "poisson: a rate is a mean number of events.");
    DType dtype = rates.dtype();
    Kernel kernel = (g, x, xo, y, n) -> RandomSamples.poisson(g, dtype, x, xo, y, 0, n);
    return Call.run(new Sample("poisson", 0, x -> each(kernel, x[0], generator)), rates);
  }

  /// `binomial(count, prob)`, broadcast.
  public static Tensor binomial(Tensor count, Tensor prob, @Nullable Generator generator) {
    if (count.dtype() != prob.dtype()) {
      throw new GradusArgumentException(
          "Found dtype %s but expected %s\nbinomial: count and prob have one dtype; convert prob with to(%s)."
              .formatted(prob.dtype().scalarName(), count.dtype().scalarName(), count.dtype()));
    }
    floating("binomial_cpu", count, "binomial");
    DType dtype = count.dtype();
    return Call.run(
        new Sample(
            "binomial",
            0,
            x -> {
              Tensor p = x[1].expand(x[0].shape()).contiguous();
              Object chances = p.storage().array();
              int po = Math.toIntExact(p.storageOffset());
              Kernel kernel =
                  (g, a, ao, y, n) -> RandomSamples.binomial(g, dtype, a, ao, chances, po, y, 0, n);
              try {
                return each(kernel, x[0], generator);
              } finally {
                Reference.reachabilityFence(p);
              }
            }),
        count.expand(Broadcast.sizes(count.layout().sizes(), prob.layout().sizes())),
        prob);
  }

  /// Draws a number for each element, in row-major order.
  static Tensor each(Kernel kernel, Tensor parameters, @Nullable Generator generator) {
    Tensor x = Call.unrecorded(parameters::contiguous);
    Tensor y = Tensor.unfilled(Layout.contiguous(x.shape()), x.dtype());
    int count = Math.toIntExact(x.numel());
    int xo = Math.toIntExact(x.storageOffset());
    if (count > 0) {
      try {
        Filling.source(generator)
            .draw(g -> kernel.draw(g, x.storage().array(), xo, y.storage().array(), count));
      } finally {
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(y);
      }
    }
    return y;
  }

  static void floating(String kernel, Tensor x, String op) {
    if (!x.dtype().isFloatingPoint()) {
      throw Wording.notImplemented(kernel, x.dtype(), op);
    }
  }
}
