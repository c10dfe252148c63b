package dev.gradus.conformance.bind;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.dtype.DType;

/// Random tensors, drawn from the default generator. What fills in place acts on a clone.
final class RandomOps {
  private RandomOps() {}

  static void bind(Bindings<Tensor> b) {
    factories(b);
    fillings(b);
    samples(b);
  }

  private static void factories(Bindings<Tensor> b) {
    b.op("rand", "*size: int", a -> Gradus.rand(a.longs("size")));
    String sized = "*size: int, dtype: dtype";
    b.op("rand", sized, a -> Gradus.rand(a.dtype("dtype"), a.longs("size")));
    b.op("randn", "*size: int", a -> Gradus.randn(a.longs("size")));
    b.op("randn", sized, a -> Gradus.randn(a.dtype("dtype"), a.longs("size")));
    b.op("rand", "size: ints, dtype: dtype = None", a -> Gradus.rand(type(a), a.longs("size")));
    b.op("randn", "size: ints, dtype: dtype = None", a -> Gradus.randn(type(a), a.longs("size")));
    b.op("empty", "*size: int", a -> Gradus.empty(a.longs("size")));
    b.op("randint", "low: int, high: int, size: ints, dtype: dtype = None", RandomOps::randint);
    b.op(
        "randint",
        "high: int, size: ints, dtype: dtype = None",
        a -> draw(a, 0L, a.longValue("high")));
    b.op(
        "randperm",
        "n: int, dtype: dtype = None",
        a ->
            a.isNone("dtype")
                ? Gradus.randperm(a.longValue("n"))
                : Gradus.randperm(a.longValue("n"), a.dtype("dtype")));
    likes(b);
  }

  private static void likes(Bindings<Tensor> b) {
    String plain = "input: tensor, dtype: dtype = None";
    b.op("rand_like", plain, a -> Gradus.randLike(a.tensor("input"), typeOfInput(a)));
    b.op("randn_like", plain, a -> Gradus.randnLike(a.tensor("input"), typeOfInput(a)));
    b.op(
        "randint_like",
        "input: tensor, low: int, high: int, dtype: dtype = None",
        a ->
            Gradus.randintLike(
                a.tensor("input"), a.longValue("low"), a.longValue("high"), typeOfInput(a)));
    b.op(
        "randint_like",
        "input: tensor, high: int, dtype: dtype = None",
        a -> Gradus.randintLike(a.tensor("input"), 0, a.longValue("high"), typeOfInput(a)));
  }

  private static DType type(Arguments<Tensor> a) {
    DType dtype = a.dtypeOrNull("dtype");
    return dtype == null ? Gradus.getDefaultDtype() : dtype;
  }

  private static DType typeOfInput(Arguments<Tensor> a) {
    DType dtype = a.dtypeOrNull("dtype");
    return dtype == null ? a.tensor("input").dtype() : dtype;
  }

  private static Tensor randint(Arguments<Tensor> a) {
    return draw(a, a.longValue("low"), a.longValue("high"));
  }

  private static Tensor draw(Arguments<Tensor> a, long low, long high) {
    DType dtype = a.dtypeOrNull("dtype");
    return dtype == null
        ? Gradus.randint(low, high, a.longs("size"))
        : Gradus.randint(dtype, low, high, a.longs("size"));
  }

  private static Tensor copy(Arguments<Tensor> a) {
    return a.tensor("input").clone();
  }

  private static void fillings(Bindings<Tensor> b) {
    b.op(
        "uniform .uniform_",
        "input: tensor, from: number = 0, to: number = 1",
        a -> copy(a).uniform_(a.real("from"), a.real("to")));
    b.op(
        ".normal_",
        "input: tensor, mean: number = 0, std: number = 1",
        a -> copy(a).normal_(a.real("mean"), a.real("std")));
    b.op(
        "exponential .exponential_",
        "input: tensor, lambd: number = 1",
        a -> copy(a).exponential_(a.real("lambd")));
    b.op(
        "cauchy .cauchy_",
        "input: tensor, median: number = 0, sigma: number = 1",
        a -> copy(a).cauchy_(a.real("median"), a.real("sigma")));
    b.op(
        "log_normal .log_normal_",
        "input: tensor, mean: number = 1, std: number = 2",
        a -> copy(a).logNormal_(a.real("mean"), a.real("std")));
    b.op("geometric .geometric_", "input: tensor, p: number", a -> copy(a).geometric_(a.real("p")));
    b.op(".bernoulli_", "input: tensor, p: number = 0.5", a -> copy(a).bernoulli_(a.real("p")));
    b.op(".bernoulli_", "input: tensor, p: tensor", a -> copy(a).bernoulli_(a.tensor("p")));
    b.op("random .random_", "input: tensor", a -> copy(a).random_());
    b.op("random .random_", "input: tensor, to: int", a -> copy(a).random_(a.longValue("to")));
    b.op(
        "random .random_",
        "input: tensor, from: int, to: int",
        a -> copy(a).random_(a.longValue("from"), a.longValue("to")));
  }

  private static void samples(Bindings<Tensor> b) {
    b.op("bernoulli", "input: tensor", a -> a.tensor("input").bernoulli());
    b.op("bernoulli", "input: tensor, p: number", a -> a.tensor("input").bernoulli(a.real("p")));
    String means = "mean: tensor, std: number = 1";
    b.op("normal", means, a -> Gradus.normal(a.tensor("mean"), a.real("std")));
    String deviations = "mean: number, std: tensor";
    b.op("normal", deviations, a -> Gradus.normal(a.real("mean"), a.tensor("std")));
    b.op(
        "normal",
        "mean: tensor, std: tensor",
        a -> Gradus.normal(a.tensor("mean"), a.tensor("std")));
    b.op(
        "normal",
        "mean: number, std: number, size: ints, dtype: dtype = None",
        a -> Gradus.normal(null, type(a), a.real("mean"), a.real("std"), a.longs("size")));
    b.op("poisson", "input: tensor", a -> Gradus.poisson(a.tensor("input")));
    b.op(
        "binomial",
        "count: tensor, prob: tensor",
        a -> Gradus.binomial(a.tensor("count"), a.tensor("prob")));
    b.op("_standard_gamma", "input: tensor", a -> Gradus.standardGamma(a.tensor("input")));
    b.op(
        "_standard_gamma_grad",
        "input: tensor, output: tensor",
        a -> Gradus.standardGammaGrad(a.tensor("input"), a.tensor("output")));
    b.op(
        "multinomial",
        "input: tensor, num_samples: int, replacement: bool = False",
        a -> a.tensor("input").multinomial(a.longValue("num_samples"), a.flag("replacement")));
    // The recorded random numbers write the weights as a list and the flag as its name.
    b.op(
        "multinomial",
        "weights: ints, num_samples: int, replacement: str",
        a ->
            Gradus.tensor(floats(a.reals("weights")))
                .multinomial(a.longValue("num_samples"), true));
  }

  private static float[] floats(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }
}
