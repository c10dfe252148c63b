package dev.gradus.autograd;

import dev.gradus.GradientEdge;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Handle;
import dev.gradus.graph.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Hooks on the gradients of several tensors.
///
/// **Source**: torch.autograd.graph.register\_multi\_grad\_hook.
public final class GradHooks {
  private GradHooks() {}

  /// Calls a function once per backward pass, when the last gradient that the pass computes for
  /// these tensors is there. Entries of tensors outside the pass are null. If the pass computes
  /// none, the function is not called.
  ///
  /// **Errors**: a tensor that does not require grad.
  public static Handle onAll(List<Tensor> tensors, Consumer<List<@Nullable Tensor>> hook) {
    return new All(List.copyOf(tensors), hook).register();
  }

  /// Calls a function once per backward pass, with the first gradient that is computed for any of
  /// these tensors.
  ///
  /// **Errors**: a tensor that does not require grad.
  public static Handle onAny(List<Tensor> tensors, Consumer<Tensor> hook) {
    Map<Run<Tensor>, Boolean> called = new WeakHashMap<>();
    List<Handle> handles = new ArrayList<>();
    for (Tensor t : tensors) {
      handles.add(
          t.registerHook(g -> {
            boolean first;
            synchronized (called) {
              first = called.putIfAbsent(run(), true) == null;
            }
            if (first) {
              hook.accept(g);
            }
            return null;
          }));
    }
    return all(handles);
  }

  private static Run<Tensor> run() {
    Run<Tensor> run = Gradus.currentBackward();
    if (run == null) {
      throw new GradusStateException("expected this hook to be called inside a backward call");
    }
    return run;
  }

  private static Handle all(List<Handle> handles) {
    return () -> handles.forEach(Handle::close);
  }

  /// The hook that waits for all gradients.
  private static final class All {
    private final List<Tensor> tensors;
    private final Consumer<List<@Nullable Tensor>> hook;
    private final Map<Run<Tensor>, Pending> pending = new WeakHashMap<>();

    /// What has arrived in one pass.
    private static final class Pending {
      final @Nullable Tensor[] found;
      int waiting;

      Pending(int count) {
        found = new Tensor[count];
      }
    }

    All(List<Tensor> tensors, Consumer<List<@Nullable Tensor>> hook) {
      this.tensors = tensors;
      this.hook = hook;
    }

    Handle register() {
      List<GradientEdge> edges = new ArrayList<>();
      for (Tensor t : tensors) {
        edges.add(Gradus.getGradientEdge(t));
      }
      List<Handle> handles = new ArrayList<>();
      for (int i = 0; i < tensors.size(); i++) {
        int place = i;
        handles.add(
            tensors
                .get(i)
                .registerHook(g -> {
                  arrived(edges, place, g);
                  return null;
                }));
      }
      return all(handles);
    }

    private void arrived(List<GradientEdge> edges, int place, Tensor g) {
      Run<Tensor> run = run();
      @Nullable Tensor[] complete = null;
      synchronized (pending) {
        Pending p = pending.computeIfAbsent(run, r -> begin(r, edges));
        p.found[place] = g;
        if (--p.waiting == 0) {
          complete = p.found;
          pending.remove(run);
        }
      }
      if (complete != null) {
        hook.accept(Arrays.asList(complete));
      }
    }

    private static Pending begin(Run<Tensor> run, List<GradientEdge> edges) {
      Pending p = new Pending(edges.size());
      for (GradientEdge e : edges) {
        p.waiting += run.reaches(e.node()) ? 1 : 0;
      }
      return p;
    }
  }
}
