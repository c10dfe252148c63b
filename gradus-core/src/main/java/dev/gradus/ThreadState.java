package dev.gradus;

import dev.gradus.graph.Node;
import dev.gradus.graph.Run;
import dev.gradus.memory.Storage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What a thread has switched on: grad mode and the stack of transforms.
///
/// A new platform or virtual thread starts with the defaults.
final class ThreadState {
  private static final Own CURRENT = new Own();

  // A class where a lambda would do: Note [No lambda before the first result].
  private static final class Own extends ThreadLocal<ThreadState> {
    @Override
    protected ThreadState initialValue() {
      return new ThreadState();
    }
  }

  /// Whether operations are recorded: grad mode outside inference mode.
  boolean gradEnabled = true;

  // Grad mode inside inference mode, where it has no effect.
  private boolean gradModeInside;

  private long sequence;

  /// The innermost transform, or null: the one field that an operation reads.
  @Nullable Level top;

  /// The forward-mode level that is open, or null.
  @Nullable DualLevel dual;

  /// What is on beyond recording, or null: the one field that a recorded operation reads.
  @Nullable RecordingModes modes;

  /// Whether anomaly mode was ever switched on, on any thread: where it never was, no node reads a
  /// thread-local to ask for it.
  static volatile boolean anomalies;

  /// The node whose gradient is being computed, in anomaly mode.
  @Nullable Node<Tensor> running;

  /// The backward pass that is going on, or null.
  @Nullable Runs runs;

  /// A backward pass and the one in which it was started.
  ///
  /// @param depth how many are open, this one included
  record Runs(Run<Tensor> run, @Nullable Runs outer, int depth) {}

  /// The generator of this thread in place of the default one, or null.
  @Nullable Generator generator;

  /// Whether gradients of leaves may have any strides.
  boolean anyGradLayout;

  /// The precision that operations choose, or null where no scope is open. See Note [Autocast].
  @Nullable Autocast autocast;

  /// What measures this thread, or null. See Note [Profiling].
  @Nullable Profiler profiler;

  boolean inference;

  // How many inference modes and levels of function transforms are open on all threads: where none
  // is, no new tensor reads a thread-local.
  private static final AtomicInteger SPECIAL = new AtomicInteger();

  // Of the levels of function transforms; memory remembers it in 16 bits, 0 standing for none.
  private static final AtomicInteger LEVELS = new AtomicInteger();

  /// Grad mode, whether it has an effect or not.
  boolean gradMode() {
    return inference ? gradModeInside : gradEnabled;
  }

  void setGradMode(boolean on) {
    gradModeInside = inference && on;
    gradEnabled = !inference && on;
  }

  void setInference(boolean on) {
    SPECIAL.addAndGet((on ? 1 : 0) - (inference ? 1 : 0));
    inference = on;
  }

  /// Whether new memory may have to be marked.
  static boolean anySpecial() {
    return SPECIAL.get() != 0;
  }

  /// Marks new memory as made in inference mode, or in a function transform.
  static void markBirth(Storage storage) {
    ThreadState s = current();
    if (s.inference) {
      storage.markInference();
    }
    if (s.function != null) {
      storage.markBirth(s.function.serial);
    }
  }

  /// How many function transforms are open outside of one, it included; −2, as PyTorch has it, for
  /// one that is closed.
  int depth(FunctionLevel level) {
    int depth = functions.size();
    for (FunctionLevel open : functions) {
      if (open == level) {
        return depth;
      }
      depth--;
    }
    return -2;
  }

  /// The innermost function transform that is open, whether on top of the stack or not.
  private @Nullable FunctionLevel function;

  /// The function transforms that are open, whether operations pass them now or not.
  private final Deque<FunctionLevel> functions = new ArrayDeque<>();

  short nextLevel() {
    short serial = (short) LEVELS.incrementAndGet();
    return serial == 0 ? nextLevel() : serial;
  }

  void enter(FunctionLevel level) {
    SPECIAL.incrementAndGet();
    functions.push(level);
    function = level;
    push(level);
  }

  void leave() {
    SPECIAL.decrementAndGet();
    functions.pop();
    function = functions.peek();
    top = top == null ? null : top.below();
  }

  /// The innermost function transform that is open, or null.
  @Nullable FunctionLevel innermostFunction() {
    return function;
  }

  /// A transform and the ones around it.
  record Level(Transform transform, @Nullable Level below) {}

  /// Whether operations pass transforms that change what they compute.
  boolean transforms() {
    Level l = top;
    return l != null && (l.below() != null || !(l.transform() instanceof Profiler.Level));
  }

  static ThreadState current() {
    return CURRENT.get();
  }

  /// Lets this thread go on for the one whose state this is, which waits. See Note [Deep
  /// re-entrancy].
  void becomeCurrent() {
    CURRENT.set(this);
  }

  /// The next sequence number of a node.
  long next() {
    return sequence++;
  }

  /// Notes a new node, which is complete.
  void created(Node<Tensor> node) {
    RecordingModes m = modes;
    if (m != null) {
      m.created(node);
    }
  }

  void push(Transform transform) {
    top = new Level(transform, top);
  }
}
