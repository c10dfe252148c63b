package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;

/// The functions of [Gradus] that make random tensors.
///
/// Equal seeds give the numbers that PyTorch gives on the CPU. Without a [Generator] the default
/// one is used, which all threads share unless they have their own: [#useGenerator].
abstract sealed class RandomFactories extends Losses permits Distributions {
  // --- Seeds ---

  /// Starts the default generator anew. **Source**: torch.manual\_seed.
  public static Generator manualSeed(long seed) {
    return defaultGenerator().manualSeed(seed);
  }

  /// Starts the default generator anew from a seed that nobody can foresee, and returns it.
  /// **Source**: torch.seed.
  public static long seed() {
    return defaultGenerator().seed();
  }

  /// The seed that the default generator started from. **Source**: torch.initial\_seed.
  public static long initialSeed() {
    return defaultGenerator().initialSeed();
  }

  /// The generator that this thread uses where none is named. **Source**: torch.default\_generator.
  public static Generator defaultGenerator() {
    Generator own = ThreadState.current().generator;
    return own == null ? Globals.generator() : own;
  }

  /// Makes a generator the default one of this thread until the mode is closed; [#manualSeed],
  /// [#getRngState] and their like then mean it.
  ///
  /// All threads share one default generator, so that which of them gets which numbers depends on
  /// how they are scheduled. For streams that are independent and the same on every run, give each
  /// thread a generator of its own, seeded by its number:
  ///
  /// ```java
  /// try (var _ = useGenerator(new Generator().manualSeed(base + worker))) { … }
  /// ```
  ///
  /// **Source**: none; PyTorch's threads share the generator, its worker processes have such seeds.
  public static Mode useGenerator(Generator generator) {
    ThreadState s = ThreadState.current();
    Generator before = s.generator;
    s.generator = generator;
    return new Mode("useGenerator", () -> s.generator = before);
  }

  /// Where the default generator stands. **Source**: torch.get\_rng\_state.
  public static Tensor getRngState() {
    return defaultGenerator().getState();
  }

  /// Takes the default generator back to a state. **Source**: torch.set\_rng\_state.
  public static void setRngState(Tensor state) {
    defaultGenerator().setState(state);
  }

  /// Whatever is drawn from the default generator until this is closed leaves no trace in it.
  /// **Source**: torch.random.fork\_rng.
  public static Mode forkRng() {
    Generator generator = defaultGenerator();
    Tensor state = generator.getState();
    return new Mode("forkRng", () -> generator.setState(state));
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

  /// As [#randLike(Tensor)] from a generator.
  public static Tensor randLike(Generator generator, Tensor x) {
    return Draws.uniform(generator, x.dtype(), Factories.like(x));
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

  /// As [#randnLike(Tensor)] from a generator.
  public static Tensor randnLike(Generator generator, Tensor x) {
    return Draws.normal(generator, x.dtype(), Factories.like(x));
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

  /// Whole numbers from 0 up to high − 1, with the sizes, dtype and order of dimensions of another
  /// tensor. **Source**: torch.randint\_like.
  public static Tensor randintLike(Tensor x, long high) {
    return randintLike(x, 0, high, x.dtype());
  }

  /// As [#randintLike(Tensor, long)] from low on.
  public static Tensor randintLike(Tensor x, long low, long high) {
    return randintLike(x, low, high, x.dtype());
  }

  /// As [#randintLike(Tensor, long, long)] with another dtype.
  public static Tensor randintLike(Tensor x, long low, long high, DType dtype) {
    return Draws.whole(null, dtype, Factories.like(x), low, high);
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

  /// As [#randperm(long, DType)] from a generator.
  public static Tensor randperm(Generator generator, long n, DType dtype) {
    return Draws.permutation(generator, dtype, n);
  }

  private static Layout plain(String op, long[] sizes) {
    return Layout.contiguous(Sizes.checkNonNegative(op, sizes.clone()));
  }
}
