package dev.gradus.kernel;

import dev.gradus.error.GradusArgumentException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// PyTorch's generator of random bits on the CPU, bit for bit: MT19937 (Matsumoto and Nishimura,
/// 1998) seeded with the low 32 bits of the seed, and the second half of a pair of normal numbers
/// kept for the next call.
///
/// Not thread-safe: callers lock.
public final class MersenneTwister {
  /// The seed of a generator that nobody seeded.
  public static final long DEFAULT_SEED = 67280421310721L;

  /// Bytes of [#state()].
  public static final int STATE_BYTES = 5056;

  private static final int N = 624;
  private static final int M = 397;
  private static final int UPPER = 0x80000000;
  private static final int LOWER = 0x7fffffff;
  private static final int TWIST = 0x9908b0df;

  private final int[] words = new int[N];

  /// What the next words are made of, only while they are.
  private final int[] twists = new int[N];

  private long seed;

  /// Words to go before the next are made, plus 1, and the index of the next, as PyTorch counts.
  private int left;

  private int next;
  private double cachedNormal;
  private boolean hasCachedNormal;

  // PyTorch has a cache of floats too, which its CPU kernels never fill; kept for its state.
  private int cachedFloatBits;
  private boolean hasCachedFloat;

  private MersenneTwister() {}

  /// A generator as after `manual_seed(seed)`.
  public MersenneTwister(long seed) {
    setSeed(seed);
  }

  /// Starts anew, as `manual_seed(seed)` does.
  public void setSeed(long seed) {
    this.seed = seed;
    words[0] = (int) seed;
    for (int i = 1; i < N; i++) {
      words[i] = 1812433253 * (words[i - 1] ^ words[i - 1] >>> 30) + i;
    }
    left = 1;
    next = 0;
    cachedNormal = 0;
    hasCachedNormal = false;
    cachedFloatBits = 0;
    hasCachedFloat = false;
  }

  /// The seed that the generator started from.
  public long initialSeed() {
    return seed;
  }

  /// 32 random bits.
  public int random() {
    if (--left == 0) {
      refill();
    }
    int y = words[next++];
    y ^= y >>> 11;
    y ^= y << 7 & 0x9d2c5680;
    y ^= y << 15 & 0xefc60000;
    return y ^ y >>> 18;
  }

  /// What `count` calls of [#random] give, from `at` on.
  void fill(int[] to, int at, int count) {
    int end = at + count;
    int i = at;
    while (i < end) {
      if (left == 1) {
        refill();
        left++; // No word of the new ones is taken yet.
      }
      int some = Math.min(left - 1, end - i);
      temper(words, next, to, i, some);
      left -= some;
      next += some;
      i += some;
    }
  }

  // Apart, so that the compiler makes vectors of it.
  private static void temper(int[] words, int from, int[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      int y = words[from + i];
      y ^= y >>> 11;
      y ^= y << 7 & 0x9d2c5680;
      y ^= y << 15 & 0xefc60000;
      to[at + i] = y ^ y >>> 18;
    }
  }

  /// Passes over what `count` calls of [#random] would give.
  public void skip(long count) {
    long more = count;
    while (more > left - 1) {
      more -= left - 1;
      refill();
      left++;
    }
    left -= (int) more;
    next += (int) more;
  }

  /// A generator of its own that gives what this one would.
  public MersenneTwister copy() {
    MersenneTwister other = new MersenneTwister();
    System.arraycopy(words, 0, other.words, 0, N);
    other.seed = seed;
    other.left = left;
    other.next = next;
    other.cachedNormal = cachedNormal;
    other.hasCachedNormal = hasCachedNormal;
    other.cachedFloatBits = cachedFloatBits;
    other.hasCachedFloat = hasCachedFloat;
    return other;
  }

  /// 64 random bits, the upper half drawn first.
  public long random64() {
    long high = random();
    return high << 32 | Integer.toUnsignedLong(random());
  }

