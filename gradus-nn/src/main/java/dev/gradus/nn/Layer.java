package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A part of a network: named parameters, buffers and inner layers, and what it computes.
///
/// ```java
/// class Net extends Layer {
///   private final Linear hidden = layer("hidden", new Linear(2, 8));
///   private final Linear out = layer("out", new Linear(8, 1));
///
///   @Override
///   public Tensor forward(Tensor x) {
///     return out.call(hidden.call(x).tanh());
///   }
/// }
/// ```
///
/// A parameter of its own is registered by [#parameter(String, Tensor)] and read by [#get(String)]
/// whenever it is needed: so it can be replaced by a parametrisation, a functional call or another
/// layer's parameter.
///
/// **Source**: torch.nn.Module.
public abstract non-sealed class Layer extends LayerState {
  // Whether forward of several inputs is stated; asked for when a single input comes.
  private @Nullable Boolean several;

  /// A layer without anything in it, in training mode.
  protected Layer() {}

  // --- Computing ---

  /// What the layer computes from one input: to be stated by each layer; called by [#call].
  public Tensor forward(Tensor x) {
    if (!takesSeveral()) {
      throw noForward(1);
    }
    return forward(new Tensor[] {x});
  }

  /// What the layer computes from several inputs.
  public Tensor forward(Tensor... x) {
    if (x.length != 1) {
      throw noForward(x.length);
    }
    return forward(x[0]);
  }

  private boolean takesSeveral() {
    Boolean known = several;
    if (known == null) {
      known = states(Tensor[].class);
      several = known;
    }
    return known;
  }

  private boolean states(Class<?> input) {
    try {
      return getClass().getMethod("forward", input).getDeclaringClass() != Layer.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private RuntimeException noForward(int inputs) {
    if (inputs > 1 && states(Tensor.class)) {
      return new GradusArgumentException(
          "%s.forward() takes 2 positional arguments but %d were given\nIt takes one input."
              .formatted(name(), inputs + 1));
    }
    return new GradusUnsupportedException(
        "Module ["
            + name()
            + "] is missing the required \"forward\" function\n"
            + name()
            + ": forward of "
            + inputs
            + (inputs == 1 ? " input" : " inputs")
            + " is not defined; override forward(Tensor), or forward(Tensor...) for several.");
  }

  /// Computes the output of an input, with all hooks. **Source**: torch.nn.Module.\_\_call\_\_.
  public final Tensor call(Tensor x) {
    return hooks().isEmpty() ? forward(x) : run(in -> new Tensor[] {forward(in[0])}, x)[0];
  }

  /// Computes the output of several inputs, with all hooks.
  public final Tensor call(Tensor... x) {
    return hooks().isEmpty() ? forward(x) : run(in -> new Tensor[] {forward(in)}, x)[0];
  }

  /// The computation that [#run] puts the hooks around.
  @FunctionalInterface
  protected interface Body {
    /// Computes the outputs of the inputs, which hooks may have replaced.
    Tensor[] apply(Tensor[] inputs);
  }

  /// Computes several outputs with all hooks: for layers that have a method of their own beside
  /// `call`. Inputs and outputs may be null where the layer allows it.
  @SuppressWarnings("NullAway") // Which inputs and outputs can be null is the layer's own affair.
  protected final Tensor[] run(Body body, @Nullable Tensor... inputs) {
    return hooks().isEmpty() ? body.apply(inputs) : hooks().run(this, body, inputs);
  }

  // --- Text ---

  /// How many multiply-adds a call took in matrix products and convolutions of this layer itself,
  /// without those of inner layers: for [Summary].
  protected long multiplyAdds(Tensor[] inputs, Tensor[] outputs) {
    return 0;
  }

  /// What stands in the parentheses when the layer is printed: `in_features=2, out_features=8,
  /// bias=True`. **Source**: torch.nn.Module.extra\_repr.
  public String extraRepr() {
    return "";
  }

  /// The tree of layers as PyTorch prints it.
  @Override
  public String toString() {
    return LayerText.of(fullName(), extraRepr(), ownLayers());
  }

  /// The name of the kind of layer as PyTorch has it, which makes a kind of its own of what is
  /// parametrised.
  String fullName() {
    return Parametrize.isParametrized(this) ? "Parametrized" + name() : name();
  }

  /// A tensor that is known to be there.
  static Tensor there(@Nullable Tensor t) {
    return Objects.requireNonNull(t);
  }
}
