package dev.gradus.autograd;

import dev.gradus.DualLevel;
import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whole Jacobians: row by row backward, all rows in one batch, or column by column forward.
record Jacobians(FunctionalOptions options) {
  Tensor[][] of(TensorsFunction f, Tensor[] inputs) {
    if (options.forwardMode()) {
      if (options.strict()) {
        throw new GradusArgumentException(
            "torch.autograd.functional.jacobian: `strict=True` and `strategy=\"forward-mode\"` are not supported together (yet). Please either set `strict=False` or `strategy=\"reverse-mode\"`.");
      }
      return options.vectorize() ? allColumns(f, inputs) : byColumns(f, inputs);
    }
    if (options.vectorize() && options.strict()) {
      throw new GradusArgumentException(
          "torch.autograd.functional.jacobian: `strict=True` and `vectorized=True` are not supported together. Please either set `strict=False` or `vectorize=False`.");
    }
    try (var _ = Gradus.enableGrad()) {
      Tensor[] x = Inputs.recording(inputs, options.createGraph());
      Tensor[] y = f.apply(x);
      Inputs.requireGrad(y, Inputs.OUTPUT, options.strict());
      Tensor[][] all = new Tensor[y.length][];
      for (int k = 0; k < y.length; k++) {
        all[k] = Inputs.finished(ofResult(y[k], k, x), options.createGraph());
      }
      return all;
    }
  }

  private Tensor[] ofResult(Tensor y, int k, Tensor[] x) {
    List<List<Tensor>> rows = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      rows.add(new ArrayList<>());
    }
    if (options.vectorize() && y.requiresGrad() && y.numel() > 0) {
      return inOneBatch(y, x);
    }
    for (long e = 0; e < y.numel(); e++) {
      Tensor element = y.reshape(-1).select(0, e);
      @Nullable Tensor[] g =
          Inputs.grad(
              new Tensor[] {element},
              x,
              new Tensor[] {Gradus.onesLike(element).detach()},
              options.createGraph());
      for (int i = 0; i < x.length; i++) {
        rows.get(i).add(row(g[i], k, i, x[i]));
      }
    }
    Tensor[] all = new Tensor[x.length];
    for (int i = 0; i < all.length; i++) {
      long[] sizes = joined(y.shape(), x[i].shape());
      all[i] =
          rows.get(i).isEmpty()
              ? Gradus.zeros(x[i].dtype(), sizes)
              : Gradus.stack(rows.get(i), 0).view(sizes);
    }
    return all;
  }

  private Tensor row(@Nullable Tensor g, int k, int i, Tensor x) {
    if (g == null) {
      if (options.strict()) {
        throw new GradusStateException(
            "Output %d of the user-provided function is independent of input %d. This is not allowed in strict mode."
                .formatted(k, i));
      }
      return Gradus.zerosLike(x).detach();
    }
    if (options.strict() && options.createGraph() && !g.requiresGrad()) {
      throw new GradusStateException(
          "The jacobian of the user-provided function is independent of input %d. This is not allowed in strict mode when create_graph=True."
              .formatted(i));
    }
    return g;
  }

  private Tensor[] inOneBatch(Tensor y, Tensor[] x) {
    long n = y.numel();
    Tensor basis = Gradus.eye(y.dtype(), n).view(joined(new long[] {n}, y.shape()));
    @Nullable Tensor[] g =
        Gradus.grad(
            List.of(y),
            List.of(x),
            List.of(basis),
            GradOptions.retaining()
                .withCreateGraph(options.createGraph())
                .withAllowUnused(true)
                .withIsGradsBatched(true));
    Tensor[] all = new Tensor[x.length];
    for (int i = 0; i < all.length; i++) {
      long[] sizes = joined(y.shape(), x[i].shape());
      Tensor found = g[i];
      all[i] = found == null ? Gradus.zeros(x[i].dtype(), sizes) : found.reshape(sizes);
    }
    return all;
  }

  // All columns in one batch of tangents.
  private Tensor[][] allColumns(TensorsFunction f, Tensor[] inputs) {
    Tensor[][] all = Func.jacfwdAll(f, Args.all(inputs.length).nums()).apply(inputs);
    for (int k = 0; k < all.length; k++) {
      all[k] = Inputs.finished(all[k], options.createGraph());
    }
    return all;
  }

  private Tensor[][] byColumns(TensorsFunction f, Tensor[] inputs) {
    Tensor[][] all = new Tensor[0][];
    for (int i = 0; i < inputs.length; i++) {
      List<List<Tensor>> columns = new ArrayList<>();
      Tensor[] like = {};
      for (long e = 0; e < inputs[i].numel(); e++) {
        Tensor direction = Gradus.zeros(inputs[i].dtype(), inputs[i].numel());
        direction.select(0, e).fill_(1);
        like = column(f, inputs, i, direction.view(inputs[i].shape()), columns);
      }
      if (like.length == 0) {
        like = f.apply(inputs);
      }
      if (all.length == 0) {
        all = new Tensor[like.length][inputs.length];
      }
      for (int k = 0; k < like.length; k++) {
        long[] sizes = joined(like[k].shape(), inputs[i].shape());
        all[k][i] =
            columns.isEmpty()
                ? Gradus.zeros(like[k].dtype(), sizes)
                : Gradus.stack(columns.get(k), -1).reshape(sizes);
      }
    }
    for (int k = 0; k < all.length; k++) {
      all[k] = Inputs.finished(all[k], options.createGraph());
    }
    return all;
  }

  private static Tensor[] column(
      TensorsFunction f, Tensor[] inputs, int input, Tensor direction, List<List<Tensor>> columns) {
    try (DualLevel level = Gradus.dualLevel()) {
      Tensor[] dual = inputs.clone();
      dual[input] = level.makeDual(inputs[input], direction);
      Tensor[] y = f.apply(dual);
      for (int k = 0; k < y.length; k++) {
        if (columns.size() == k) {
          columns.add(new ArrayList<>());
        }
        Tensor t = level.tangent(y[k]);
        Tensor column = t == null ? Gradus.zeros(y[k].dtype(), y[k].shape()) : level.primal(t);
        columns.get(k).add(column);
        y[k] = level.primal(y[k]);
      }
      return y;
    }
  }

  private static long[] joined(long[] a, long[] b) {
    long[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
