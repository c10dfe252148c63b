package dev.gradus;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sees every operation that this thread calls while it is open, and may give its results itself.
///
/// Only what a caller asks for is seen, not the operations that another is computed with. Results
/// that were given are recorded as if the operation had computed them. Views, changes in place and
/// custom functions are seen and always computed; so is everything inside a level of forward mode
/// or of a function transform that was opened before.
///
/// ```java
/// List<String> names = new ArrayList<>();
/// try (var _ = OperationWatch.open(OperationWatch.seeing((op, x) -> names.add(op.name())))) {
///   model(x);
/// }
/// ```
///
/// **Source**: torch.utils.\_python\_dispatch.TorchDispatchMode.
public final class OperationWatch implements Transform {
  private final ThreadState state;
  private final Handler handler;

  private OperationWatch(ThreadState state, Handler handler) {
    this.state = state;
    this.handler = handler;
  }

  /// What is done about operations.
  public interface Handler {
    /// An operation was called with these tensors and has not been computed yet.
    default void called(Operation op, Tensor[] x) {}

    /// The results of an operation.
    ///
    /// @param forward computes them
    /// @return new tensors without history
    default Tensor[] compute(Operation op, Tensor[] x, Supplier<Tensor[]> forward) {
      return forward.get();
    }
  }

  /// What is called with every operation.
  @FunctionalInterface
  public interface Listener {
    /// An operation was called with these tensors.
    void called(Operation op, Tensor[] x);
  }

  /// A handler that only looks on.
  public static Handler seeing(Listener listener) {
    return new Handler() {
      @Override
      public void called(Operation op, Tensor[] x) {
        listener.called(op, x);
      }
    };
  }

  /// Shows operations to a handler until it is closed.
  public static Mode open(Handler handler) {
    ThreadState s = ThreadState.current();
    ThreadState.Level before = s.top;
    s.push(new OperationWatch(s, handler));
    return new Mode("OperationWatch", () -> s.top = before);
  }

  /// The line of the user's code that called the operation which is being shown, or nothing.
  public static String caller() {
    return StackWalker.getInstance()
        .walk(frames ->
            frames
                .filter(UserCode::is)
                .map(f -> "at " + UserCode.element(f))
                .findFirst()
                .orElse(""));
  }

  @Override
  public Tensor[] run(Operation op, Tensor[] x) {
    boolean fixed = op instanceof CustomOperation || isView(op);
    Handler all = fixed ? null : handlers();
    if (all != null) {
      ThreadState.Level own = state.top;
      state.top = null;
      try {
        all.called(op, x);
        return Call.computed(state, op, x, all);
      } finally {
        state.top = own;
      }
    }
    return below(() -> {
      handler.called(op, x);
      return Call.all(op, x);
    });
  }

  // This handler around those that were opened before, or null if there are other levels.
  private @Nullable Handler handlers() {
    Handler all = null;
    for (ThreadState.Level l = state.top; l != null; l = l.below()) {
      if (!(l.transform() instanceof OperationWatch w)) {
        return null;
      }
      all = all == null ? w.handler : new Both(all, w.handler);
    }
    return all;
  }

  /// Two handlers; what the inner does not give the outer is asked for.
  private record Both(Handler inner, Handler outer) implements Handler {
    @Override
    public void called(Operation op, Tensor[] x) {
      inner.called(op, x);
      outer.called(op, x);
    }

    @Override
    public Tensor[] compute(Operation op, Tensor[] x, Supplier<Tensor[]> forward) {
      return inner.compute(op, x, () -> outer.compute(op, x, forward));
    }
  }

  private static boolean isView(Operation op) {
    return op instanceof MultiViewOperation
        || op instanceof SingleOperation one && one.asView() != null;
  }

  @Override
  public void runInPlace(InPlaceOperation op, Tensor[] x) {
    below(() -> {
      handler.called(op, x);
      Call.inPlace(op, x);
      return x;
    });
  }

  private <T> T below(Supplier<T> body) {
    ThreadState.Level own = state.top;
    if (own == null || own.transform() != this) {
      return body.get();
    }
    state.top = own.below();
    try {
      return body.get();
    } finally {
      state.top = own;
    }
  }
}
