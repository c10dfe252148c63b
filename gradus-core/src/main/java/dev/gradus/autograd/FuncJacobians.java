package dev.gradus.autograd;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusUnsupportedException;
import java.util.Arrays;

/// Jacobians as batches of products with unit vectors.
final class FuncJacobians {
  private FuncJacobians() {}

  static Tensor[][] byRows(TensorsFunction f, Args args, long chunkSize, Tensor[] x) {
    refuseComplex("jacrev", "inputs", x);
    Vjp vjp = Vjp.of(f, args, -1, x).checked();
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
    return all;
  }

  static Tensor[][] byColumns(TensorsFunction f, Args args, Tensor[] x) {
    refuseComplex("jacfwd", "inputs", x);
    Tensor[] in = args.of(x);
    TensorsFunction push =
        t -> {
          Products p = Func.jvp(f, args, x, t);
          refuseComplex("jacfwd", "outputs", p.outputs());
          return p.products();
        };
    Tensor[] columns = Func.vmapAll(push).apply(basis(in));
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
    return all;
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
