package dev.gradus.op.random;

import static dev.gradus.op.random.Wording.require;
import static dev.gradus.op.random.Wording.text;

import dev.gradus.Generator;
import dev.gradus.dtype.DType;
import dev.gradus.dtype.FInfo;
import dev.gradus.kernel.RandomFill;
import org.jspecify.annotations.Nullable;

/// The distributions that fill a tensor of a dtype, with their arguments checked.
public final class Fillings {
  private Fillings() {}

  /// Spread evenly over `from` … `to`; complex numbers in both parts.
  public static Filling uniform(DType dtype, double from, double to) {
    if (dtype.isIntegral()) {
      throw Wording.notImplemented("check_uniform_bounds", dtype, "uniform");
    }
    DType real = dtype.toReal();
    double max = FInfo.of(real).max();
    inBounds("from", from, real, max);
    inBounds("to", to, real, max);
    require(
        from <= to,
        "uniform_ expects to return a [from, to) range, but found from="
            + text(from)
            + " > to="
            + text(to),
        "uniform_: exchange the bounds.");
    require(
        to - from <= max,
        "uniform_ expects to-from <= std::numeric_limits<"
            + real.scalarName()
            + ">::max(), but found to="
            + text(to)
            + " and from="
            + text(from)
            + " which result in to-from to exceed the limit",
        "uniform_: choose bounds that are nearer to each other.");
    return (g, type, y, at, n, _) -> RandomFill.uniform(g, type, y, at, n, from, to);
  }

  private static void inBounds(String name, double value, DType dtype, double max) {
    require(
        value >= -max && value <= max,
        name + " is out of bounds for " + Wording.typeName(dtype),
        "uniform_: " + name + " is " + value + ".");
  }

  /// Normal numbers; a complex number has half of the variance in each part.
  public static Filling normal(DType dtype, double mean, double std) {
    require(
        std >= 0,
        "normal expects std >= 0.0, but found std " + text(std),
        "normal_: a deviation is not negative.");
    if (dtype.isIntegral()) {
      throw Wording.notImplemented("normal_kernel_cpu", dtype, "normal");
    }
    double part = dtype.isComplex() ? std / Math.sqrt(2) : std;
    return (g, type, y, at, n, rowMajor) -> {
      if (rowMajor) {
        RandomFill.normal(g, type, y, at, n, mean, part);
      } else {
        RandomFill.normalOneByOne(g, type, y, at, n, mean, part);
      }
    };
  }

  /// Ones with probability `p`, else zeros.
  public static Filling bernoulli(DType dtype, double p) {
    require(
        p >= 0 && p <= 1,
        "bernoulli_ expects p to be in [0, 1], but got p=" + text(p),
        "bernoulli_: p is the probability of a 1.");
    if (dtype.isComplex()) {
      throw Wording.notImplemented("bernoulli_scalar_cpu_", dtype, "bernoulli_");
    }
    return (g, type, y, at, n, _) -> RandomFill.bernoulli(g, type, y, at, n, p, 1);
  }

  /// The factors of dropout: 1 / `kept` with probability `kept`, else zeros.
  static Filling dropout(DType dtype, double kept) {
    bernoulli(dtype, kept); // what that refuses
    double factor = dtype == DType.FLOAT64 ? 1 / kept : 1 / (float) kept;
    return (g, type, y, at, n, _) -> RandomFill.bernoulli(g, type, y, at, n, kept, factor);
  }

  /// Exponential numbers of rate `lambda`.
  public static Filling exponential(DType dtype, double lambda) {
    require(
        lambda > 0,
        "exponential_ expects lambda > 0.0, but found lambda=" + text(lambda),
        "exponential_: lambda is the rate, one over the mean.");
    floating("exponential_kernel_cpu", dtype, "exponential_");
    return (g, type, y, at, n, _) -> RandomFill.exponential(g, type, y, at, n, lambda);
  }

  /// Cauchy numbers.
  public static Filling cauchy(DType dtype, double median, double sigma) {
    require(
        sigma > 0,
        "cauchy_ expects sigma > 0.0, but found sigma=" + text(sigma),
        "cauchy_: sigma is half of the distance between the quartiles.");
    require(
        dtype.isFloatingPoint(),
        "Cauchy distribution is a continuous probability distribution. dtype must be a floating"
            + " point but you specified "
            + Wording.typeName(dtype),
        "cauchy_: convert the tensor first with to(float32).");
    return (g, type, y, at, n, _) -> RandomFill.cauchy(g, type, y, at, n, median, sigma);
  }

  /// Numbers whose logarithms are normal.
  public static Filling logNormal(DType dtype, double mean, double std) {
    require(
        std > 0,
        "log_normal_ expects std > 0.0, but found std=" + text(std),
        "log_normal_: std is the deviation of the logarithm.");
    floating("log_normal_cpu", dtype, "log_normal_");
    return (g, type, y, at, n, _) -> RandomFill.logNormal(g, type, y, at, n, mean, std);
  }

  /// How many trials until the first success.
  public static Filling geometric(DType dtype, double p) {
    require(
        p > 0 && p < 1,
        "geometric_ expects p to be in (0, 1), but got p=" + text(p),
        "geometric_: p is the probability of a success.");
    if (dtype.isComplex() || dtype == DType.BOOL) {
      throw Wording.notImplemented("geometric_cpu", dtype, "geometric_");
    }
    return (g, type, y, at, n, _) -> RandomFill.geometric(g, type, y, at, n, p);
  }

  private static void floating(String kernel, DType dtype, String op) {
    if (!dtype.isFloatingPoint()) {
      throw Wording.notImplemented(kernel, dtype, op);
    }
  }

  /// The operation that fills a tensor so.
  public static Draw draw(String name, int overload, Filling how, @Nullable Generator generator) {
    return new Draw(name, overload, how, generator);
  }
}
