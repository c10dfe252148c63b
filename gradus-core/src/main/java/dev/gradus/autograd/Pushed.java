package dev.gradus.autograd;

import dev.gradus.DualLevel;
import dev.gradus.Gradus;
import dev.gradus.Mode;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.util.Arrays;

/// Forward mode of a function by some of its arguments.
///
/// @param strict whether a result without tangent is an error
record Pushed(TensorsFunction f, Args args, boolean strict) {
  private static final String JVP = "jvp(f, primals, tangents)";

  /// Results with their tangents, and those that came along.
  record Outcome(Products products, Tensor[] aux) {
    Tensor[] productsAndAux() {
      Tensor[] p = products.products();
      Tensor[] all = Arrays.copyOf(p, p.length + aux.length);
      System.arraycopy(aux, 0, all, p.length, aux.length);
      return all;
    }
  }

  Products along(Tensor[] x, Tensor[] tangents) {
    return along(x, tangents, -1).products();
  }

  /// @param results how many have tangents; -1 for all
  Outcome along(Tensor[] x, Tensor[] tangents, int results) {
    Tensor[] chosen = args.of(x);
    check(chosen.length, tangents.length);
    try (Mode _ = Gradus.disableSavedTensorsHooks(Func.NO_HOOKS);
        DualLevel level = DualLevel.nested()) {
      for (int k = 0; k < chosen.length; k++) {
        chosen[k] = level.makeDual(chosen[k], tangents[k]);
      }
      Tensor[] y = f.apply(args.replaced(x, chosen));
      int count = results < 0 ? y.length : results;
      if (y.length == 0) {
        throw new GradusArgumentException(
            JVP + ": Expected f to be a function that has non-empty output (got output = [])");
      }
      Tensor[] outputs = new Tensor[y.length];
      Tensor[] products = new Tensor[count];
      for (int k = 0; k < y.length; k++) {
        outputs[k] = level.primal(y[k]);
        if (k < count) {
          products[k] = tangent(level, y[k], outputs[k]);
        }
      }
      return new Outcome(
          new Products(Arrays.copyOf(outputs, count), products),
          Arrays.copyOfRange(outputs, count, outputs.length));
    }
  }

  private Tensor tangent(DualLevel level, Tensor y, Tensor output) {
    Tensor t = level.tangent(y);
    if (t == null && strict) {
      throw new GradusStateException(
          "jvp(f, primals, tangents, strict=True): The output of f is independent of the inputs. This is not allowed with strict=True.");
    }
    return t == null ? Gradus.zerosLike(output) : t;
  }

  private static void check(int primals, int tangents) {
    if (primals != tangents) {
      throw new GradusArgumentException(
          JVP
              + ": Expected primals and tangents to have the same python structure. For example, if primals is a tuple of 3 tensors, tangents also must be. Got primals with structure "
              + primals
              + " tensors and tangents with structure "
              + tangents
              + " tensors");
    }
    if (primals == 0) {
      throw new GradusArgumentException(JVP + ": Expected primals to contain at least one Tensor.");
    }
  }
}
