package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusUnsupportedException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A custom function mapped over a batch: forward and backward are the user's code, run once on
/// tensors that stand for all examples.
final class BatchedFunction implements CustomOperation {
  private final VmapLevel level;
  private final CustomOperation of;
  private final Batching batch;
  private final List<Tensor> values;
  private Tensor[] shown = {};

  // Which of the tensors that were kept stand for all examples.
  private boolean[] mapped = {};

  private BatchedFunction(VmapLevel level, CustomOperation of, Batching batch, Tensor[] values) {
    this.level = level;
    this.of = of;
    this.batch = batch;
    this.values = List.of(values);
  }

  /// The results at the level.
  static Tensor[] run(VmapLevel level, CustomOperation of, Batching b, Tensor[] v) {
    Tensor[] stated = of.batchAll(b, v);
    if (stated != null) {
      return Arrays.stream(stated).map(level::wrap).toArray(Tensor[]::new);
    }
    if (!of.generatesBatchingRule()) {
      throw new GradusUnsupportedException(
          "You tried to vmap over "
              + of.name()
              + ", but it does not have vmap support. Please override and implement the vmap staticmethod or set generate_vmap_rule=True. For more details, please see https://pytorch.org/docs/main/notes/extending.func.html"
              + "\n"
              + of.name()
              + ": override generateVmapRule() if forward and backward are made of tensor operations.");
    }
    BatchedFunction all = new BatchedFunction(level, of, b, v);
    Tensor[] y = Call.runAll(all, v);
    Tensor[] own = new Tensor[y.length];
    for (int k = 0; k < y.length; k++) {
      boolean same = level.isBatched(all.shown[k]) && level.unwrap(all.shown[k]) == y[k];
      own[k] = same ? all.shown[k] : level.wrap(y[k]);
    }
    return own;
  }

  @Override
  public String name() {
    return of.name();
  }

  @Override
  public String node() {
    return of.node();
  }

  @Override
  public int outputs() {
    return of.outputs();
  }

  @Override
  public void begin(long needs) {
    of.begin(needs);
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Tensor[] own = x.clone();
    for (int i = 0; i < own.length; i++) {
      if (batch.has(i)) {
        own[i] = x[i] == values.get(i) ? batch.examples()[i] : level.wrap(x[i]);
      }
    }
    return at(() -> {
      shown = of.forwardAll(own).clone();
      @Nullable Tensor[] kept = of.kept();
      mapped = new boolean[kept.length];
      for (int i = 0; i < mapped.length; i++) {
        Tensor t = kept[i];
        mapped[i] = t != null && level.isBatched(t);
      }
      return Arrays.stream(shown).map(level::unwrap).toArray(Tensor[]::new);
    });
  }

  private <T> T at(Supplier<T> body) {
    level.enter(false);
    try {
      return body.get();
    } finally {
      level.close();
    }
  }

  @Override
  public @Nullable Tensor[] kept() {
    @Nullable Tensor[] kept = of.kept().clone();
    for (int i = 0; i < kept.length; i++) {
      Tensor t = kept[i];
      kept[i] = t == null || !level.isBatched(t) ? t : level.unwrap(t);
    }
    return kept;
  }

  @Override
  public Tensor[] dirty() {
    return new Tensor[0];
  }

  @Override
  public @Nullable DType gradDtype(int k) {
    return of.gradDtype(k);
  }

  @Override
  public boolean isDifferentiable(int k) {
    return of.isDifferentiable(k);
  }

  @Override
  public void recorded(Supplier<@Nullable Tensor[]> saved) {
    of.recorded(saved);
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    return at(() -> {
      Backward inside = b.withKept(() -> wrapped(b.kept()));
      @Nullable Tensor[] own = new @Nullable Tensor[g.length];
      for (int k = 0; k < own.length; k++) {
        Tensor arrived = g[k];
        own[k] = arrived == null ? null : level.wrap(arrived);
      }
      @Nullable Tensor[] found = of.backwardAll(inside, own);
      @Nullable Tensor[] out = new @Nullable Tensor[found.length];
      for (int i = 0; i < out.length; i++) {
        Tensor t = found[i];
        boolean every = t != null && (batch.has(i) || level.isBatched(t));
        out[i] = t == null || !every ? t : level.unwrap(t);
      }
      return out;
    });
  }

  // What was kept of the examples stands for all of them again. The engine adds up what arrives for
  // inputs that are the same for all examples.
  private @Nullable Tensor[] wrapped(@Nullable Tensor[] kept) {
    @Nullable Tensor[] own = kept.clone();
    for (int i = 0; i < own.length; i++) {
      Tensor t = kept[i];
      own[i] = t != null && mapped[i] ? level.wrap(t) : t;
    }
    return own;
  }
}
