package dev.gradus;

import dev.gradus.dtype.DType;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A scope in which operations choose their precision, on one thread.
///
/// // Note [Autocast] What is chosen stands in [ThreadState]; a level on the stack of transforms
/// puts it into effect, so that an operation reads nothing more where no scope is open. There is
/// one level for scopes inside each other, and it may lie below those of function transforms: a
/// cast is an operation like any other, which has its gradient and its rule in a batch.
final class Autocast {
  private final AutocastOptions options;
  // Shared by scopes inside each other, gone with the outermost.
  private final Map<Tensor, Copy> copies;

  /// The narrow copy of a leaf of a certain version.
  private record Copy(Tensor narrow, int version) {}

  private Autocast(AutocastOptions options, Map<Tensor, Copy> copies) {
    this.options = options;
    this.copies = copies;
  }

  static AutocastOptions optionsOf(ThreadState s) {
    return s.autocast == null ? AutocastOptions.OFF : s.autocast.options;
  }

  static Mode open(AutocastOptions options) {
    ThreadState s = ThreadState.current();
    Autocast before = s.autocast;
    ThreadState.Level top = s.top;
    s.autocast = new Autocast(options, before == null ? new IdentityHashMap<>() : before.copies);
    if (options.enabled() && !applies(s)) {
      s.push(new Level(s));
    }
    return new Mode(
        "autocast",
        () -> {
          s.autocast = before;
          s.top = top;
        });
  }

  // Whether the level is on the stack: it is not while an operation is computed with others.
  private static boolean applies(ThreadState s) {
    for (ThreadState.Level l = s.top; l != null; l = l.below()) {
      if (l.transform() instanceof Level) {
        return true;
      }
    }
    return false;
  }

  /// Inputs of a composition as its operations should see them.
  static Tensor[] inputs(ThreadState s, String name, Tensor... x) {
    Autocast scope = s.autocast;
    return scope == null || !applies(s) ? x : scope.prepared(name, x);
  }

  private Tensor[] prepared(String name, Tensor[] x) {
    AutocastRule rule = options.enabled() ? AutocastRule.of(name) : null;
    @Nullable DType to =
        switch (rule) {
          case null -> null;
          case LOWER -> options.dtype();
          case FLOAT32 -> DType.FLOAT32;
          case WIDEST -> anyFloat32(x) ? DType.FLOAT32 : null;
        };
    return to == null ? x : cast(x, to);
  }

  private static boolean anyFloat32(Tensor[] x) {
    for (Tensor t : x) {
      if (t.dtype() == DType.FLOAT32) {
        return true;
      }
    }
    return false;
  }

  private Tensor[] cast(Tensor[] x, DType to) {
    Tensor[] y = x;
    for (int i = 0; i < x.length; i++) {
      DType from = x[i].dtype();
      if (from != to && from.isFloatingPoint() && from != DType.FLOAT64) {
        y = y == x ? x.clone() : y;
        y[i] = cast(x[i], to);
      }
    }
    return y;
  }

  private Tensor cast(Tensor x, DType to) {
    boolean kept =
        options.cacheEnabled()
            && to == options.dtype()
            && x.dtype() == DType.FLOAT32
            && x.requiresGrad()
            && x.isLeaf()
            && x.viewInfo() == null
            && x.wrapped() == null;
    if (!kept) {
      return x.to(to);
    }
    // Made without recording, or of other values, or for another dtype, it is of no use.
    Copy known = copies.get(x);
    boolean recorded = ThreadState.current().gradEnabled;
    if (known == null
        || known.version != x.version()
        || known.narrow.dtype() != to
        || known.narrow.requiresGrad() != recorded) {
      known = new Copy(x.to(to), x.version());
      copies.put(x, known);
    }
    return known.narrow;
  }

  /// Hands every operation the inputs it should compute with.
  private record Level(ThreadState state) implements Transform {
    @Override
    public Tensor[] run(Operation op, Tensor[] x) {
      ThreadState.Level own = state.top;
      state.top = own == null ? null : own.below();
      try {
        Autocast scope = state.autocast;
        return Call.all(op, scope == null ? x : scope.prepared(op.name(), x));
      } finally {
        state.top = own;
      }
    }

    @Override
    public void runInPlace(InPlaceOperation op, Tensor[] x) {
      ThreadState.Level own = state.top;
      state.top = own == null ? null : own.below();
      try {
        Call.inPlace(op, x);
      } finally {
        state.top = own;
      }
    }
  }

  static @Nullable String unsupported(DType dtype) {
    return dtype == DType.BFLOAT16 || dtype == DType.FLOAT16
        ? null
        : "In CPU autocast, but the target dtype is not supported. Disabling autocast.\n"
            + "CPU Autocast only supports dtype of torch.bfloat16, torch.float16 currently.";
  }
}
