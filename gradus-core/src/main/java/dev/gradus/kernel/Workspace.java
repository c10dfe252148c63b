package dev.gradus.kernel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Panels and a tile for one running product, reused because zeroing new arrays would cost more
/// than a small product.
///
/// A few idle workspaces are kept, whoever made them; a thread takes one out, so no two share it.
/// (A thread-local would keep one for every virtual thread.) There is room for three a processor
/// and type: a convolution holds one while its products and what packs for them hold others. Their
/// content is arbitrary: packing writes everything that a kernel reads. `-Dgradus.memory=poison`
/// fills what is handed out with nan, which shows who reads more.
final class Workspace {
  private static final boolean POISON = System.getProperty("gradus.memory", "").equals("poison");

  private static final AtomicReferenceArray<@Nullable Workspace> IDLE =
      new AtomicReferenceArray<>(6 * Math.min(32, Runtime.getRuntime().availableProcessors()));

  private final GemmLoops loops;
  private Object a;
  private Object b;
  private Object tile;
  private int aLength;
  private int bLength;
  private int tileLength;

  private Workspace(GemmLoops loops) {
    this.loops = loops;
    this.a = loops.allocate(0);
    this.b = a;
    this.tile = a;
  }

  static Workspace take(GemmLoops loops, int aLength, int bLength) {
    Workspace space = takeIdle(loops);
    if (space.aLength < aLength) {
      space.a = loops.allocate(aLength);
      space.aLength = aLength;
    }
    if (space.bLength < bLength) {
      space.b = loops.allocate(bLength);
      space.bLength = bLength;
    }
    if (POISON) {
      poison(space.a, aLength);
      poison(space.b, bLength);
    }
    return space;
  }

  private static Workspace takeIdle(GemmLoops loops) {
    int start = firstSlot(loops);
    for (int i = start; i < IDLE.length(); i += 2) {
      if (IDLE.getPlain(i) != null) {
        Workspace space = IDLE.getAndSet(i, null);
        if (space != null) {
          return space;
        }
      }
    }
    return new Workspace(loops);
  }

  /// Floats live in the even slots, doubles in the odd ones.
  private static int firstSlot(GemmLoops loops) {
    return switch (loops) {
      case FloatGemmLoops _ -> 0;
      case DoubleGemmLoops _ -> 1;
    };
  }

  void giveBack() {
    for (int i = firstSlot(loops); i < IDLE.length(); i += 2) {
      if (IDLE.getPlain(i) == null && IDLE.compareAndSet(i, null, this)) {
        return;
      }
    }
  }

  Object a() {
    return a;
  }

  Object b() {
    return b;
  }

  Object tile(int length) {
    if (tileLength < length) {
      tile = loops.allocate(length);
      tileLength = length;
    }
    if (POISON) {
      poison(tile, length);
    }
    return tile;
  }

  private static void poison(Object array, int length) {
    if (array instanceof float[] a) {
      Arrays.fill(a, 0, length, Float.NaN);
    } else {
      Arrays.fill((double[]) array, 0, length, Double.NaN);
    }
  }
}
