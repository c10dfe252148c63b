package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Edge;
import dev.gradus.graph.Handle;
import dev.gradus.graph.Node;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Recording, gradients, hooks and detaching.
public sealed interface Differentiable permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// Whether operations on this tensor are recorded.
  boolean requiresGrad();

  /// Whether this tensor was made by the user, or requires no gradient.
  boolean isLeaf();

  /// The node of the operation that made this tensor, or null for a leaf.
  @Nullable Node<Tensor> gradFn();

  /// Which result of [#gradFn] this tensor is.
  int outputNr();

  /// Starts recording, in place.
  ///
  /// **Errors** if the dtype is neither floating nor complex.
  default Tensor requiresGrad_() {
    return requiresGrad_(true);
  }

  /// Starts or stops recording, in place.
  ///
  /// **Errors** if this is not a leaf and the flag would change, or the dtype has no gradients.
  default Tensor requiresGrad_(boolean b) {
    Tensor t = self();
    if (ThreadState.current().innermostFunction() != null) {
      throw new GradusStateException(
          "You are attempting to call Tensor.requires_grad_() (or perhaps using torch.autograd.functional.* APIs) inside of a function being transformed by a functorch transform. This is unsupported, please attempt to use the functorch transforms (e.g. grad, vjp, jacrev, jacfwd, hessian) or call requires_grad_() outside of a function being transformed instead.");
    }
    if (!t.isLeaf() && !b) {
      throw new GradusStateException(
          "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach().");
    }
    if (b && !t.dtype().isDifferentiable()) {
      throw new GradusArgumentException(
          "only Tensors of floating point dtype can require gradients"
              + "\nrequiresGrad_: the tensor has dtype "
              + t.dtype()
              + "; convert it first with to(float32).");
    }
    if (b && t.isInference() && !Gradus.isInferenceModeEnabled()) {
      throw new GradusStateException(
          "Setting requires_grad=True on inference tensor outside InferenceMode is not allowed."
              + "\nrequiresGrad_: the tensor was made in inferenceMode(); use a clone().");
    }
    if (t.isLeaf()) {
      t.setLeafRequiresGrad(b);
    }
    return t;
  }

  /// As [#requiresGrad_(boolean)], refusing also what would change nothing: of a result the flag
  /// cannot be set at all. **Source**: the attribute torch.Tensor.requires\_grad.
  default void setRequiresGrad(boolean b) {
    Tensor t = self();
    if (!t.isLeaf() && b) {
      throw new GradusStateException(
          "you can only change requires_grad flags of leaf variables."
              + "\nsetRequiresGrad: the result of an operation requires grad if an input did.");
    }
    if (b && !t.dtype().isDifferentiable()) {
      throw new GradusArgumentException(
          "only Tensors of floating point and complex dtype can require gradients"
              + "\nsetRequiresGrad: the tensor has dtype "
              + t.dtype()
              + "; convert it first with to(float32).");
    }
    requiresGrad_(b);
  }

  /// The gradient summed up so far, or null before the first backward.
  ///
  /// Reading it on a tensor that is not a leaf warns, unless [#retainGrad] was called or a gradient
  /// was set.
  default @Nullable Tensor grad() {
    Tensor t = self();
    Meta meta = t.metaOrNull();
    if ((meta == null || meta.grad() == null && !meta.retainsGrad) && !t.isLeaf()) {
      Warnings.once(
          "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad attribute won't be populated during autograd.backward(). "
              + "If you indeed want the .grad field to be populated for a non-leaf Tensor, use .retain_grad() on the non-leaf Tensor. "
              + "If you access the non-leaf Tensor by mistake, make sure you access the leaf Tensor instead. "
              + "See github.com/pytorch/pytorch/pull/30531 for more informations.");
    }
    Tensor g = meta == null ? null : meta.grad();
    if (g != null) {
      g.markShared();
    }
    return g;
  }

  /// As [#grad], only to read or change its elements at once: for writers of optimisers.
  ///
  /// What is returned is kept nowhere beyond the call that asked for it, neither in a graph nor in
  /// a field: its memory is used again when the gradient is cleared.
  default @Nullable Tensor lentGrad() {
    Meta meta = self().metaOrNull();
    return meta == null ? null : meta.grad();
  }

  /// Sets or clears the gradient.
  ///
  /// **Errors** if sizes or dtype differ from this tensor's, or it is this tensor.
  default void setGrad(@Nullable Tensor g) {
    Tensor t = self();
    if (g == null) {
      Meta meta = t.metaOrNull();
      if (meta != null) {
        meta.clearGrad();
      }
      return;
    }
    if (g == t) {
      throw new GradusArgumentException("can't assign Variable as its own grad");
    }
    if (!Arrays.equals(g.layout().sizes(), t.layout().sizes())) {
      throw new GradusArgumentException(
          "attempting to assign a gradient of size '"
              + Sizes.text(g.layout().sizes())
              + "' to a tensor of size '"
              + Sizes.text(t.layout().sizes())
              + "'. Please ensure that the gradient and the tensor are the same size");
    }
    DType wanted = t.leafMeta().gradDtype();
    if (wanted != null && g.dtype() != wanted) {
      throw new GradusArgumentException(
          "attempting to assign a gradient with dtype '"
              + Warnings.lowerDtype(g.dtype())
              + "' to a tensor with grad_dtype '"
              + wanted.scalarName()
              + "'. The gradient must match the tensor's grad_dtype (defaults to the tensor's dtype). You can set the tensor's grad_dtype attribute with a specific dtype, or None to allow any dtype. "
              + "Set grad_dtype with caution. Diverging the dtypes of a tensor and its gradient may break downstream systems that assume they match.");
    }
    g.markShared();
    t.metaOrCreate().putGrad(g);
  }

  /// The dtype of the gradient of this leaf, by default its own; null where any is allowed.
  /// **Source**: torch.Tensor.grad\_dtype.
  default @Nullable DType gradDtype() {
    if (self().gradFn() != null) {
      throw new GradusStateException("grad_dtype can only be accessed on leaf tensors.");
    }
    return self().leafMeta().gradDtype();
  }

  /// Sets the dtype to which gradients of this leaf are cast and that [#setGrad] asks for; null
  /// allows any and casts nothing.
  ///
  /// **Errors**: this is no leaf, or it has a gradient of another dtype.
  default void setGradDtype(@Nullable DType dtype) {
    Tensor t = self();
    Meta meta = t.metaOrCreate();
    Tensor g = meta.grad();
    if (g != null && dtype != null && g.dtype() != dtype) {
      throw new GradusStateException(
          "Cannot set grad_dtype to '"
              + dtype.scalarName()
              + "' because there is already a gradient with dtype '"
              + Warnings.lowerDtype(g.dtype())
              + "'. Please clear the gradient (.grad = None) before changing grad_dtype, or ensure the new grad_dtype matches the existing gradient's dtype.");
    }
    if (t.gradFn() != null) {
      throw new GradusStateException("grad_dtype can only be set on leaf tensors.");
    }
    meta.gradDtype = new Meta.GradDtype(dtype);
    t.refreshLeafEdge();
  }

  /// Clears the gradient.
  default void zeroGrad() {
    setGrad(null);
  }

  /// Computes the gradients of this scalar by all leaves and adds them to their `grad`.
  default void backward() {
    Autograd.backward(List.of(self()), null, BackwardOptions.DEFAULT);
  }

  /// As [#backward()], for a tensor of any size: `gradient` is what its elements weigh.
  default void backward(@Nullable Tensor gradient) {
    Autograd.backward(
        List.of(self()), gradient == null ? null : List.of(gradient), BackwardOptions.DEFAULT);
  }

  /// As [#backward()] with options.
  default void backward(BackwardOptions options) {
    Autograd.backward(List.of(self()), null, options);
  }

  /// As [#backward(Tensor)] with options.
  default void backward(@Nullable Tensor gradient, BackwardOptions options) {
    Autograd.backward(List.of(self()), gradient == null ? null : List.of(gradient), options);
  }

  /// The same memory without history; both see changes in place.
  default Tensor detach() {
    Tensor alias = self().aliasWithoutHistory();
    Lost.cut(self(), alias, Lost.How.DETACH);
    return alias;
  }

  /// Forgets the history of this tensor, in place.
  default Tensor detach_() {
    self().dropHistory();
    return self();
  }

  /// A copy of this leaf with memory of its own, with its flag and a copy of its gradient.
  ///
  /// **Errors**: this is the result of a recorded operation. **Source**: copy.deepcopy of a tensor.
  default Tensor deepCopy() {
    Tensor t = self();
    if (t.gradFn() != null) {
      throw new GradusStateException(
          "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment.  If you were attempting to deepcopy a module, this may be because of a torch.nn.utils.weight_norm usage, see https://github.com/pytorch/pytorch/pull/103001"
              + "\ndeepCopy: use clone(), which is recorded, or detach().clone().");
    }
    Tensor copy = Gradus.noGrad(() -> t.gradLike(t));
    copy.lost = t.lost;
    Meta meta = t.metaOrNull();
    if (meta != null) {
      copy.metaOrCreate().isParameter = meta.isParameter;
      copy.metaOrCreate().gradDtype = meta.gradDtype;
      Tensor g = meta.grad();
      if (g != null) {
        copy.metaOrCreate().putGrad(g.gradFn() == null ? g.deepCopy() : g.detach().deepCopy());
      }
    }
    if (t.requiresGrad()) {
      copy.requiresGrad_();
    }
    return copy;
  }

  /// The same memory without history and without a common version counter: changes go unnoticed by
  /// the graph.
  default Tensor data() {
    Tensor alias = self().aliasWithoutVersion();
    Lost.cut(self(), alias, Lost.How.DATA);
    return alias;
  }

  /// Takes over the memory of another tensor, keeping flags and history.
  default void setData(Tensor other) {
    Tensor t = self();
    if (t.requiresGrad() && !other.dtype().isDifferentiable()) {
      throw new GradusArgumentException(
          "data set to a tensor that requires gradients must be floating point or complex dtype");
    }
    t.replaceData(other);
  }

  /// How often the memory was changed in place.
  default int version() {
    if (self().isInference()) {
      throw new GradusStateException("Inference tensors do not track version counter.");
    }
    return self().versionValue();
  }

  /// Whether this shows the memory of another tensor, differentiably.
  default boolean isView() {
    return self().viewInfo() != null;
  }

  /// The tensor whose memory this view shows, or null.
  default @Nullable Tensor base() {
    ViewInfo v = self().viewInfo();
    return v == null ? null : v.base;
  }

  /// Makes a tensor that is not a leaf keep its gradient.
  ///
  /// **Errors** if it does not require grad.
  default void retainGrad() {
    Tensor t = self();
    if (!t.requiresGrad()) {
      throw new GradusStateException("can't retain_grad on Tensor that has requires_grad=False");
    }
    if (t.isLeaf() || t.metaOrCreate().retainsGrad) {
      return;
    }
    Edge<Tensor> e = Autograd.edge(t);
    t.metaOrCreate().retainsGrad = true;
    e.node().hooks().retain(e.inputNr(), t::storeRetained);
  }

  /// Whether [#retainGrad] is in force.
  default boolean retainsGrad() {
    Meta meta = self().metaOrNull();
    return meta != null && meta.retainsGrad;
  }

  /// Calls a function with the total gradient of this tensor whenever it is computed; what it
  /// returns replaces the gradient, null keeps it.
  ///
  /// **Errors** if this tensor does not require grad.
  default Handle registerHook(Function<Tensor, @Nullable Tensor> hook) {
    Tensor t = self();
    if (!t.requiresGrad()) {
      throw new GradusStateException(
          "cannot register a hook on a tensor that doesn't require gradient");
    }
    Edge<Tensor> e = t.gradientEdge();
    if (e == null) {
      // A view made in noGrad: it requires grad as its base does, but no gradient ever arrives.
      return () -> {};
    }
    return e.node().hooks().onValue(e.inputNr(), g -> Autograd.hooked(hook, g));
  }

  /// Calls a function with this leaf after its gradient was added to `grad`.
  ///
  /// **Errors** if this tensor is not a leaf that requires grad.
  default Handle registerPostAccumulateGradHook(Consumer<Tensor> hook) {
    Tensor t = self();
    if (!t.requiresGrad()) {
      throw new GradusStateException(
          "cannot register a hook on a tensor that doesn't require gradient");
    }
    if (!t.isLeaf()) {
      throw new GradusStateException(
          "post accumulate grad hooks cannot be registered on non-leaf tensors");
    }
    Meta meta = t.metaOrCreate();
    return meta.addPostAccumulate(hook);
  }
}
