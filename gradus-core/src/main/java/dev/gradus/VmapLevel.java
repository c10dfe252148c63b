package dev.gradus;

import dev.gradus.memory.Storage;
import dev.gradus.shape.Layout;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A level at which tensors stand for all examples of a batch. See Note [Levels of function
/// transforms].
///
/// The tensor below has the batch as dimension 0. An operation follows its batching rule; one that
/// states none is computed for one example after another, which is said once.
///
/// For writers of transforms; [dev.gradus.autograd.Func] is what one uses.
public final class VmapLevel extends FunctionLevel {
  private final long size;
  private final Randomness randomness;

  private VmapLevel(long size, Randomness randomness) {
    this.size = size;
    this.randomness = randomness;
  }

  /// Opens a level on this thread.
  public static VmapLevel open(long size, Randomness randomness) {
    VmapLevel level = new VmapLevel(size, randomness);
    level.enter(false);
    return level;
  }

  /// The tensor at this level of one whose dimension 0 is the batch.
  public Tensor wrap(Tensor value) {
    Layout all = value.layout();
    int rank = all.rank();
    Layout example =
        Layout.of(
            Arrays.copyOfRange(all.sizes(), 1, rank),
            Arrays.copyOfRange(all.strides(), 1, rank),
            all.offset());
    Tensor t = Tensor.wrapping(new Wrapped(this, value), Storage.HIDDEN, example);
    t.markShared();
    return t;
  }

  /// Runs something as if this level, the innermost, were not there.
  public Tensor outside(Supplier<Tensor> body) {
    return below(body);
  }

  /// Runs something at this level, which was left for the one below.
  Tensor within(Supplier<Tensor> body) {
    ThreadState.Level outer = state.top;
    state.push(this);
    try {
      return unwrap(body.get());
    } finally {
      state.top = outer;
    }
  }

  /// As [#within] for several results.
  Tensor[] allWithin(Supplier<Tensor[]> body) {
    ThreadState.Level outer = state.top;
    state.push(this);
    try {
      return Arrays.stream(body.get()).map(this::unwrap).toArray(Tensor[]::new);
    } finally {
      state.top = outer;
    }
  }

  /// Whether the tensor stands for a batch at this level.
  public boolean isBatched(Tensor x) {
    return valueOrNull(x) != null;
  }

  /// The tensor below this level with the batch as dimension 0; what is the same for all examples
  /// is repeated.
  public Tensor unwrap(Tensor x) {
    Tensor own = valueOrNull(x);
    if (own != null) {
      return own;
    }
    Tensor same = value(x);
    long[] sizes = same.layout().sizes();
    long[] all = new long[sizes.length + 1];
    all[0] = size;
    System.arraycopy(sizes, 0, all, 1, sizes.length);
    return below(() -> same.expand(all));
  }

  /// A dense layout of the batch whose examples have the given one.
  Layout withBatch(Layout example) {
    int rank = example.rank();
    long[] sizes = new long[rank + 1];
    long[] strides = new long[rank + 1];
    sizes[0] = size;
    strides[0] = Math.max(1, example.lastIndex() + 1 - example.offset());
    System.arraycopy(example.sizes(), 0, sizes, 1, rank);
    System.arraycopy(example.strides(), 0, strides, 1, rank);
    return Layout.of(sizes, strides, 0);
  }

  // --- Operations ---

  @Override
  public Tensor[] run(Operation op, Tensor[] x) {
    Tensor[] v = new Tensor[x.length];
    boolean random = op instanceof RandomOperation drawing && drawing.draws();
    Batching b = unwrapped(x, v);
    if (random) {
      if (randomness == Randomness.ERROR) {
        throw VmapErrors.random();
      }
      if (b == null && randomness == Randomness.DIFFERENT) {
        b = new Batching(this, size, x, new boolean[x.length]);
      }
    }
    return b == null ? below(() -> Call.all(op, v)) : run(op, b, x, v, random);
  }

  private Tensor[] run(Operation op, Batching b, Tensor[] x, Tensor[] v, boolean random) {
    if (op instanceof CustomOperation custom) {
      return below(() -> BatchedFunction.run(this, custom, b, v));
    }
    Tensor[] below = below(() -> random ? drawn(op, b, v) : batched(op, b, v));
    Tensor[] y = new Tensor[below.length];
    for (int k = 0; k < y.length; k++) {
      int same = Arrays.asList(v).indexOf(below[k]);
      y[k] = same >= 0 && b.has(same) ? x[same] : wrap(below[k]);
    }
    return y;
  }

  // Null if none of them is mapped over.
  private @Nullable Batching unwrapped(Tensor[] x, Tensor[] v) {
    boolean[] has = new boolean[x.length];
    boolean any = false;
    for (int i = 0; i < x.length; i++) {
      v[i] = value(x[i]);
      has[i] = valueOrNull(x[i]) != null;
      any |= has[i];
    }
    return any ? new Batching(this, size, x, has) : null;
  }

  private Tensor[] drawn(Operation op, Batching b, Tensor[] v) {
    return BatchLoop.run(op, b, v, randomness == Randomness.SAME);
  }

  private Tensor[] batched(Operation op, Batching b, Tensor[] v) {
    Tensor[] y = op.batchAll(b, v);
    return y == null ? BatchLoop.announced(op, b, v) : y;
  }

  @Override
  public void runInPlace(InPlaceOperation op, Tensor[] x) {
    Tensor[] v = new Tensor[x.length];
    Batching b = unwrapped(x, v);
    boolean random = op instanceof RandomOperation drawing && drawing.draws();
    if (random && randomness == Randomness.ERROR) {
      throw VmapErrors.random();
    }
    if (b == null && !(random && randomness == Randomness.DIFFERENT)) {
      below(() -> Call.inPlace(op, v));
      return;
    }
    if (b == null || !b.has(0)) {
      throw VmapErrors.inPlace(op);
    }
    op.checkBatchInPlace(x);
    below(() -> {
      if (random) {
        BatchLoop.runInPlace(op, b, v, randomness == Randomness.SAME);
      } else if (!op.batchInPlace(b, v)) {
        Tensor y = op.batch(b, v);
        if (y == null) {
          BatchLoop.runInPlace(op, b, v);
        } else {
          v[0].copy_(y);
        }
      }
      return v[0];
    });
    if (op instanceof LayoutChange) {
      x[0].relayout(wrap(v[0]).layout());
    }
    x[0].bumpVersion(op.name() + "_");
  }

  // --- Random numbers ---

  /// Random numbers, as many times as this level wants them.
  ///
  /// @param draw draws into a layout
  Tensor draw(Layout layout, Function<Layout, Tensor> draw) {
    return switch (randomness) {
      case ERROR -> throw VmapErrors.random();
      case SAME -> below(() -> Call.drawn(layout, draw));
      case DIFFERENT -> wrap(below(() -> Call.drawn(withBatch(layout), draw)));
    };
  }
}
