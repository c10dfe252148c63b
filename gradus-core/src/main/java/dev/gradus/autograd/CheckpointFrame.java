package dev.gradus.autograd;

import dev.gradus.AutocastOptions;
import dev.gradus.Gradus;
import dev.gradus.Mode;
import dev.gradus.SavedTensorHooks;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.CheckpointException;
import dev.gradus.graph.Run;
import dev.gradus.shape.Sizes;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One call of a checkpointed function: what it saved is a number; the first time that one is read
/// in a backward pass, the function is run again and everything it saves is kept for that pass.
final class CheckpointFrame {
  private final TensorsFunction f;
  private final CheckpointOptions options;
  private final SavedInputs inputs;
  private final @Nullable Tensor rngState;
  private final CheckpointContexts contexts;
  private final AutocastOptions autocast = Gradus.autocastOptions();
  private final OperationLog first = new OperationLog();
  private final List<Seen> seen = new ArrayList<>();

  private List<Tensor> recomputed = List.of();
  private WeakReference<Object> within = new WeakReference<>(null);

  /// What is compared between the runs.
  private record Seen(long[] sizes, DType dtype) {
    static Seen of(Tensor x) {
      return new Seen(x.shape(), x.dtype());
    }

    boolean agrees(Seen other) {
      return dtype == other.dtype && Arrays.equals(sizes, other.sizes);
    }

    String text() {
      return "{'shape': " + Sizes.torchSize(sizes) + ", 'dtype': torch." + name() + "}";
    }

    private String name() {
      return dtype.toString().replace("torch.", "");
    }
  }

  /// Ends the second run once everything is there.
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    Enough() {
      super(null, null, false, false);
    }
  }

  CheckpointFrame(TensorsFunction f, CheckpointOptions options, Tensor[] x) {
    this.f = f;
    this.options = options;
    this.inputs = SavedInputs.of(x);
    this.contexts = options.contextFn().get();
    this.rngState = options.preserveRngState() ? Gradus.defaultGenerator().getState() : null;
  }

  private boolean completed;

  /// Runs the function, keeping numbers instead of tensors.
  Tensor[] firstRun(Tensor[] x) {
    try (Mode _ = Gradus.savedTensorsHooks(SavedTensorHooks.of(this::pack, this::unpack));
        Mode _ = contexts.forward();
        Mode _ = first.openIf(options.debug())) {
      Tensor[] y = f.apply(x);
      completed = true;
      return y;
    }
  }

  private Integer pack(Tensor x) {
    seen.add(Seen.of(x));
    return seen.size() - 1;
  }

  private Tensor unpack(Integer place) {
    GraphExecGroup group = CheckpointSettings.current().group();
    Run<Tensor> run = Gradus.currentBackward();
    Object now = group == null ? run : group;
    if (recomputed.isEmpty() || now == null || within.get() != now) {
      recompute();
      within = new WeakReference<>(now);
      if (group != null) {
        group.atEnd(this::forget);
      } else if (run != null) {
        run.afterwards(this::forget);
      }
    }
    return recomputed.get(place);
  }

  private void forget() {
    recomputed = List.of();
  }

  private void recompute() {
    List<Tensor> found = new ArrayList<>();
    OperationLog second = new OperationLog();
    SavedTensorHooks hooks = SavedTensorHooks.of(x -> kept(found, x), Tensor::detach);
    Tensor before = rngState == null ? null : Gradus.defaultGenerator().getState();
    if (rngState != null) {
      Gradus.defaultGenerator().setState(rngState);
    }
    try (Mode _ = Gradus.enableGrad();
        Mode _ = Gradus.autocast(autocast);
        Mode _ = Gradus.savedTensorsHooks(hooks);
        Mode _ = contexts.recompute();
        Mode _ = second.openIf(options.debug())) {
      f.apply(inputs.detached());
    } catch (Enough _) {
      // All that is needed is there.
    } finally {
      if (before != null) {
        Gradus.defaultGenerator().setState(before);
      }
    }
    check(found, options.debug() ? first.beside(second) : "");
    recomputed = found;
  }

  private Tensor kept(List<Tensor> found, Tensor x) {
    if (found.size() == seen.size() && !completed) {
      // A backward pass inside the function: what comes after it is not known yet.
      return x.detach();
    }
    if (found.size() == seen.size()) {
      throw new CheckpointException(
          "torch.utils.checkpoint: trying to save more tensors during recomputation than during the original forward pass."
              + "\ncheckpoint: the function must do the same each time; what it decides by must not change.");
    }
    Tensor own = x.detach();
    found.add(own);
    if (options.earlyStop() && found.size() == seen.size()) {
      throw new Enough();
    }
    return own;
  }

  private void check(List<Tensor> found, String operations) {
    if (found.size() != seen.size()) {
      throw new CheckpointException(
          "torch.utils.checkpoint: A different number of tensors was saved during the original forward and recomputation."
              + "\nNumber of tensors saved during forward: "
              + seen.size()
              + "\nNumber of tensors saved during recomputation: "
              + found.size()
              + "."
              + operations);
    }
    StringBuilder differences = new StringBuilder();
    for (int i = 0; options.determinismCheck() && i < seen.size(); i++) {
      Seen now = Seen.of(found.get(i));
      if (!now.agrees(seen.get(i))) {
        differences
            .append("\ntensor at position ")
            .append(i)
            .append(":\nsaved metadata: ")
            .append(seen.get(i).text())
            .append("\nrecomputed metadata: ")
            .append(now.text());
      }
    }
    if (!differences.isEmpty()) {
      throw new CheckpointException(
          "torch.utils.checkpoint: Recomputed values for the following tensors have different metadata than during the forward pass."
              + differences
              + operations);
    }
  }

  /// The inputs of the function, saved as any operation saves its inputs, so that a checkpoint
  /// around this one recomputes them too.
  private static final class SavedInputs implements AutogradFunction {
    private final boolean[] recorded;
    private @Nullable FunctionContext context;

    // While it lives, what was saved does.
    private final List<Tensor> anchors = new ArrayList<>(1);

    private SavedInputs(boolean[] recorded) {
      this.recorded = recorded;
    }

    static SavedInputs of(Tensor[] x) {
      boolean[] recorded = new boolean[x.length];
      for (int i = 0; i < x.length; i++) {
        recorded[i] = x[i].requiresGrad();
      }
      SavedInputs saved = new SavedInputs(recorded);
      Tensor[] all = Arrays.copyOf(x, x.length + 1);
      all[x.length] = Gradus.zeros(0).requiresGrad_();
      saved.anchors.add(Gradus.enableGrad(() -> saved.apply(all)));
      return saved;
    }

    @Override
    public Tensor[] forward(FunctionContext ctx, Tensor... x) {
      context = ctx;
      ctx.saveForBackward(Arrays.copyOf(x, x.length - 1));
      return new Tensor[] {Gradus.zeros(0)};
    }

    Tensor[] detached() {
      Tensor[] saved = Objects.requireNonNull(context).savedTensors();
      Tensor[] x = new Tensor[saved.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = saved[i].detach();
        if (recorded[i]) {
          x[i].requiresGrad_();
        }
      }
      return x;
    }
  }
}
