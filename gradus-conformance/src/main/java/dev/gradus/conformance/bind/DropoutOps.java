package dev.gradus.conformance.bind;

import dev.gradus.Gradus;
import dev.gradus.OutputAndMask;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Bindings;
import java.util.List;

/// What leaves elements out or changes them by chance. The parameter `inplace` of PyTorch's
/// functions is a method of its own in Gradus; where it is set, it acts on a clone.
final class DropoutOps {
  private DropoutOps() {}

  /// `dropout(x, p, training)` and its like.
  @FunctionalInterface
  private interface Dropout {
    Tensor of(Tensor x, double p, boolean training);
  }

  static void bind(Bindings<Tensor> b) {
    family(b, "dropout nn.functional.dropout", true, Gradus::dropout, Gradus::dropout_);
    family(b, "nn.functional.dropout1d", true, Gradus::dropout1d, Gradus::dropout1d_);
    family(b, "nn.functional.dropout2d", true, Gradus::dropout2d, Gradus::dropout2d_);
    family(b, "nn.functional.dropout3d", true, Gradus::dropout3d, Gradus::dropout3d_);
    family(
        b,
        "alpha_dropout nn.functional.alpha_dropout",
        false,
        Gradus::alphaDropout,
        Gradus::alphaDropout_);
    family(b, "feature_dropout", true, Gradus::featureDropout, Gradus::featureDropout_);
    family(
        b,
        "feature_alpha_dropout nn.functional.feature_alpha_dropout",
        false,
        Gradus::featureAlphaDropout,
        Gradus::featureAlphaDropout_);
    b.op(
        "native_dropout",
        "input: tensor, p: number, train: bool = None",
        a -> {
          OutputAndMask y =
              Gradus.nativeDropout(
                  a.tensor("input"), a.real("p"), a.isNone("train") ? null : a.flag("train"));
          return List.of(y.output(), y.mask());
        });
    b.op(
        "native_dropout_backward",
        "grad_output: tensor, mask: tensor, scale: number",
        a ->
            Gradus.nativeDropoutBackward(
                a.tensor("grad_output"), a.tensor("mask"), a.real("scale")));
    activations(b);
  }

  private static void family(
      Bindings<Tensor> b, String names, boolean training, Dropout plain, Dropout inPlace) {
    b.op(
        names,
        "input: tensor, p: number = 0.5, training: bool = "
            + (training ? "True" : "False")
            + ", inplace: bool = False",
        a -> {
          Tensor x = a.tensor("input");
          double p = a.real("p");
          return a.flag("inplace")
              ? inPlace.of(x.clone(), p, a.flag("training"))
              : plain.of(x, p, a.flag("training"));
        });
  }

  private static void activations(Bindings<Tensor> b) {
    b.op(
        "rrelu nn.functional.rrelu",
        "input: tensor, lower: number = 0.125, upper: number = 0.3333333333333333,"
            + " training: bool = False, inplace: bool = False",
        a -> {
          Tensor x = a.tensor("input");
          double lower = a.real("lower");
          double upper = a.real("upper");
          return a.flag("inplace")
              ? Gradus.rrelu_(x.clone(), lower, upper, a.flag("training"))
              : Gradus.rrelu(x, lower, upper, a.flag("training"));
        });
    b.op(
        "nn.functional.gumbel_softmax",
        "logits: tensor, tau: number = 1, hard: bool = False, eps: number = 1e-10, dim: int = -1",
        a ->
            Gradus.gumbelSoftmax(
                a.tensor("logits"), a.real("tau"), a.flag("hard"), a.intValue("dim")));
    b.op(
        "nn.functional.softmin",
        "input: tensor, dim: int, _stacklevel: int = 3, dtype: dtype = None",
        a ->
            a.isNone("dtype")
                ? a.tensor("input").softmin(a.intValue("dim"))
                : a.tensor("input").softmin(a.intValue("dim"), a.dtype("dtype")));
  }
}
