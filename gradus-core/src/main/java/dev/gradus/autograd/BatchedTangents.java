package dev.gradus.autograd;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradCheckException;
import java.util.Arrays;
import java.util.List;

/// Compares a batch of tangents with one tangent after another.
record BatchedTangents(TensorsFunction f, Tensor[] x, GradCheckOptions options) {
  void run() {
    for (int i = 0; i < x.length; i++) {
      if (x[i].requiresGrad()) {
        check(i);
      }
    }
  }

  private void check(int input) {
    Tensor[] at = Arrays.stream(x).map(Tensor::detach).toArray(Tensor[]::new);
    Args args = new Args(input);
    TensorsFunction push = t -> Func.jvp(f, args, at, t).products();
    List<Tensor> each =
        List.of(GradCheck.direction(x[input], 400), GradCheck.direction(x[input], 401));
    Tensor[] together = Func.vmapAll(push).apply(Gradus.stack(each, 0));
    for (int row = 0; row < each.size(); row++) {
      Tensor[] alone = push.apply(each.get(row));
      for (int k = 0; k < alone.length; k++) {
        Tensor batched = together[k].select(0, row);
        if (!batched.allclose(alone[k], options.rtol(), options.atol(), true)) {
          throw new GradCheckException(
              "For input "
                  + input
                  + " and batched tangent "
                  + row
                  + ", the tangent of output "
                  + k
                  + " differs from the one computed alone:\nbatched:"
                  + batched
                  + "\nalone:"
                  + alone[k]);
        }
      }
    }
  }
}
