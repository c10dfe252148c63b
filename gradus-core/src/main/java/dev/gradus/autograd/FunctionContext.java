package dev.gradus.autograd;

import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the forward and the backward part of one call of a custom function share.
///
/// **Source**: the `ctx` of torch.autograd.Function.
public final class FunctionContext {
  private final long needs;
  private @Nullable Tensor[] kept = {};
  private @Nullable Tensor[] keptForForward = {};
  private Tensor[] dirty = {};
  private Tensor[] notDifferentiable = {};
  private @Nullable DType[] gradDtypes = {};
  private boolean materializes = true;
  private final List<Object> notes = new ArrayList<>();
  private @Nullable Supplier<@Nullable Tensor[]> saved;

  FunctionContext(long needs) {
    this.needs = needs;
  }

  /// Keeps tensors for backward; inputs, results and others alike, null allowed. What is kept is
  /// checked for changes in place when it is read. A second call replaces the first.
  public void saveForBackward(@Nullable Tensor... tensors) {
    kept = tensors.clone();
  }

  /// Keeps one more tensor for backward and returns it: for lambdas.
  public Tensor saving(Tensor x) {
    @Nullable Tensor[] longer = new Tensor[kept.length + 1];
    System.arraycopy(kept, 0, longer, 0, kept.length);
    longer[kept.length] = x;
    kept = longer;
    return x;
  }

  /// Keeps tensors for `jvp`.
  public void saveForForward(@Nullable Tensor... tensors) {
    keptForForward = tensors.clone();
  }

  /// What was kept for backward.
  ///
  /// **Errors**: it was changed in place since, or the graph was freed.
  @SuppressWarnings("NullAway") // An entry is null only where null was kept.
  public Tensor[] savedTensors() {
    Supplier<@Nullable Tensor[]> s = saved;
    return s == null ? kept.clone() : s.get();
  }

  /// Entry `i` of [#savedTensors].
  public Tensor saved(int i) {
    return Objects.requireNonNull(savedTensors()[i], "null was saved");
  }

  /// What was kept for `jvp`.
  @SuppressWarnings("NullAway") // An entry is null only where null was kept.
  public Tensor[] savedForForward() {
    return keptForForward.clone();
  }

  /// Notes anything else that backward needs, in order.
  public void note(Object anything) {
    notes.add(anything);
  }

  /// Note `i`.
  public Object note(int i) {
    return notes.get(i);
  }

  /// Says which inputs forward has changed in place; they must be among its results.
  public void markDirty(Tensor... inputs) {
    dirty = inputs.clone();
  }

  /// Says which results have no gradient.
  public void markNonDifferentiable(Tensor... results) {
    notDifferentiable = results.clone();
  }

  /// Whether gradients that did not arrive are zeros in backward (as at first) or null.
  public void setMaterializeGrads(boolean b) {
    materializes = b;
  }

  /// The dtype in which the gradient of each result is delivered; null for the result's own.
  public void setOutputGradDtype(@Nullable DType... dtypes) {
    gradDtypes = dtypes.clone();
  }

  /// Whether the gradient of input `i` is wanted.
  public boolean needsInputGrad(int i) {
    return (needs >>> Math.min(i, 63) & 1) != 0;
  }

  // --- For the call ---

  @Nullable Tensor[] kept() {
    return kept;
  }

  Tensor[] dirty() {
    return dirty;
  }

  boolean isDifferentiable(Tensor result) {
    for (Tensor t : notDifferentiable) {
      if (t == result) {
        return false;
      }
    }
    return true;
  }

  boolean materializes() {
    return materializes;
  }

  @Nullable DType gradDtype(int k) {
    return k < gradDtypes.length ? gradDtypes[k] : null;
  }

  void savedBy(Supplier<@Nullable Tensor[]> reader) {
    saved = reader;
    kept = new Tensor[0];
  }

  /// Runs a part of backward with another source of what was saved.
  <T> T reading(Supplier<@Nullable Tensor[]> reader, Supplier<T> body) {
    Supplier<@Nullable Tensor[]> before = saved;
    saved = reader;
    try {
      return body.get();
    } finally {
      saved = before;
    }
  }

  static GradusStateException wrongCount(String name, int expected, int got) {
    return new GradusStateException(
        "function "
            + name
            + " returned an incorrect number of gradients (expected "
            + expected
            + ", got "
            + got
            + ")");
  }
}
