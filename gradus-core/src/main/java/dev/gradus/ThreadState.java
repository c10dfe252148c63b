package dev.gradus;

import dev.gradus.graph.Node;
import dev.gradus.graph.Run;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What a thread has switched on: grad mode and the stack of transforms.
///
/// A new platform or virtual thread starts with the defaults.
final class ThreadState {
  private static final ThreadLocal<ThreadState> CURRENT = ThreadLocal.withInitial(ThreadState::new);

  boolean gradEnabled = true;
  private long sequence;

  /// The innermost transform, or null: the one field that an operation reads.
  @Nullable Level top;

  /// The forward-mode level that is open, or null.
  @Nullable DualLevel dual;

  /// What is on beyond recording, or null: the one field that a recorded operation reads.
  @Nullable RecordingModes modes;

  /// The node whose gradient is being computed, in anomaly mode.
  @Nullable Node<Tensor> running;

  /// The backward pass that is going on, or null.
  @Nullable Runs runs;

  /// A backward pass and the one in which it was started.
  record Runs(Run<Tensor> run, @Nullable Runs outer) {}

  /// The generator of this thread in place of the default one, or null.
  @Nullable Generator generator;

  boolean inference;

  // How many threads are in inference mode: where none is, no new tensor reads a thread-local.
  private static final AtomicInteger INFERENCE = new AtomicInteger();

  void setInference(boolean on) {
    INFERENCE.addAndGet((on ? 1 : 0) - (inference ? 1 : 0));
    inference = on;
  }

  static boolean inInferenceMode() {
    return INFERENCE.get() != 0 && current().inference;
  }

  /// A transform and the ones around it.
  record Level(Transform transform, @Nullable Level below) {}

  static ThreadState current() {
    return CURRENT.get();
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
