package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.dtype.FInfo;
import dev.gradus.dtype.IInfo;
import dev.gradus.dtype.Promotion;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.Parallel;
import dev.gradus.memory.MemoryScope;
import dev.gradus.op.pointwise.Comparisons;
import dev.gradus.op.view.Cat;
import dev.gradus.op.view.Stack;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where everything starts: making tensors, modes, gradients, settings.
///
/// Made for `import static dev.gradus.Gradus.*`.
public final class Gradus extends AutogradModes {
  static {
    ClassesAhead.start();
  }

  private Gradus() {}

  // --- Dtypes under PyTorch's names ---

  public static final DType bool = DType.BOOL;
  public static final DType uint8 = DType.UINT8;
  public static final DType int8 = DType.INT8;
  public static final DType int16 = DType.INT16;
  public static final DType int32 = DType.INT32;
  public static final DType int64 = DType.INT64;
  public static final DType float16 = DType.FLOAT16;
  public static final DType bfloat16 = DType.BFLOAT16;
  public static final DType float32 = DType.FLOAT32;
  public static final DType float64 = DType.FLOAT64;
  public static final DType complex64 = DType.COMPLEX64;
  public static final DType complex128 = DType.COMPLEX128;

  // --- Gradients ---

  /// Adds the gradients of all roots to the leaves. **Source**: torch.autograd.backward.
  public static void backward(GraphPoint... roots) {
    Autograd.backward(List.of(roots), null, BackwardOptions.DEFAULT);
  }

  /// As [#backward(GraphPoint...)] with a gradient per root (null for a scalar) and options.
  public static void backward(
      List<? extends GraphPoint> roots,
      @Nullable List<? extends @Nullable Tensor> gradients,
      BackwardOptions options) {
    Autograd.backward(roots, gradients, options);
  }

  /// As [#backward(GraphPoint...)] with a gradient per root.
  public static void backward(
      List<? extends GraphPoint> roots, @Nullable List<? extends @Nullable Tensor> gradients) {
    Autograd.backward(roots, gradients, BackwardOptions.DEFAULT);
  }

  /// The gradients of a scalar by the inputs; touches no `grad()`. **Source**: torch.autograd.grad.
  ///
  /// **Errors**: an input that the output does not depend on; the lists of [#grad(List, List, List,
  /// GradOptions)] allow it.
  public static Tensor[] grad(GraphPoint output, GraphPoint... inputs) {
    @Nullable Tensor[] found =
        Autograd.grad(List.of(output), List.of(inputs), null, GradOptions.DEFAULT);
    Tensor[] all = new Tensor[found.length];
    Arrays.setAll(all, i -> Objects.requireNonNull(found[i]));
    return all;
  }

  /// The gradient of a scalar by one input, which it must depend on.
  public static Tensor grad(GraphPoint output, GraphPoint input, GradOptions options) {
    Tensor g = Autograd.grad(List.of(output), List.of(input), null, options)[0];
    if (g == null) {
      throw new GradusArgumentException(
          "grad: the input is unused; this overload returns no null. Pass lists of outputs and inputs.");
    }
    return g;
  }

  /// The gradients of some outputs, weighed, by the inputs; null for an unused one, if that is
  /// allowed. (The elements are not marked as nullable because JShell cannot declare such arrays.)
  @SuppressWarnings("NullAway")
  public static Tensor[] grad(
      List<? extends GraphPoint> outputs,
      List<? extends GraphPoint> inputs,
      @Nullable List<? extends @Nullable Tensor> gradients,
      GradOptions options) {
    return Autograd.grad(outputs, inputs, gradients, options);
  }

  /// As [#grad(List, List, List, GradOptions)] for named inputs.
  @SuppressWarnings("NullAway")
  public static Map<String, Tensor> grad(
      List<? extends GraphPoint> outputs,
      Map<String, ? extends GraphPoint> inputs,
      @Nullable List<? extends @Nullable Tensor> gradients,
      GradOptions options) {
    @Nullable Tensor[] found =
        Autograd.grad(outputs, List.copyOf(inputs.values()), gradients, options);
    Map<String, Tensor> named = new LinkedHashMap<>();
    int i = 0;
    for (String name : inputs.keySet()) {
      named.put(name, found[i++]);
    }
    return named;
  }

  /// The place of a tensor in the graph. **Errors**: it does not require grad. **Source**:
  /// torch.autograd.graph.get\_gradient\_edge.
  public static GradientEdge getGradientEdge(Tensor t) {
    if (!t.requiresGrad()) {
      throw new GradusArgumentException(
          "It is not possible to get the gradient edge for a Tensor that does not require gradients");
    }
    return new GradientEdge(Autograd.edge(t));
  }

  // --- Memory ---

  /// Opens a stretch of work whose tensors give their memory back at its end.
  public static Scope scope() {
    return new Scope();
  }

  /// The result of a computation whose other tensors give their memory back.
  public static Tensor scope(Supplier<Tensor> body) {
    try (Scope s = scope()) {
      return s.keep(body.get());
    }
  }

  /// Takes a tensor out of the innermost scope that is open on this thread, if it was made there:
  /// for what outlasts one step of a loop, such as the state of an optimiser.
  public static Tensor keep(Tensor x) {
    MemoryScope.keepInnermost(x.storage());
    return x;
  }

  // --- Modes ---

  /// Stops recording on this thread until it is closed. **Source**: torch.no\_grad.
  public static Mode noGrad() {
    return gradMode("noGrad", false);
  }

