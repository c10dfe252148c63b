package dev.gradus.memory;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Large arrays that are used again, because zeroing a new one costs more than adding two.
///
/// // Note [Recycling] An array comes back from the engine (a gradient that nothing else can hold)
/// and from a scope that ends: never while anybody could still read it. What the collector finds
/// unreachable is its own to free; docs/decisions/0008 has the figures of why.
///
/// Arrays are kept by kind and size class. A class is an eighth of a power of two of bytes wide,
/// the array's header included, so that at most an eighth of an array is idle and an array of a
/// million floats still fits a collector's region of four megabytes. What is kept is bounded: an
/// eighth of the heap. Where that is full, sizes that nobody has asked for in the last half second
/// make room, so that a program which goes over to other sizes does not lose the recycler to those
/// it used before.
final class Recycler {
  /// `-Dgradus.memory=poison` recycles small arrays too and overwrites what comes back: a way to
  /// find out who reads memory that is not theirs. `off` keeps nothing.
  private static final String MODE = System.getProperty("gradus.memory", "");

  private static final boolean POISON = MODE.equals("poison");

  /// Smaller arrays cost less new than found.
  private static final int LEAST_BYTES = POISON ? 64 : 4096;

  private static final int HEADER = 16;

  private static final long BOUND =
      MODE.equals("off") ? 0 : Math.max(16L << 20, Runtime.getRuntime().maxMemory() / 8);

  private static final int KINDS = ArrayKind.values().length;
  private static final int CLASSES = 8 * 33;
  private static final Shelf[] SHELVES = new Shelf[KINDS * CLASSES];
  private static final AtomicLong KEPT = new AtomicLong();

  /// Shelves that stay untouched so many times are emptied.
  private static final int IDLE_LOOKS = 2;

  private static final long LOOK_NANOS = 250_000_000;
  private static final AtomicLong NEXT_LOOK = new AtomicLong(System.nanoTime());

  static {
    for (int i = 0; i < SHELVES.length; i++) {
      SHELVES[i] = new Shelf();
    }
  }

  /// Arrays of one kind and length; the last one back is the first one out, as the caches like it.
  private static final class Shelf {
    private @Nullable Object[] arrays = {};
    private int count;
    private int idle;

    synchronized void push(Object array) {
      if (count == arrays.length) {
        arrays = Arrays.copyOf(arrays, Math.max(4, 2 * count));
      }
      arrays[count++] = array;
    }

    synchronized @Nullable Object pop() {
      idle = 0;
      return last();
    }

    private @Nullable Object last() {
      if (count == 0) {
        return null;
      }
      Object array = arrays[--count];
      arrays[count] = null;
      return array;
    }

    /// Whether nobody has asked for an array since so many calls of this.
    synchronized boolean isIdle() {
      return count > 0 && ++idle > IDLE_LOOKS;
    }

    /// One array less; null if there is none.
    synchronized @Nullable Object drop() {
      return last();
    }
  }

  private Recycler() {}

  static boolean serves(ArrayKind kind, int slots) {
    return kind.bytes(slots) >= LEAST_BYTES && kind.bytes(slots) <= 1L << 32;
  }

  /// The bytes of the arrays in the class of a request, with their header.
  static long sizeClass(ArrayKind kind, int slots) {
    long bytes = kind.bytes(slots) + HEADER;
    long step = Long.highestOneBit(bytes) >>> 3;
    return (bytes + step - 1) & -step;
  }

  private static int capacity(ArrayKind kind, long sizeClass) {
    return (int) ((sizeClass - HEADER) / kind.bytes(1));
  }

  private static Shelf shelf(ArrayKind kind, long sizeClass) {
    int exponent = 63 - Long.numberOfLeadingZeros(sizeClass);
    int eighth = (int) (sizeClass >>> (exponent - 3)) & 7;
    return SHELVES[kind.ordinal() * CLASSES + 8 * exponent + eighth];
  }

  /// An array of at least so many slots, the first of them zeroed if asked for.
  static Object take(ArrayKind kind, int slots, boolean zeroed) {
    long sizeClass = sizeClass(kind, slots);
    Object array = shelf(kind, sizeClass).pop();
    if (array == null) {
      Object fresh = fresh(kind, capacity(kind, sizeClass));
      if (POISON && !zeroed) {
        ArrayKind.poison(fresh);
      }
      return fresh;
    }
    KEPT.addAndGet(-sizeClass);
    if (zeroed) {
      ArrayKind.zero(array, slots);
    }
    return array;
  }

  private static Object fresh(ArrayKind kind, int capacity) {
    try {
      return kind.allocate(capacity);
    } catch (OutOfMemoryError e) {
      clear();
      return kind.allocate(capacity);
    }
  }

  static void give(ArrayKind kind, Object array) {
    long sizeClass = kind.bytes(Array.getLength(array)) + HEADER;
    if (KEPT.addAndGet(sizeClass) > BOUND) {
      lookAgain();
      if (KEPT.get() > BOUND) {
        KEPT.addAndGet(-sizeClass);
        return;
      }
    }
    if (POISON) {
      ArrayKind.poison(array);
    }
    shelf(kind, sizeClass).push(array);
  }

  private static void lookAgain() {
    long due = NEXT_LOOK.get();
    long now = System.nanoTime();
    if (now - due >= 0 && NEXT_LOOK.compareAndSet(due, now + LOOK_NANOS)) {
      dropIdle();
    }
  }

  /// Empties the shelves that were found untouched several times.
  static void dropIdle() {
    for (int i = 0; i < SHELVES.length; i++) {
      if (SHELVES[i].isIdle()) {
        empty(i);
      }
    }
  }

  /// How many bytes wait to be used again.
  static long kept() {
    return KEPT.get();
  }

  /// The most bytes that are kept.
  static long bound() {
    return BOUND;
  }

  /// Leaves all kept arrays to the collector.
  static void clear() {
    for (int i = 0; i < SHELVES.length; i++) {
      empty(i);
    }
  }

  private static void empty(int i) {
    ArrayKind kind = ArrayKind.values()[i / CLASSES];
    for (Object a = SHELVES[i].drop(); a != null; a = SHELVES[i].drop()) {
      KEPT.addAndGet(-kind.bytes(Array.getLength(a)) - HEADER);
    }
  }
}
