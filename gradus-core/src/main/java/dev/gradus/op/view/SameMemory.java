package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.dtype.DType;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Parts;
import org.jspecify.annotations.Nullable;

/// A view of any geometry that shows complex memory as real numbers, or the other way round.
///
/// @param reals the view of the real numbers in the memory
/// @param complex whether the result is complex
public record SameMemory(AsStrided reals, boolean complex) implements ViewOperation {
  /// The operation that makes one tensor from another in the same memory.
  public static ViewOperation of(Tensor view, Tensor base) {
    return of(view.layout(), view.dtype(), base.layout(), base.dtype());
  }

  /// The same for layouts and dtypes.
  public static ViewOperation of(Layout view, DType viewType, Layout base, DType baseType) {
    if (viewType.isComplex() == baseType.isComplex()) {
      return AsStrided.of(view, base);
    }
    return viewType.isComplex()
        ? new SameMemory(AsStrided.of(Parts.asReal(view), base), true)
        : new SameMemory(AsStrided.of(view, Parts.asReal(base)), false);
  }

  @Override
  public String name() {
    return "as_strided";
  }

  @Override
  public Layout view(Layout x) {
    return complex ? Parts.asComplex(reals.view(x)) : reals.view(Parts.asReal(x));
  }

  @Override
  public DType dtype(DType x) {
    return complex ? x.toComplex() : x.toReal();
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Relocate back = new Relocate(reals.geometry(), reals.input(), false, true);
    Tensor moved = Call.run(back, complex ? g.viewAsReal() : g);
    return new Tensor[] {complex ? moved : AsComplex.of(moved)};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    Tensor tangent = t[0];
    if (tangent == null) {
      return null;
    }
    Layout own = x[0].layout().at(0);
    boolean alike = tangent.layout().at(0).sameAs(own);
    return Call.run(
        this, alike ? tangent : Tensor.emptyStrided(own, tangent.dtype()).copy_(tangent));
  }
}