  /// Computes something without recording.
  public static <T extends @Nullable Object> T noGrad(Supplier<T> body) {
    try (var _ = noGrad()) {
      return body.get();
    }
  }

  /// Records on this thread until it is closed; in inference mode nothing is recorded all the same.
  /// **Source**: torch.enable\_grad.
  public static Mode enableGrad() {
    return gradMode("enableGrad", true);
  }

  /// Computes something with recording.
  public static <T extends @Nullable Object> T enableGrad(Supplier<T> body) {
    try (var _ = enableGrad()) {
      return body.get();
    }
  }

  /// Switches recording at once; closing restores it. **Source**: torch.set\_grad\_enabled.
  public static Mode setGradEnabled(boolean enabled) {
    return gradMode("setGradEnabled", enabled);
  }

  /// Computes something with recording on or off.
  public static <T extends @Nullable Object> T setGradEnabled(boolean enabled, Supplier<T> body) {
    try (var _ = setGradEnabled(enabled)) {
      return body.get();
    }
  }

  /// Whether grad mode is on. In inference mode nothing is recorded even where it was switched on
  /// again. **Source**: torch.is\_grad\_enabled.
  public static boolean isGradEnabled() {
    return ThreadState.current().gradMode();
  }

  private static Mode gradMode(String name, boolean enabled) {
    ThreadState s = ThreadState.current();
    boolean before = s.gradMode();
    s.setGradMode(enabled);
    return new Mode(name, () -> s.setGradMode(before));
  }

  /// Opens a level of forward mode. **Errors**: one is open. **Source**:
  /// torch.autograd.forward\_ad.dual\_level.
  public static DualLevel dualLevel() {
    return DualLevel.open();
  }

  /// A view of the tensor that carries a tangent at the open level. **Errors**: no level is open;
  /// sizes or dtypes differ. **Source**: torch.autograd.forward\_ad.make\_dual.
  public static Tensor makeDual(Tensor x, Tensor tangent) {
    return DualLevel.current().makeDual(x, tangent);
  }

  /// The tensor and its tangent at the open level, if a level is open and it has one. **Source**:
  /// torch.autograd.forward\_ad.unpack\_dual.
  public static DualTensor unpackDual(Tensor x) {
    DualLevel level = ThreadState.current().dual;
    return level == null ? new DualTensor(x, null) : level.unpackDual(x);
  }

  // --- Several tensors ---

  /// x where the condition holds, else y. **Shape**: all three broadcast. **Gradient**: to the
  /// operand that was chosen. **Source**: torch.where.
  public static Tensor where(Tensor condition, Tensor x, Tensor y) {
    if (condition.dtype() != DType.BOOL && condition.dtype() != DType.UINT8) {
      throw new GradusArgumentException(
          "where expected condition to be a boolean tensor, but got a tensor with dtype "
              + condition.dtype().scalarName());
    }
    return Call.run(Comparisons.WHERE.call(), condition, x, y);
  }

  /// Tensors one after another along a dimension. **Source**: torch.cat.
  public static Tensor cat(List<Tensor> tensors, int dim) {
    return Cat.of(tensors, dim);
  }

  /// Tensors of equal sizes side by side along a new dimension. **Source**: torch.stack.
  public static Tensor stack(List<Tensor> tensors, int dim) {
    return Stack.of(tensors, dim);
  }

  // --- Settings ---

  /// The dtype of decimals and of functions of integers. **Source**: torch.get\_default\_dtype.
  public static DType getDefaultDtype() {
    return Globals.defaultDtype();
  }

  /// Sets the dtype of decimals. **Errors**: not a floating dtype.
  public static void setDefaultDtype(DType dtype) {
    if (!dtype.isFloatingPoint()) {
      throw new GradusArgumentException(
          "only floating-point types are supported as the default type");
    }
    Globals.setDefaultDtype(dtype);
  }

  /// How many threads large operations use. **Source**: torch.get\_num\_threads.
  public static int getNumThreads() {
    return Parallel.threads();
  }

  /// Sets how many threads large operations use; no result depends on it. **Errors**: less than
  /// one. **Source**: torch.set\_num\_threads.
  public static void setNumThreads(int count) {
    Parallel.setThreads(count);
  }

  /// The numerical limits of a floating dtype. **Source**: torch.finfo.
  public static FInfo finfo(DType dtype) {
    return FInfo.of(dtype);
  }

  /// The range of an integer dtype. **Source**: torch.iinfo.
  public static IInfo iinfo(DType dtype) {
    return IInfo.of(dtype);
  }

  /// How tensors are printed.
  public static PrintOptions getPrintOptions() {
    return Globals.printOptions();
  }

  /// Sets how tensors are printed. **Source**: torch.set\_printoptions.
  public static void setPrintOptions(PrintOptions options) {
    Globals.setPrintOptions(options);
  }

  /// Prints tensors that way until it is closed. **Source**: torch.printoptions.
  public static Mode printOptions(PrintOptions options) {
    PrintOptions before = Globals.printOptions();
    Globals.setPrintOptions(options);
    return new Mode("printOptions", () -> Globals.setPrintOptions(before));
  }

  /// Gives a warning to the handler of warnings, once per place in the caller's code.
  public static void warn(String text) {
    Warnings.once(text);
  }

  /// Where warnings go; by default to the logger `dev.gradus`. Each warning comes once per place.
  public static void onWarning(Consumer<String> handler) {
    Globals.onWarning(handler);
  }

  /// The dtype that both can be converted to. **Source**: torch.promote\_types.
  public static DType promoteTypes(DType a, DType b) {
    return Promotion.promote(a, b);
  }
}
