package dev.gradus.autograd;

import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the functions of [Functional] have in common: inputs that record, gradients with zeros for
/// those that do not exist, and the sentences of strict mode.
final class Inputs {
  /// Which derivative is being taken, for the sentences.
  enum Stage {
    BACK("The output of the user-provided function is independent of input %d."),
    BACK_TRICK(
        "The gradient with respect to the input is independent of entry %d in the grad_outputs when using the double backward trick to compute forward mode gradients."),
    DOUBLE_BACK("The jacobian of the user-provided function is independent of input %d."),
    DOUBLE_BACK_TRICK(
        "The hessian of the user-provided function is independent of entry %d in the grad_jacobian."
            + " This is not allowed in strict mode as it prevents from using the double backward trick to replace forward mode AD.");

    private final String sentence;

    Stage(String sentence) {
      this.sentence = sentence;
    }

    String sentence(int i) {
      String text = sentence.formatted(i);
      return text.contains("strict mode") ? text : text + " This is not allowed in strict mode.";
    }
  }

  private Inputs() {}

  /// Inputs that record: connected to the given ones if what is returned shall be.
  static Tensor[] recording(Tensor[] x, boolean connected) {
    Tensor[] own = new Tensor[x.length];
    for (int i = 0; i < x.length; i++) {
      own[i] =
          connected && x[i].requiresGrad()
              ? x[i].view(x[i].shape())
              : x[i].detach().requiresGrad_();
    }
    return own;
  }

  /// Detached, unless they shall be recorded.
  static Tensor[] finished(Tensor[] all, boolean createGraph) {
    if (createGraph) {
      return all;
    }
    return Arrays.stream(all).map(Tensor::detach).toArray(Tensor[]::new);
  }

  /// The gradients of results by inputs. Of results without history there are none.
  static @Nullable Tensor[] grad(
      Tensor[] y, Tensor[] x, @Nullable Tensor[] weights, boolean createGraph) {
    List<Tensor> roots = new ArrayList<>();
    List<@Nullable Tensor> seeds = new ArrayList<>();
    for (int k = 0; k < y.length; k++) {
      if (y[k].requiresGrad()) {
        roots.add(y[k]);
        seeds.add(weights[k]);
      }
    }
    if (roots.isEmpty()) {
      return new Tensor[x.length];
    }
    GradOptions options =
        GradOptions.retaining().withCreateGraph(createGraph).withAllowUnused(true);
    return Gradus.grad(roots, List.of(x), seeds, options);
  }

  /// The gradients with zeros, like the inputs, for those that do not exist.
  static Tensor[] filled(@Nullable Tensor[] g, Tensor[] like, boolean strict, Stage stage) {
    Tensor[] all = new Tensor[g.length];
    for (int i = 0; i < g.length; i++) {
      Tensor found = g[i];
      if (found == null && strict) {
        throw new GradusStateException(stage.sentence(i));
      }
      all[i] = found == null ? Gradus.zerosLike(like[i]).detach() : found;
    }
    return all;
  }

  static void requireGrad(Tensor[] all, String sentence, boolean strict) {
    for (int i = 0; strict && i < all.length; i++) {
      if (!all[i].requiresGrad()) {
        throw new GradusStateException(sentence.formatted(i));
      }
    }
  }

  static final String OUTPUT =
      "Output %d of the user-provided function does not require gradients. The outputs must be computed in a differentiable manner from the input when running in strict mode.";
  static final String GRADIENT =
      "The gradient with respect to input %d is independent of the inputs of the user-provided function. This is not allowed in strict mode.";
  static final String JACOBIAN =
      "The jacobian of the user-provided function with respect to input %d is independent of the inputs of the user-provided function. This is not allowed in strict mode.";

  /// The vectors of a product, of the right sizes; ones for a single element if none are given.
  static Tensor[] vectors(Tensor @Nullable [] v, Tensor[] like, String missing, String what) {
    if (v == null) {
      if (like.length != 1 || like[0].numel() != 1) {
        throw new GradusArgumentException(missing);
      }
      return new Tensor[] {Gradus.onesLike(like[0]).detach()};
    }
    if (v.length != like.length) {
      throw new GradusArgumentException(
          "The given v is a tuple of invalid length: should be "
              + like.length
              + " but got "
              + v.length
              + ".");
    }
    for (int i = 0; i < v.length; i++) {
      if (!Arrays.equals(v[i].shape(), like[i].shape())) {
        throw new GradusArgumentException(
            (v.length > 1 ? "Entry " + i + " in " : "")
                + "v has invalid size: should be "
                + like[i].sizeText()
                + " but got "
                + v[i].sizeText()
                + ".\n"
                + what
                + ": entry "
                + i
                + " of v.");
      }
    }
    return v;
  }
}
