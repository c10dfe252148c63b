package dev.gradus.kernel;

import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A kernel on the Vector API that is generated and compiled once enough work was done without it.
final class Compiled<K> implements Supplier<WarmUp.Exercise[]> {
  /// Multiply-adds or as long copies done by plain loops before, about 2 ms.
  private static final long PATIENCE = 1L << 22;

  private final IntFunction<K> maker;
  private final Function<K, WarmUp.Exercise> exercise;
  private final WarmUp warmth = new WarmUp(PATIENCE, this);
  private volatile @Nullable K kernel;

  /// @param maker what generates it for vectors of so many bits
  /// @param exercise what it is compiled for
  Compiled(IntFunction<K> maker, Function<K, WarmUp.Exercise> exercise) {
    this.maker = maker;
    this.exercise = exercise;
  }

  /// The kernel; null if there are no vectors or it is not compiled, and then so much work counts
  /// as done without it.
  @Nullable K ready(long work) {
    return GemmKernels.vectorsAllowed() && warmth.ready(work) ? kernel : null;
  }

  /// Compiles it now.
  void now() {
    if (GemmKernels.vectorsAllowed()) {
      warmth.now();
    }
  }

  /// The exercises of its warm-up.
  @Override
  public WarmUp.Exercise[] get() {
    K made = maker.apply(GemmKernels.Width.preferred());
    kernel = made;
    return new WarmUp.Exercise[] {exercise.apply(made)};
  }
}
