package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;

/// The functions of [Gradus] that make random tensors.
///
/// Equal seeds give the numbers that PyTorch gives on the CPU. Without a [Generator] the default
/// one is used, which all threads share.
abstract sealed class RandomFactories extends Losses permits Convolutions {
  // --- Seeds ---

  /// Starts the default generator anew. **Source**: torch.manual\_seed.
  public static Generator manualSeed(long seed) {
    return Globals.generator().manualSeed(seed);
  }

  /// Starts the default generator anew from a seed that nobody can foresee, and returns it.
  /// **Source**: torch.seed.
  public static long seed() {
    return Globals.generator().seed();
  }

  /// The seed that the default generator started from. **Source**: torch.initial\_seed.
  public static long initialSeed() {
    return Globals.generator().initialSeed();
  }

  /// The generator that is used where none is named. **Source**: torch.default\_generator.
  public static Generator defaultGenerator() {
    return Globals.generator();
  }

  /// Where the default generator stands. **Source**: torch.get\_rng\_state.
  public static Tensor getRngState() {
    return Globals.generator().getState();
  }

  /// Takes the default generator back to a state. **Source**: torch.set\_rng\_state.
  public static void setRngState(Tensor state) {
    Globals.generator().setState(state);
  }

  /// Whatever is drawn from the default generator until this is closed leaves no trace in it.
  /// **Source**: torch.random.fork\_rng.
  public static Mode forkRng() {
    Tensor state = getRngState();
    return new Mode("forkRng", () -> setRngState(state));
  }

  // --- Uniform ---

  /// Numbers spread evenly over [0, 1), of the default dtype. **Source**: torch.rand.
  public static Tensor rand(long... sizes) {
    return rand(Globals.defaultDtype(), sizes);
  }

  /// As [#rand(long...)] with a dtype. **Errors**: it is neither floating nor complex.
  public static Tensor rand(DType dtype, long... sizes) {
    return Draws.uniform(null, dtype, plain("rand", sizes));
  }

  /// As [#rand(long...)] from a generator.
  public static Tensor rand(Generator generator, long... sizes) {
    return rand(generator, Globals.defaultDtype(), sizes);
  }

  /// As [#rand(DType, long...)] from a generator.
  public static Tensor rand(Generator generator, DType dtype, long... sizes) {
    return Draws.uniform(generator, dtype, plain("rand", sizes));
  }

  /// As [#rand(long...)] with the sizes, dtype and order of dimensions of another tensor.
  /// **Source**: torch.rand\_like.
  public static Tensor randLike(Tensor x) {
    return randLike(x, x.dtype());
  }

  /// As [#randLike(Tensor)] with another dtype.
  public static Tensor randLike(Tensor x, DType dtype) {
    return Draws.uniform(null, dtype, Factories.like(x));
  }

  // --- Normal ---

  /// Numbers of the standard normal distribution, of the default dtype. **Source**: torch.randn.
  public static Tensor randn(long... sizes) {
    return randn(Globals.defaultDtype(), sizes);
  }

  /// As [#randn(long...)] with a dtype; a complex number has variance 1, half for each part.
  /// **Errors**: the dtype is neither floating nor complex.
  public static Tensor randn(DType dtype, long... sizes) {
    return Draws.normal(null, dtype, plain("randn", sizes));
  }

  /// As [#randn(long...)] from a generator.
  public static Tensor randn(Generator generator, long... sizes) {
    return randn(generator, Globals.defaultDtype(), sizes);
  }

  /// As [#randn(DType, long...)] from a generator.
  public static Tensor randn(Generator generator, DType dtype, long... sizes) {
    return Draws.normal(generator, dtype, plain("randn", sizes));
  }

  /// As [#randn(long...)] with the sizes, dtype and order of dimensions of another tensor.
  /// **Source**: torch.randn\_like.
  public static Tensor randnLike(Tensor x) {
    return randnLike(x, x.dtype());
  }

  /// As [#randnLike(Tensor)] with another dtype.
  public static Tensor randnLike(Tensor x, DType dtype) {
    return Draws.normal(null, dtype, Factories.like(x));
  }

  // --- Whole numbers ---

  /// Whole numbers from 0 up to high − 1. **Dtype**: int64. **Source**: torch.randint.
  public static Tensor randint(long high, long[] sizes) {
    return randint(DType.INT64, 0, high, sizes);
  }

  /// Whole numbers from low up to high − 1: `randint(0, 10, 2, 3)` has 2 rows. **Dtype**: int64.
  ///
  /// **Errors**: the range is empty. **Source**: torch.randint.
  public static Tensor randint(long low, long high, long... sizes) {
    return randint(DType.INT64, low, high, sizes);
  }

  /// As [#randint(long, long, long...)] with a dtype. **Errors**: it cannot hold the range.
  public static Tensor randint(DType dtype, long low, long high, long... sizes) {
    return Draws.whole(null, dtype, plain("randint", sizes), low, high);
  }

  /// As [#randint(DType, long, long, long...)] from a generator.
  public static Tensor randint(
      Generator generator, DType dtype, long low, long high, long... sizes) {
    return Draws.whole(generator, dtype, plain("randint", sizes), low, high);
  }

  /// The numbers from 0 to n − 1 in random order. **Dtype**: int64. **Errors**: n is negative.
  /// **Source**: torch.randperm.
  public static Tensor randperm(long n) {
    return randperm(n, DType.INT64);
  }

  /// As [#randperm(long)] with a dtype. **Errors**: it cannot hold n.
  public static Tensor randperm(long n, DType dtype) {
    return Draws.permutation(null, dtype, n);
  }

  /// As [#randperm(long)] from a generator.
  public static Tensor randperm(Generator generator, long n) {
    return Draws.permutation(generator, DType.INT64, n);
  }

  private static Layout plain(String op, long[] sizes) {
    return Layout.contiguous(Sizes.checkNonNegative(op, sizes.clone()));
  }
}
