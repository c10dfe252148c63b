package dev.gradus;

import dev.gradus.graph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Measures what one thread does, while it is open.
///
/// // Note [Profiling] Operations are seen by a level on the stack of transforms, so that nothing
/// is asked where no profile is made; nodes and labels ask the field of [ThreadState], which they
/// have in hand. The level changes no result and is left out where code asks whether tensors pass
/// transforms at all, so that what is measured is what runs without it.
final class Profiler {
  private final @Nullable Profiler outer;
  private final long start = System.nanoTime();
  private final List<ProfileEvent> events = new ArrayList<>();
  private @Nullable Frame open;

  private Profiler(@Nullable Profiler outer) {
    this.outer = outer;
  }

  /// An event that has not ended.
  private static final class Frame {
    final String name;
    final ProfileEvent.Kind kind;
    final @Nullable Frame around;
    final int depth;
    final long start = System.nanoTime();
    long insideNanos;
    long bytes;
    long insideBytes;

    Frame(String name, ProfileEvent.Kind kind, @Nullable Frame around) {
      this.name = name;
      this.kind = kind;
      this.around = around;
      this.depth = around == null ? 0 : around.depth + 1;
    }
  }

  static Profile profile(Runnable body) {
    ThreadState s = ThreadState.current();
    Profiler own = new Profiler(s.profiler);
    ThreadState.Level top = s.top;
    s.profiler = own;
    if (own.outer == null) {
      s.push(new Level(s));
    }
    try {
      body.run();
    } finally {
      s.profiler = own.outer;
      s.top = top;
    }
    own.events.sort(
        Comparator.comparingLong(ProfileEvent::startNanos).thenComparingInt(ProfileEvent::depth));
    return new Profile(own.events, Thread.currentThread().threadId());
  }

  /// A label from now until the mode is closed.
  static Mode label(String name) {
    Profiler p = ThreadState.current().profiler;
    if (p == null) {
      return new Mode("recordFunction", () -> {});
    }
    p.begin(name, ProfileEvent.Kind.LABEL);
    return new Mode("recordFunction", p::end);
  }

  /// What a node computes.
  @Nullable Tensor[] ofNode(Node<Tensor> node, Supplier<@Nullable Tensor[]> body) {
    begin(node.name(), ProfileEvent.Kind.NODE);
    try {
      return body.get();
    } finally {
      end();
    }
  }

  /// What changes tensors in one pass and does not come through the door.
  void ofUpdate(String name, Runnable body) {
    begin(name, ProfileEvent.Kind.OPERATION);
    try {
      body.run();
    } finally {
      end();
    }
  }

  private void begin(String name, ProfileEvent.Kind kind) {
    if (outer != null) {
      outer.begin(name, kind);
    }
    open = new Frame(name, kind, open);
  }

  private void made(long bytes) {
    if (outer != null) {
      outer.made(bytes);
    }
    if (open != null) {
      open.bytes += bytes;
    }
  }

  private void end() {
    Frame f = open;
    if (f == null) {
      return; // what began before the profile
    }
    long nanos = System.nanoTime() - f.start;
    open = f.around;
    if (f.around != null) {
      f.around.insideNanos += nanos;
      f.around.insideBytes += f.bytes + f.insideBytes;
    }
    events.add(
        new ProfileEvent(
            f.name,
            f.kind,
            f.start - start,
            nanos,
            nanos - f.insideNanos,
            f.bytes + f.insideBytes,
            f.bytes,
            f.depth));
    if (outer != null) {
      outer.end();
    }
  }

  private static long bytes(Tensor[] x, Tensor[] y) {
    long bytes = 0;
    for (Tensor result : y) {
      boolean fresh = !Call.isHidden(result);
      for (Tensor input : x) {
        fresh &= input.storage() != result.storage();
      }
      bytes += fresh ? result.numel() * result.dtype().itemSize() : 0;
    }
    return bytes;
  }

  /// Times every operation that comes past.
  record Level(ThreadState state) implements Transform {
    @Override
    public Tensor[] run(Operation op, Tensor[] x) {
      return timed(
          op.name(),
          p -> {
            Tensor[] y = Call.all(op, x);
            p.made(bytes(x, y));
            return y;
          });
    }

    @Override
    public void runInPlace(InPlaceOperation op, Tensor[] x) {
      timed(op.name() + "_", _ -> new Tensor[] {Call.inPlace(op, x)});
    }

    private Tensor[] timed(String name, Function<Profiler, Tensor[]> body) {
      ThreadState.Level own = state.top;
      Profiler p = Objects.requireNonNull(state.profiler);
      state.top = own == null ? null : own.below();
      p.begin(name, ProfileEvent.Kind.OPERATION);
      try {
        return body.apply(p);
      } finally {
        p.end();
        state.top = own;
      }
    }
  }
}