  /// A multiple of 2⁻²⁴ in [0, 1).
  public float nextFloat() {
    return (random() & 0xffffff) * 0x1p-24f;
  }

  /// A multiple of 2⁻⁵³ in [0, 1).
  public double nextDouble() {
    return (random64() & (1L << 53) - 1) * 0x1p-53;
  }

  /// A normal number of mean 0 and deviation 1, as PyTorch draws them one by one: in pairs (Box and
  /// Muller), the second of which waits for the next call.
  public double nextNormal() {
    if (hasCachedNormal) {
      hasCachedNormal = false;
      return cachedNormal;
    }
    double turn = 2 * Math.PI * nextDouble();
    double radius = StrictMath.sqrt(-2 * StrictMath.log1p(-nextDouble()));
    cachedNormal = radius * StrictMath.sin(turn);
    hasCachedNormal = true;
    return radius * StrictMath.cos(turn);
  }

  // In loops whose terms do not wait for each other, so that the compiler makes vectors of them.
  private void refill() {
    for (int i = 0; i < N - 1; i++) {
      int v = words[i + 1];
      twists[i] = (words[i] & UPPER | v & LOWER) >>> 1 ^ -(v & 1) & TWIST;
    }
    for (int i = 0; i < N - M; i++) {
      words[i] = words[i + M] ^ twists[i];
    }
    for (int i = N - M; i < N - 1; i++) {
      words[i] = words[i + M - N] ^ twists[i];
    }
    int u = words[N - 1];
    int v = words[0];
    words[N - 1] = words[M - 1] ^ (u & UPPER | v & LOWER) >>> 1 ^ -(v & 1) & TWIST;
    left = N;
    next = 0;
  }

  /// The whole state in the layout of `torch.get_rng_state()`.
  public byte[] state() {
    ByteBuffer bytes = ByteBuffer.allocate(STATE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(seed).putInt(left).putInt(1).putLong(next);
    for (int word : words) {
      bytes.putLong(Integer.toUnsignedLong(word));
    }
    bytes.putDouble(hasCachedNormal ? cachedNormal : 0).putDouble(0).putDouble(0);
    bytes.putInt(hasCachedNormal ? 1 : 0).putInt(0);
    bytes.putInt(cachedFloatBits).putInt(hasCachedFloat ? 1 : 0);
    return bytes.array();
  }

  /// Restores what [#state()] or `torch.get_rng_state()` returned.
  ///
  /// @throws GradusArgumentException if it is not such a state; the generator is then unchanged
  public void setState(byte[] state) {
    if (state.length != STATE_BYTES) {
      throw new GradusArgumentException(
          "Expected a CPUGeneratorImplState of size "
              + STATE_BYTES
              + " but found the input RNG state size to be "
              + state.length
              + "\nsetState: pass the bytes that state() or torch.get_rng_state() returned.");
    }
    ByteBuffer bytes = ByteBuffer.wrap(state).order(ByteOrder.LITTLE_ENDIAN);
    long newSeed = bytes.getLong();
    int newLeft = bytes.getInt();
    int seeded = bytes.getInt();
    long newNext = bytes.getLong();
    if (seeded == 0 || newLeft <= 0 || newLeft > N || newNext < 0 || newNext > N) {
      throw new GradusArgumentException(
          "Invalid mt19937 state\nsetState: left = "
              + newLeft
              + " and next = "
              + newNext
              + " do not belong to a state of this generator. Pass the bytes that state() or"
              + " torch.get_rng_state() returned.");
    }
    seed = newSeed;
    left = newLeft;
    next = (int) newNext;
    for (int i = 0; i < N; i++) {
      words[i] = (int) bytes.getLong();
    }
    cachedNormal = bytes.getDouble();
    bytes.getDouble();
    bytes.getDouble();
    hasCachedNormal = bytes.getInt() != 0;
    bytes.getInt();
    cachedFloatBits = bytes.getInt();
    hasCachedFloat = bytes.getInt() != 0;
  }
}
