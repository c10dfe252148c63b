package dev.gradus.autograd;

import dev.gradus.Gradus;
import dev.gradus.Randomness;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import java.util.Arrays;

/// Jacobians as batches of products with unit vectors.
final class FuncJacobians {
  private FuncJacobians() {}

  /// @param results how many are differentiated, the others coming along; -1 for all
  static JacobiansAndAux byRows(
      TensorsFunction f, Args args, long chunkSize, int results, Tensor[] x) {
    if (chunkSize < 0) {
      throw new GradusArgumentException("jacrev: `chunk_size` should be greater than 0.");
    }
    refuseComplex("jacrev", "inputs", x);
    Vjp vjp = Vjp.of(f, args, results, x).checked();
    Tensor[] y = vjp.outputs();
    refuseComplex("jacrev", "outputs", y);
    Tensor[] in = args.of(x);
    VmapOptions options =
        chunkSize == 0 ? VmapOptions.DEFAULT : VmapOptions.DEFAULT.withChunkSize(chunkSize);
    Tensor[] rows = Func.vmapAll(vjp, options).apply(basis(y));
    Tensor[][] all = new Tensor[y.length][in.length];
    for (int i = 0; i < in.length; i++) {
      long from = 0;
      for (int k = 0; k < y.length; k++) {
        long count = y[k].numel();
        all[k][i] = rows[i].narrow(0, from, count).reshape(joined(y[k].shape(), in[i].shape()));
        from += count;
      }
    }
    return new JacobiansAndAux(all, vjp.aux());
  }

  static JacobiansAndAux byColumns(
      TensorsFunction f, Args args, Randomness randomness, int results, Tensor[] x) {
    refuseComplex("jacfwd", "inputs", x);
    Tensor[] in = args.of(x);
    Pushed pushed = new Pushed(f, args, false);
    TensorsFunction push =
        t -> {
          Pushed.Outcome p = pushed.along(x, t, results);
          refuseComplex("jacfwd", "outputs", p.products().outputs());
          return p.productsAndAux();
        };
    VmapOptions options = VmapOptions.DEFAULT.withRandomness(randomness);
    Tensor[] pushedAll = Func.vmapAll(push, options).apply(basis(in));
    int kept = results < 0 ? pushedAll.length : results;
    Tensor[] columns = Arrays.copyOf(pushedAll, kept);
    Tensor[] aux = new Tensor[pushedAll.length - kept];
    // What came along is the same for every tangent.
    Arrays.setAll(aux, k -> pushedAll[kept + k].select(0, 0));
    Tensor[][] all = new Tensor[columns.length][in.length];
    for (int k = 0; k < columns.length; k++) {
      long from = 0;
      for (int i = 0; i < in.length; i++) {
        long count = in[i].numel();
        Tensor part = columns[k].narrow(0, from, count).movedim(0, -1);
        long[] out = part.shape();
        all[k][i] = part.reshape(joined(Arrays.copyOf(out, out.length - 1), in[i].shape()));
        from += count;
      }
    }
    return new JacobiansAndAux(all, aux);
  }

  // The unit vectors of all tensors together, those of the first in front.
  private static Tensor[] basis(Tensor[] like) {
    long n = Arrays.stream(like).mapToLong(Tensor::numel).sum();
    Tensor[] basis = new Tensor[like.length];
    long from = 0;
    for (int i = 0; i < like.length; i++) {
      long count = like[i].numel();
      basis[i] =
          Gradus.eye(like[i].dtype(), n)
              .narrow(1, from, count)
              .reshape(joined(new long[] {n}, like[i].shape()));
      from += count;
    }
    return basis;
  }

  private static void refuseComplex(String name, String what, Tensor[] all) {
    for (int i = 0; i < all.length; i++) {
      if (all[i].dtype().isComplex()) {
        throw new GradusUnsupportedException(
            name
                + ": Expected all "
                + what
                + " to be real but received complex tensor at flattened input idx: "
                + i);
      }
    }
  }

  static long[] joined(long[] a, long[] b) {
    long[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
