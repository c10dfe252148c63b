package dev.gradus;

import dev.gradus.error.GradusStateException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A level of a function transform. See Note [Levels of function transforms].
///
/// Opened and closed on one thread, innermost first.
public abstract sealed class FunctionLevel implements Transform, AutoCloseable
    permits GradLevel, VmapLevel {
  final ThreadState state = ThreadState.current();
  final short serial = state.nextLevel();

  // Grad mode around each time that this is open; a level may be entered again inside itself.
  private final Deque<Boolean> outside = new ArrayDeque<>();

  FunctionLevel() {}

  /// Puts the level on the stack; grad mode is on inside, whatever it was outside.
  void enter(boolean enablesGrad) {
    outside.push(state.gradEnabled);
    state.enter(this);
    if (enablesGrad) {
      state.gradEnabled = true;
    }
  }

  /// Takes the level off the stack.
  @Override
  public void close() {
    if (state != ThreadState.current() || state.top == null || state.top.transform() != this) {
      throw new GradusStateException(
          "func: a level is closed that is not the innermost of this thread; close what was opened inside it first, and on the thread that opened it.");
    }
    state.leave();
    state.gradEnabled = outside.pop();
  }

  /// Whether the level is on the stack.
  boolean isOpen() {
    return !outside.isEmpty();
  }

  /// Runs something below this level, which is the innermost.
  ///
  /// Grad mode below is what it was when the level was entered, unless it was switched off inside:
  /// a transform obeys a `noGrad` inside its function, not one around it.
  <T> T below(Supplier<T> body) {
    ThreadState s = state;
    ThreadState.Level top = s.top;
    boolean grad = s.gradEnabled;
    if (top == null || top.transform() != this) {
      return body.get();
    }
    s.top = top.below();
    s.gradEnabled = grad && Objects.requireNonNull(outside.peek());
    try {
      return body.get();
    } finally {
      s.top = top;
      s.gradEnabled = grad;
    }
  }

  /// What the tensor stands for at this level, or null if it is a constant to it.
  @Nullable Tensor valueOrNull(Tensor x) {
    Wrapped w = x.wrapped();
    return w != null && w.level() == this ? w.value() : null;
  }

  /// The tensor for the level below: unwrapped, also from levels that are closed.
  Tensor value(Tensor x) {
    Tensor t = x;
    Wrapped w = t.wrapped();
    while (w != null && (w.level() == this || !w.level().isOpen())) {
      t = w.value();
      if (w.level() == this) {
        return t;
      }
      if (w.level() instanceof VmapLevel) {
        throw VmapErrors.escaped(x);
      }
      w = t.wrapped();
    }
    return t;
  }

  /// What a tensor stands for at the level it belongs to; the tensor itself if it belongs to none.
  public static Tensor unwrapOnce(Tensor x) {
    Wrapped w = x.wrapped();
    return w == null ? x : w.value();
  }

  /// Whether the memory was made after this level was opened.
  boolean isBornInside(Tensor x) {
    short birth = Call.allExamples(x).storage().birth();
    return birth != 0 && (short) (birth - serial) >= 0;
  }
}
