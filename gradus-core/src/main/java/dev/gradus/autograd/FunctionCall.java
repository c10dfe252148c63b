package dev.gradus.autograd;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.CustomOperation;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One call of a custom function, as an operation.
final class FunctionCall implements CustomOperation {
  private final AutogradFunction function;
  private FunctionContext context = new FunctionContext(0);
  private Tensor[] like = {};
  private boolean[] differentiable = {};

  private FunctionCall(AutogradFunction function) {
    this.function = function;
  }

  static Tensor[] run(AutogradFunction function, Tensor... x) {
    return Call.runAll(new FunctionCall(function), x);
  }

  @Override
  public String name() {
    return function.name();
  }

  @Override
  public String node() {
    return function.name() + "Backward";
  }

  @Override
  public Map<String, Object> attributes() {
    return function.attributes();
  }

  @Override
  public int outputs() {
    return like.length;
  }

  @Override
  public void begin(long needs) {
    context = new FunctionContext(needs);
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Tensor[] y = function.forward(context, x.clone());
    differentiable = new boolean[y.length];
    like = new Tensor[y.length];
    for (int k = 0; k < y.length; k++) {
      differentiable[k] = context.isDifferentiable(y[k]);
      // Sizes and dtype in one element of memory.
      like[k] = Gradus.zeros(y[k].dtype()).expand(y[k].shape());
    }
    return y;
  }

  @Override
  public boolean generatesBatchingRule() {
    return function.generateVmapRule();
  }

  @Override
  public Tensor @Nullable [] batchAll(Batching b, Tensor[] x) {
    boolean[] mapped = new boolean[x.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = b.has(i);
    }
    return function.vmap(b.size(), mapped, x);
  }

  @Override
  public @Nullable Tensor[] kept() {
    return context.kept();
  }

  @Override
  public Tensor[] dirty() {
    return context.dirty();
  }

  @Override
  public @Nullable DType gradDtype(int k) {
    return context.gradDtype(k);
  }

  @Override
  public boolean isDifferentiable(int k) {
    return differentiable[k];
  }

  @Override
  public void recorded(Supplier<@Nullable Tensor[]> saved) {
    context.savedBy(saved);
  }

  // --- Backward ---

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    @Nullable Tensor[] given = function.boxedGradsCall() ? g : g.clone();
    if (context.materializes()) {
      for (int k = 0; k < given.length; k++) {
        given[k] = given[k] == null ? zeros(k) : given[k];
      }
    }
    @Nullable Tensor[] found =
        context.reading(
            function.clearSavedTensorsOnAccess() ? () -> taken(b) : b::kept,
            () ->
                function.onceDifferentiable()
                    ? OnceDifferentiable.run(function, context, given)
                    : function.backward(context, given));
    return counted(found, b.inputs());
  }

  private static @Nullable Tensor[] taken(Backward b) {
    @Nullable Tensor[] kept = b.kept();
    b.releaseKept();
    return kept;
  }

  private Tensor zeros(int k) {
    DType dtype = context.gradDtype(k);
    return Gradus.zeros(dtype == null ? like[k].dtype() : dtype, like[k].shape());
  }

  // Nulls too many at the end do no harm.
  private @Nullable Tensor[] counted(@Nullable Tensor[] found, int inputs) {
    int used = found.length;
    while (used > inputs && found[used - 1] == null) {
      used--;
    }
    if (used != inputs) {
      throw FunctionContext.wrongCount(node(), inputs, found.length);
    }
    return used == found.length ? found : Arrays.copyOf(found, used);
  }

  // --- Forward mode ---

  @Override
  public @Nullable Tensor[] jvpAll(Tensor[] x, Tensor[] y, @Nullable Tensor[] t) {
    @Nullable Tensor @Nullable [] stated = function.jvp(context, t.clone());
    return stated == null ? CustomOperation.super.jvpAll(x, y, t) : stated;
  }
}
