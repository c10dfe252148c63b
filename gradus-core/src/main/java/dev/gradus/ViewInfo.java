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
  static ViewInfo of(Tensor x, boolean gradEnabled, boolean multi, int version) {
    ViewInfo outer = x.viewInfo();
    Creation own =
        !gradEnabled ? Creation.NO_GRAD : multi ? Creation.MULTI_OUTPUT : Creation.DEFAULT;
    if (outer == null) {
      return new ViewInfo(x, own, version);
    }
    return new ViewInfo(outer.base, own == Creation.DEFAULT ? outer.creation : own, version);
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
    if (creation == Creation.MULTI_OUTPUT && made != null) {
      throw new GradusStateException(
          output(made)
              + " is a view and "
              + how
              + " modified inplace. This view is the output of a function that returns multiple views. "
              + "Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one."
              + "\nTake the part with select(), narrow() or slice(), or change a clone().");
    }
    String what =
        made == null
            ? "A view was created in"
            : output(made) + " is a view of a view which was created in";
    String rest =
        creation == Creation.NO_GRAD
            ? " Given that this use case is ambiguous and error-prone, it is forbidden. "
                + "You can clarify your code by moving both the view and the inplace either both inside the no_grad block (if you don't want the inplace to be tracked) or both outside (if you want the inplace to be tracked)."
            : " This view is the output of a function that returns multiple views. "
                + "Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one.";
    throw new GradusStateException(
        what
            + " no_grad mode and "
            + how
            + " modified inplace with grad mode enabled."
            + rest
            + "\nMake the view again outside noGrad(), or change it inside.");
  }

  private static String output(Edge<Tensor> made) {
    return "Output " + made.inputNr() + " of " + NodeNames.forward(made.node().name());
  }
}
