package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.MersenneTwister;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import java.security.SecureRandom;
import java.util.function.Consumer;

/// A source of random numbers, the same as PyTorch's on the CPU: equal seeds give equal numbers.
///
/// Safe to use from several threads: each call draws its numbers without interruption. Which thread
/// gets which numbers of a shared generator is chance; for a stream that is the same on every run,
/// give a thread its own: [Gradus#useGenerator]. **Source**: torch.Generator.
public final class Generator {
  private final MersenneTwister bits = new MersenneTwister(MersenneTwister.DEFAULT_SEED);

  /// A generator with PyTorch's default seed, 67280421310721.
  public Generator() {}

  /// Starts anew from a seed. **Source**: torch.Generator.manual\_seed.
  public synchronized Generator manualSeed(long seed) {
    bits.setSeed(seed);
    return this;
  }

  /// The seed that this generator started from. **Source**: torch.Generator.initial\_seed.
  public synchronized long initialSeed() {
    return bits.initialSeed();
  }

  /// Starts anew from a seed that nobody can foresee, and returns it. **Source**:
  /// torch.Generator.seed.
  public long seed() {
    // PyTorch takes 53 bits, so that the seed is exact as a double.
    long seed = new SecureRandom().nextLong() >>> 11;
    manualSeed(seed);
    return seed;
  }

  /// Where this generator stands, as 5056 bytes of PyTorch's format. **Source**:
  /// torch.Generator.get\_state.
  public synchronized Tensor getState() {
    byte[] state = bits.state();
    return Tensor.wrap(Storage.wrap(state), Layout.contiguous(state.length), DType.UINT8);
  }

  /// Goes back to a state. **Errors**: it is not a state of a generator on the CPU. **Source**:
  /// torch.Generator.set\_state.
  public Generator setState(Tensor state) {
    if (state.dtype() != DType.UINT8) {
      throw new GradusArgumentException(
          "RNG state must be a torch.ByteTensor\nsetState: the state has dtype "
              + state.dtype()
              + "; pass what getState() returned.");
    }
    byte[] bytes = (byte[]) ArrayReader.copy(state);
    synchronized (this) {
      bits.setState(bytes);
    }
    return this;
  }

  /// Draws bits while no other thread does: for writers of operations.
  @SuppressWarnings("exports") // Operations are written inside this module.
  public synchronized void draw(Consumer<MersenneTwister> fill) {
    fill.accept(bits);
  }

  /// The seed it started from: `Generator(seed=0)`.
  @Override
  public String toString() {
    return "Generator(seed=" + initialSeed() + ")";
  }
}
