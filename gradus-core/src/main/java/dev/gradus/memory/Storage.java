package dev.gradus.memory;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The memory behind tensors: one primitive array.
///
/// | dtype | array |
/// |---|---|
/// | bool (0 or 1), uint8, int8 | `byte[]` |
/// | int16, float16, bfloat16 (bit patterns) | `short[]` |
/// | int32, int64 | `int[]`, `long[]` |
/// | float32, float64 | `float[]`, `double[]` |
/// | complex64, complex128 (re, im, re, im, …) | `float[]`, `double[]` |
///
/// Large arrays are recycled ([Recycler]), so an array may be longer than [#slots]. An array that
/// was wrapped is its giver's and never recycled.
public final class Storage {
  // Null before it is filled, and once the array was given back.
  private @Nullable Object array;
  private @Nullable Tenure tenure;

  // How many tensors were made over this memory, without those that were certainly forgotten; as
  // far as a byte counts.
  private byte tensors;

  private boolean inference;

  // The function transform's level in which it was made, 0 outside of any.
  private short birth;

  private Storage(@Nullable Object array, @Nullable Tenure tenure) {
    this.array = array;
    this.tenure = tenure;
  }

  /// Zeroed memory for `numel` elements.
  ///
  /// @throws GradusArgumentException if a Java array cannot hold that many
  public static Storage allocate(DType dtype, long numel) {
    return allocate(dtype, numel, true);
  }

  /// Memory of arbitrary content for `numel` elements, all of which the caller writes.
  ///
  /// @throws GradusArgumentException if a Java array cannot hold that many
  public static Storage unfilled(DType dtype, long numel) {
    return allocate(dtype, numel, false);
  }

  private static Storage allocate(DType dtype, long numel, boolean zeroed) {
    long slots = dtype.isComplex() ? 2 * numel : numel;
    if (slots > Integer.MAX_VALUE - 8) {
      throw new GradusArgumentException(
          "allocate: "
              + numel
              + " elements of "
              + dtype
              + " need an array of "
              + slots
              + " slots; a storage holds at most "
              + (Integer.MAX_VALUE - 8)
              + ". Split the tensor, or use a narrower batch.");
    }
    int n = (int) slots;
    ArrayKind kind = ArrayKind.of(dtype);
    MemoryScope scope = MemoryScope.current();
    boolean large = Recycler.serves(kind, n);
    if (!large && scope == null) {
      return new Storage(kind.allocate(n), null);
    }
    Object array = large ? Recycler.take(kind, n, zeroed) : kind.allocate(n);
    Tenure tenure = new Tenure(kind, n, large);
    Storage storage = new Storage(array, tenure);
    if (scope != null) {
      tenure.enter(scope);
      scope.add(storage);
    }
    return storage;
  }

  /// A storage over an existing array of the right type.
  public static Storage wrap(Object array) {
    return new Storage(array, null);
  }

  /// Memory for `numel` elements that is filled when the array is first asked for, by whichever
  /// thread; never, if nobody asks.
  public static Storage pending(DType dtype, long numel, Filling filling) {
    ArrayKind kind = ArrayKind.of(dtype);
    int n = Math.toIntExact(numel);
    Tenure tenure = new Tenure(kind, n, Recycler.serves(kind, n));
    tenure.filling = filling;
    Storage storage = new Storage(null, tenure);
    MemoryScope scope = MemoryScope.current();
    if (scope != null) {
      tenure.enter(scope);
      scope.add(storage);
    }
    return storage;
  }

  /// What this will be filled with, or null if it is filled.
  public @Nullable Filling filling() {
    Tenure t = tenure;
    return t == null ? null : t.filling;
  }

  private synchronized @Nullable Object filled() {
    Tenure t = tenure;
    Filling f = t == null ? null : t.filling;
    if (t == null || f == null) {
      return array;
    }
    Object zeros = t.large ? Recycler.take(t.kind, t.slots, true) : t.kind.allocate(t.slots);
    f.fill(zeros);
    VarHandle.releaseFence();
    array = zeros;
    t.filling = null;
    return zeros;
  }

  /// What a tensor seems to have that stands for the slices of another: nobody may look at it.
  public static final Storage HIDDEN = new Storage(null, null);

  /// The array. Only kernels and [Elements] may touch it.
  ///
  /// @throws GradusStateException if it was given back because its scope ended
  public Object array() {
    Object a = array;
    if (a == null) {
      a = filled();
    }
    if (a == null) {
      if (this == HIDDEN) {
        throw new GradusStateException(
            "Cannot access data pointer of Tensor that doesn't have storage"
                + "\nvmap: inside the function a tensor stands for all examples at once, and its elements cannot be looked at. Outside, your tensor may have escaped from inside a function being vmapped: return it instead.");
      }
      throw new GradusStateException(
          "a tensor was used after its scope had ended"
              + "\nscope: its memory was given back. Compute inside the scope, or take the tensor out with keep(tensor) before the scope is closed.");
    }
    return a;
  }

  /// The number of array slots in use (two a complex element).
  public int slots() {
    Tenure t = tenure;
    return t == null ? Array.getLength(array()) : t.slots;
  }

