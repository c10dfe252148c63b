package dev.gradus;

import org.jspecify.annotations.Nullable;

/// Why a tensor has no history although it, or what it was computed from, could have had one: for
/// the error that misses it.
///
/// // Note [Why there is no gradient] The first call that cuts a tensor off its graph leaves the
/// reason on its result, and results of that one inherit it. So the error at `backward()` can name
/// the cut, which may be far away; in anomaly mode with its place.
///
/// @param how what was called
/// @param place where in the user's code, or null
record Lost(How how, @Nullable String place) {
  /// How history gets lost.
  enum How {
    DETACH("was cut off its graph by detach()"),
    DATA("was cut off its graph by data()"),
    NO_GRAD("was computed inside noGrad()"),
    INFERENCE("was computed inside inferenceMode()"),
    NOT_DIFFERENTIABLE("is the result of an operation without derivative, or of an integer dtype");

    private final String text;
    private final Lost plain;

    How(String text) {
      this.text = text;
      this.plain = new Lost(this, null);
    }
  }

  static Lost by(How how) {
    String place = Anomaly.here();
    return place == null ? how.plain : new Lost(how, place);
  }

  /// Notes a result that was not recorded although grad mode is off only by the user's will.
  static void unrecorded(ThreadState s, Tensor[] x, Tensor y) {
    Tensor cut = null;
    for (Tensor t : x) {
      if (t.requiresGrad()) {
        cut = t;
        break;
      }
    }
    if (cut == null) {
      inherit(x, y);
    } else if (y != cut) {
      y.lost = by(s.inference ? How.INFERENCE : How.NO_GRAD);
    }
  }

  /// A result of inputs of which none requires grad.
  static void inherit(Tensor[] x, Tensor y) {
    for (Tensor t : x) {
      if (t.lost != null && t != y) {
        y.lost = t.lost;
        return;
      }
    }
  }

  /// An alias of a tensor without its history.
  static void cut(Tensor x, Tensor alias, How how) {
    if (x.requiresGrad()) {
      alias.lost = by(how);
    } else {
      alias.lost = x.lost;
    }
  }

  /// A sentence for the tensor that should have had a history.
  static String why(Tensor t) {
    if (!t.dtype().isDifferentiable()) {
      return "the tensor has dtype "
          + t.dtype()
          + "; only floating point and complex tensors have gradients.";
    }
    Lost lost = t.lost;
    if (lost == null) {
      return "the tensor was not computed from any that requires grad. Call requiresGrad_() on the leaves before computing with them.";
    }
    return "the tensor, or one that it was computed from, "
        + lost.how.text
        + (lost.place == null
            ? ". setDetectAnomaly(true, false) before it also shows where."
            : " " + lost.place + ".");
  }
}
