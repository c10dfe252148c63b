package dev.gradus.op.conv;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;

/// Maps of complex numbers by maps of their parts; records nothing.
final class ComplexParts {
  private ComplexParts() {}

  /// A map that is linear in the first and in the second input, to which a third may be added.
  static Tensor ofTwo(SingleOperation map, Tensor[] x) {
    return Call.unrecorded(() -> {
      Tensor ar = x[0].real();
      Tensor ai = x[0].imag();
      Tensor br = x[1].real();
      Tensor bi = x[1].imag();
      boolean three = x.length == 3;
      Tensor[] first = three ? new Tensor[] {ar, br, x[2].real()} : new Tensor[] {ar, br};
      Tensor[] cross = three ? new Tensor[] {ar, bi, x[2].imag()} : new Tensor[] {ar, bi};
      Tensor none = three ? Gradus.zerosLike(x[2].real()) : ar;
      Tensor[] second = three ? new Tensor[] {ai, bi, none} : new Tensor[] {ai, bi};
      Tensor[] other = three ? new Tensor[] {ai, br, none} : new Tensor[] {ai, br};
      Tensor re = map.forward(first).sub(map.forward(second));
      Tensor im = map.forward(cross).add(map.forward(other));
      return Gradus.complex(re, im);
    });
  }

  /// A linear map.
  static Tensor ofOne(SingleOperation map, Tensor x) {
    return Call.unrecorded(() -> {
      Tensor re = map.forward(new Tensor[] {x.real()});
      return Gradus.complex(re, map.forward(new Tensor[] {x.imag()}));
    });
  }
}