  // --- Who holds it: Note [Recycling] in Recycler ---

  /// Notes that a tensor was made over this memory.
  public void shown() {
    if (tensors < Byte.MAX_VALUE && this != HIDDEN) {
      tensors++;
    }
  }

  /// Notes that a tensor over this memory is certainly not held any more.
  public void forgotten() {
    if (tensors > 1 && tensors < Byte.MAX_VALUE) {
      tensors--;
    }
  }

  /// Marks memory that was made in inference mode.
  public void markInference() {
    inference = true;
  }

  /// Whether this was made in inference mode.
  public boolean isInference() {
    return inference;
  }

  /// Notes in which level of function transforms this was made.
  public void markBirth(short level) {
    birth = level;
  }

  /// The level of function transforms in which this was made, 0 for none.
  public short birth() {
    return birth;
  }

  /// Whether no tensor was made over this memory yet.
  public boolean isNew() {
    return tensors == 0 && this != HIDDEN;
  }

  /// Whether at most one tensor over this memory is held by anybody.
  public boolean hasOneTensor() {
    return tensors == 1;
  }

  /// Keeps this memory beyond the open scope that it was made in. Returns whether there is one, so
  /// that [#release] has an effect.
  public boolean hold() {
    Tenure t = tenure;
    return t != null && t.hold();
  }

  /// Takes back one [#hold].
  public void release() {
    Tenure t = tenure;
    if (t != null) {
      t.release();
    }
  }

  /// Whether the array is worth giving back.
  public boolean isRecyclable() {
    Tenure t = tenure;
    return t != null && t.large && array != null;
  }

  /// Gives the array back at once; nothing may use this memory any more.
  public void recycle() {
    Tenure t = tenure;
    Object a = array;
    if (t != null && t.large && a != null) {
      array = null;
      Recycler.give(t.kind, a);
    }
  }

  /// The end of the scope this memory was made in.
  void leaveScope() {
    Tenure t = tenure;
    Object a = array;
    if (t == null || a == null && t.filling == null) {
      return;
    }
    if (!t.leave()) {
      t.filling = null;
      array = null;
      if (t.large && a != null) {
        Recycler.give(t.kind, a);
      }
    }
  }

  /// Moves this memory from the scope that is being closed to the one around it.
  void moveTo(@Nullable MemoryScope outer) {
    Tenure t = tenure;
    if (t == null) {
      return;
    }
    if (outer == null) {
      t.leave();
    } else {
      t.enter(outer);
      outer.add(this);
    }
  }

  /// Sets a contiguous run of slots to the same value.
  @SuppressWarnings("IfChainToSwitch") // whose first run takes the JVM 2 ms
  public void fillSlots(DType dtype, int from, int count, double value, long whole) {
    int to = from + count;
    Object array = array();
    if (array instanceof float[] a) {
      Arrays.fill(a, from, to, (float) value);
    } else if (array instanceof double[] a) {
      Arrays.fill(a, from, to, value);
    } else if (array instanceof long[] a) {
      Arrays.fill(a, from, to, whole);
    } else if (array instanceof int[] a) {
      Arrays.fill(a, from, to, (int) whole);
    } else if (array instanceof short[] a) {
      Arrays.fill(a, from, to, Elements.shortOf(dtype, value, whole));
    } else {
      byte small = dtype == DType.BOOL ? (byte) (value != 0 ? 1 : 0) : (byte) whole;
      Arrays.fill((byte[]) array, from, to, small);
    }
  }

  /// The size of a slot in bytes.
  public int slotBytes() {
    return switch (array()) {
      case byte[] _ -> 1;
      case short[] _ -> 2;
      case int[] _, float[] _ -> 4;
      default -> 8;
    };
  }

  /// Copies slots to a buffer, in the buffer's byte order.
  public void copyOut(int from, int count, ByteBuffer to) {
    int start = to.position();
    switch (array()) {
      case byte[] a -> to.put(start, a, from, count);
      case short[] a -> to.asShortBuffer().put(a, from, count);
      case int[] a -> to.asIntBuffer().put(a, from, count);
      case long[] a -> to.asLongBuffer().put(a, from, count);
      case float[] a -> to.asFloatBuffer().put(a, from, count);
      case double[] a -> to.asDoubleBuffer().put(a, from, count);
      default -> throw new AssertionError(array().getClass());
    }
    to.position(start + count * slotBytes());
  }

  /// Copies slots from a buffer, in the buffer's byte order.
  public void copyIn(int to, int count, ByteBuffer from) {
    int start = from.position();
    switch (array()) {
      case byte[] a -> from.get(start, a, to, count);
      case short[] a -> from.asShortBuffer().get(a, to, count);
      case int[] a -> from.asIntBuffer().get(a, to, count);
      case long[] a -> from.asLongBuffer().get(a, to, count);
      case float[] a -> from.asFloatBuffer().get(a, to, count);
      case double[] a -> from.asDoubleBuffer().get(a, to, count);
      default -> throw new AssertionError(array().getClass());
    }
    from.position(start + count * slotBytes());
  }
}
