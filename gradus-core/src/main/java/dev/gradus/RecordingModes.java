package dev.gradus;

import dev.gradus.graph.Node;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a thread has switched on for the recording of operations, beyond recording itself. Null in
/// [ThreadState] where everything is off, so that an operation reads one field.
///
/// @param hooks the innermost hooks on saved tensors
/// @param hooksRefused why hooks on saved tensors are refused, or null
/// @param anomaly whether nodes remember where they were made
/// @param checkNan whether gradients are searched for nan
/// @param onNode what is called with every new node, outermost first
/// @param mutations where saved tensors may be changed, or null
record RecordingModes(
    @Nullable SavedTensorHooks hooks,
    @Nullable String hooksRefused,
    boolean anomaly,
    boolean checkNan,
    @Nullable Consumer<Node<Tensor>> onNode,
    @Nullable SavedMutations mutations) {
  static final RecordingModes OFF = new RecordingModes(null, null, false, false, null, null);

  static RecordingModes of(ThreadState s) {
    RecordingModes m = s.modes;
    return m == null ? OFF : m;
  }

  private boolean isOff() {
    return equals(OFF);
  }

  RecordingModes withHooks(@Nullable SavedTensorHooks other) {
    return new RecordingModes(other, hooksRefused, anomaly, checkNan, onNode, mutations);
  }

  RecordingModes withHooksRefused(@Nullable String other) {
    return new RecordingModes(hooks, other, anomaly, checkNan, onNode, mutations);
  }

  RecordingModes withAnomaly(boolean on, boolean nan) {
    return new RecordingModes(hooks, hooksRefused, on, nan, onNode, mutations);
  }

  RecordingModes withOnNode(@Nullable Consumer<Node<Tensor>> other) {
    return new RecordingModes(hooks, hooksRefused, anomaly, checkNan, other, mutations);
  }

  RecordingModes withMutations(@Nullable SavedMutations other) {
    return new RecordingModes(hooks, hooksRefused, anomaly, checkNan, onNode, other);
  }

  /// Switches these on, on this thread, until the mode is closed.
  Mode open(String name) {
    ThreadState s = ThreadState.current();
    RecordingModes before = s.modes;
    s.modes = isOff() ? null : this;
    if (anomaly) {
      ThreadState.anomalies = true;
    }
    return new Mode(name, () -> s.modes = before);
  }

  /// Notes a new node, which is complete.
  void created(Node<Tensor> node) {
    if (anomaly) {
      Anomaly.remember(node);
    }
    if (onNode != null) {
      onNode.accept(node);
    }
  }
}
