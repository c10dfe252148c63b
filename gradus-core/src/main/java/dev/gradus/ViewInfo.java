package dev.gradus;

import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Edge;
import org.jspecify.annotations.Nullable;

/// What a view remembers: the tensor whose memory it shows, and how it was made.
final class ViewInfo {
  /// How a view came to be, which decides whether it may be changed in place.
  enum Creation {
    /// In grad mode, by an operation with one result.
    DEFAULT,
    /// While grad mode was off.
    NO_GRAD,
    /// In inference mode.
    INFERENCE,
    /// By a custom function, or as its input that it returned.
    CUSTOM_FUNCTION,
    /// As one of several results of one operation.
    MULTI_OUTPUT
  }

  final Tensor base;
  final Creation creation;

  /// The version of the shared memory that the view's edge belongs to.
  int edgeVersion;

  private ViewInfo(Tensor base, Creation creation, int edgeVersion) {
    this.base = base;
    this.creation = creation;
    this.edgeVersion = edgeVersion;
  }

  /// A view of a tensor that may be a view itself: the base is what is at the bottom.
  static ViewInfo of(Tensor x, Creation own, int version) {
    ViewInfo outer = x.viewInfo();
    if (outer == null) {
      return new ViewInfo(x, own, version);
    }
    return new ViewInfo(outer.base, own == Creation.DEFAULT ? outer.creation : own, version);
  }

  /// The same of another tensor in the same memory.
  ViewInfo withBase(Tensor other) {
    return new ViewInfo(other, creation, edgeVersion);
  }

  /// The same with the edge belonging to another version.
  ViewInfo withVersion(int version) {
    return new ViewInfo(base, creation, version);
  }

  /// How a view made now by an operation comes to be.
  static Creation creation(ThreadState s, boolean multi) {
    if (s.inference) {
      return Creation.INFERENCE;
    }
    return !s.gradEnabled ? Creation.NO_GRAD : multi ? Creation.MULTI_OUTPUT : Creation.DEFAULT;
  }

  /// Refuses a change in place that the graph could not follow.
  ///
  /// @param made the edge of the view, which may be stale
  /// @param indirect whether not the view itself but its base or another view of it was changed
  void checkChange(@Nullable Edge<Tensor> made, boolean indirect) {
    if (creation == Creation.DEFAULT) {
      return;
    }
    String how = indirect ? "its base or another view of its base has been" : "is being";
    boolean offGraph = creation == Creation.NO_GRAD || creation == Creation.INFERENCE;
    String what;
    if (offGraph || made == null) {
      what =
          (made == null
                  ? "A view was created in"
                  : output(made) + " is a view of a view which was created in")
              + (creation == Creation.INFERENCE ? " inference mode and " : " no_grad mode and ")
              + how
              + (creation == Creation.INFERENCE
                  ? " modified inplace in normal mode."
                  : " modified inplace with grad mode enabled.");
    } else {
      what = output(made) + " is a view and " + how + " modified inplace.";
    }
    throw new GradusStateException(what + reason());
  }

  private String reason() {
    return switch (creation) {
      case MULTI_OUTPUT ->
          " This view is the output of a function that returns multiple views. "
              + "Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one."
              + "\nTake the part with select(), narrow() or slice(), or change a clone().";
      case CUSTOM_FUNCTION ->
          " This view was created inside a custom Function (or because an input was returned as-is) and the autograd logic to handle view+inplace would override the custom backward associated with the custom Function, leading to incorrect gradients. This behavior is forbidden. You can fix this by cloning the output of the custom Function.";
      case INFERENCE ->
          " Given that this use case is ambiguous and error-prone, it is forbidden. "
              + "You can clarify your code by moving both the view and the inplace either both inside the inference_mode block (if you don't want the inplace to be tracked) or both outside (if you want the inplace to be tracked)."
              + "\nMake the view again outside inferenceMode(), or change it inside.";
      case NO_GRAD, DEFAULT ->
          " Given that this use case is ambiguous and error-prone, it is forbidden. "
              + "You can clarify your code by moving both the view and the inplace either both inside the no_grad block (if you don't want the inplace to be tracked) or both outside (if you want the inplace to be tracked)."
              + "\nMake the view again outside noGrad(), or change it inside.";
    };
  }

  private static String output(Edge<Tensor> made) {
    return "Output " + made.inputNr() + " of " + NodeNames.forward(made.node().name());
  }
}
