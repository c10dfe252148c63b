package dev.gradus;

import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Node;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Anomaly mode: where nodes were made, and which of them gives nan.
final class Anomaly {
  private static final String TRACE = "traceback_";
  private static final String PARENT = "parent_";
  private static final StackWalker WALKER = StackWalker.getInstance();

  // What the user called and what called the user.
  private static final int FRAMES = 30;

  private Anomaly() {}

  /// Notes where a node is made, and in the gradient of which other node.
  static void remember(Node<Tensor> node) {
    node.metadata().put(TRACE, userFrames());
    Node<Tensor> running = ThreadState.current().running;
    if (running != null) {
      node.metadata().put(PARENT, running);
    }
  }

  private static List<String> userFrames() {
    return WALKER.walk(frames ->
        frames
            .filter(UserCode::is)
            .map(UserCode::element)
            .limit(FRAMES)
            .map(f -> "  at " + f)
            .toList());
  }

  /// The place in the user's code that this call came from, or null outside of anomaly mode.
  static @Nullable String here() {
    if (!RecordingModes.of(ThreadState.current()).anomaly()) {
      return null;
    }
    List<String> frames = userFrames();
    return frames.isEmpty() ? null : frames.get(0).strip();
  }

  /// The place in the user's code where a node was made, or null if it was not noted.
  static @Nullable String place(Node<Tensor> node) {
    List<String> frames = trace(node);
    return frames == null || frames.isEmpty() ? null : frames.get(0).strip();
  }

  /// The frames of the user's code in which a node was made, if they were noted.
  static List<String> frames(Node<Tensor> node) {
    List<String> frames = trace(node);
    return frames == null ? List.of() : frames.stream().map(String::strip).toList();
  }

  static void appendPlace(StringBuilder text, @Nullable String place) {
    if (place != null) {
      text.append(' ').append(place);
    }
  }

  @SuppressWarnings("unchecked")
  private static @Nullable List<String> trace(Node<Tensor> node) {
    return (List<String>) node.metadata().get(TRACE);
  }

  /// Warns with the places of the forward calls that led to a failure in a node.
  static void report(Node<Tensor> node) {
    StringBuilder text =
        new StringBuilder("Error detected in ").append(shortName(node)).append(". ");
    appendTrace(text, node, "Traceback of forward call that caused the error:");
    Node<Tensor> child = node;
    for (Node<Tensor> parent = parent(child); parent != null; parent = parent(child)) {
      text.append("\n\nPrevious calculation was induced by ")
          .append(shortName(parent))
          .append(". ");
      appendTrace(text, parent, "Traceback of forward call that induced the previous calculation:");
      child = parent;
    }
    Globals.warn("anomaly " + System.identityHashCode(node), text.toString());
  }

  private static void appendTrace(StringBuilder text, Node<Tensor> node, String title) {
    List<String> frames = trace(node);
    if (frames == null) {
      text.append(
          "No forward pass information available. Enable detect anomaly during forward pass for more information.");
    } else {
      text.append(title).append('\n').append(frames.stream().collect(Collectors.joining("\n")));
    }
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Node<Tensor> parent(Node<Tensor> node) {
    return (Node<Tensor>) node.metadata().get(PARENT);
  }

  private static String shortName(Node<Tensor> node) {
    String text = node.toString();
    return text.substring(1, text.length() - 1);
  }

  /// Refuses gradients that contain nan.
  static void check(Node<Tensor> from, @Nullable Tensor[] gradients) {
    for (int i = 0; i < gradients.length; i++) {
      Tensor g = gradients[i];
      if (g != null
          && g.dtype().isDifferentiable()
          && Gradus.noGrad(() -> g.isnan().any()).itemBoolean()) {
        throw new GradusStateException(
            "Function '" + shortName(from) + "' returned nan values in its " + i + "th output.");
      }
    }
  }
}
