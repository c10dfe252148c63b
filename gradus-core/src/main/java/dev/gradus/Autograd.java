package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Edge;
import dev.gradus.graph.Engine;
import dev.gradus.graph.Targets;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `backward` and `grad`: what they check, and how they start the engine.
final class Autograd {
  private static final Engine<Tensor> ENGINE = new Engine<>(TensorSpace.INSTANCE);

  private Autograd() {}

  static void backward(
      List<? extends GraphPoint> roots,
      @Nullable List<? extends @Nullable Tensor> gradients,
      BackwardOptions options) {
    if (ThreadState.current().innermostFunction() != null) {
      throw new GradusStateException(
          "backward() called inside a functorch transform. This is not supported, please use functorch.grad or functorch.vjp instead or call backward() outside of functorch transforms.");
    }
    if (options.inputs() != null && options.inputs().isEmpty()) {
      throw new GradusArgumentException("`inputs` argument to `backward()` cannot be empty.");
    }
    List<Tensor> seeds = seeds(roots, gradients, false);
    List<Edge<Tensor>> edges = edges(roots);
    Targets<Tensor> targets =
        options.inputs() == null ? Targets.all() : Targets.run(accumulating(options.inputs()));
    if (options.createGraph()) {
      Warnings.once(
          "Using backward() with create_graph=True will create a reference cycle between the parameter and its gradient which can cause a memory leak. "
              + "We recommend using autograd.grad when creating the graph to avoid this. "
              + "If you have to use this function, make sure to reset the .grad fields of your parameters to None after use to break the cycle and avoid the leak."
              + "\n(On the JVM the collector frees such cycles; the gradients still keep their graph alive until they are cleared.)");
    }
    run(edges, seeds, targets, options.keepsGraph(), options.createGraph());
  }

  private static List<Edge<Tensor>> accumulating(List<? extends GraphPoint> inputs) {
    List<Edge<Tensor>> edges = places(inputs);
    for (GraphPoint p : inputs) {
      if (p instanceof Tensor t) {
        t.retainGrad();
      }
    }
    return edges;
  }

  static @Nullable Tensor[] grad(
      List<? extends GraphPoint> outputs,
      List<? extends GraphPoint> inputs,
      @Nullable List<? extends @Nullable Tensor> gradients,
      GradOptions options) {
    if (inputs.isEmpty()) {
      throw new GradusArgumentException("`inputs` argument to `grad()` cannot be empty.");
    }
    if (options.materializeGrads() && Boolean.FALSE.equals(options.allowUnused())) {
      throw new GradusArgumentException(
          "Expected allow_unused to be True or not passed when materialize_grads=True, but got: allow_unused=False.");
    }
    if (options.isGradsBatched()) {
      return Batched.grad(outputs, inputs, gradients, options);
    }
    List<Tensor> seeds = seeds(outputs, gradients, false);
    List<Edge<Tensor>> roots = edges(outputs);
    List<Edge<Tensor>> wanted = places(inputs);
    Targets<Tensor> targets =
        options.unusedAllowed()
            ? Targets.capture(wanted)
            : Targets.capture(wanted, Autograd::refuseUnused);
    @Nullable Tensor[] found =
        run(roots, seeds, targets, options.keepsGraph(), options.createGraph());
    for (int i = 0; i < found.length; i++) {
      if (found[i] == null) {
        if (!options.unusedAllowed()) {
          refuseUnused(i);
        }
        if (options.materializeGrads()) {
          found[i] = zeros(inputs.get(i), options.createGraph());
        }
      }
    }
    return found;
  }

  private static Tensor zeros(GraphPoint input, boolean recorded) {
    if (!(input instanceof Tensor t)) {
      throw new GradusArgumentException(
          "materialize_grads cannot be used when the given input is a GradientEdge");
    }
    Tensor zeros = Gradus.zerosLike(t);
    if (recorded) {
      zeros.setLeafRequiresGrad(true);
    }
    return zeros;
  }

  private static void refuseUnused(int i) {
    throw new GradusStateException(
        "The differentiated Tensor at index "
            + i
            + " appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior."
            + "\ngrad: use GradOptions.DEFAULT.withAllowUnused(true) for null, or withMaterializeGrads(true) for zeros.");
  }

  // Where the gradients of tensors arrive; for one that nothing can lead to, a place of its own.
  private static List<Edge<Tensor>> places(List<? extends GraphPoint> inputs) {
    List<Edge<Tensor>> edges = new ArrayList<>(inputs.size());
    for (GraphPoint p : inputs) {
      edges.add(p instanceof GradientEdge e ? e.edge() : place((Tensor) p));
    }
    return edges;
  }

  private static Edge<Tensor> place(Tensor t) {
    if (!t.requiresGrad()) {
      throw new GradusStateException(
          "One of the differentiated Tensors does not require grad\ngrad: " + Lost.why(t));
    }
    Edge<Tensor> e = t.gradientEdge();
    return e == null ? new Edge<>(new AccumulateGrad(t), 0, t.leafMeta()) : e;
  }

  /// Runs a recorded scalar back to some edges; the result is recorded if asked for.
  static @Nullable Tensor[] capture(Tensor scalar, Targets<Tensor> targets, boolean createGraph) {
    return run(List.of(edge(scalar)), List.of(Gradus.onesLike(scalar)), targets, true, createGraph);
  }

  static @Nullable Tensor[] run(
      List<Edge<Tensor>> roots,
      List<Tensor> seeds,
      Targets<Tensor> targets,
      boolean keepGraph,
      boolean createGraph) {
    ThreadState s = ThreadState.current();
    boolean before = s.gradEnabled;
    boolean mode = s.gradMode();
    s.setGradMode(createGraph);
    // A function transform records at its own level, also in inference mode.
    s.gradEnabled |= createGraph && s.innermostFunction() != null;
    try {
      return Flight.backward(
          roots,
          createGraph,
          () -> DeepRuns.run(s, () -> ENGINE.run(roots, seeds, targets, keepGraph)));
    } finally {
      s.setGradMode(mode);
      s.gradEnabled = before;
    }
  }

  /// The edge of a tensor that requires grad.
  static Edge<Tensor> edge(Tensor t) {
    Edge<Tensor> e = t.gradientEdge();
    if (e == null) {
      throw new GradusStateException(
          "element 0 of tensors does not require grad and does not have a grad_fn");
    }
    return e;
  }

  private static List<Edge<Tensor>> edges(List<? extends GraphPoint> roots) {
    List<Edge<Tensor>> edges = new ArrayList<>(roots.size());
    for (int i = 0; i < roots.size(); i++) {
      edges.add(
          roots.get(i) instanceof GradientEdge e ? e.edge() : rootEdge(i, (Tensor) roots.get(i)));
    }
    return edges;
  }

  private static Edge<Tensor> rootEdge(int i, Tensor root) {
    Edge<Tensor> e = root.gradientEdge();
    if (e == null) {
      throw new GradusStateException(
          "element "
              + i
              + " of tensors does not require grad and does not have a grad_fn"
              + "\nbackward: "
              + Lost.why(root));
    }
    return e;
  }

  // --- The gradients to start from ---

  static List<Tensor> seeds(
      List<? extends GraphPoint> roots,
      @Nullable List<? extends @Nullable Tensor> gradients,
      boolean batched) {
    if (gradients != null && gradients.size() < roots.size()) {
      throw new GradusArgumentException(
          "got " + roots.size() + " tensors and " + gradients.size() + " gradients");
    }
    List<Tensor> seeds = new ArrayList<>(roots.size());
    for (int i = 0; i < roots.size(); i++) {
      GraphPoint root = roots.get(i);
      Tensor g = gradients == null ? null : gradients.get(i);
      if (g == null) {
        seeds.add(implicit(root));
      } else {
        checkSeed(i, root, g, batched);
        g.markShared();
        seeds.add(g);
      }
    }
    return seeds;
  }

  private static Tensor implicit(GraphPoint root) {
    if (root instanceof GradientEdge e) {
      checkImplicit(e.meta());
      return Gradus.ones(e.dtype(), e.shape());
    }
    Tensor t = (Tensor) root;
    if (t.requiresGrad()) {
      checkImplicit(t.meta());
    } // else the missing history is the better thing to complain about, and edges() does
    return Gradus.onesLike(t);
  }

  private static void checkImplicit(TensorMeta root) {
    if (Sizes.numel(root.sizes()) != 1) {
      throw new GradusArgumentException(
          "grad can be implicitly created only for scalar outputs"
              + "\nbackward: the tensor has shape "
              + Sizes.text(root.sizes())
              + ". Pass a gradient of that shape, or reduce it first, e.g. with sum().");
    }
    if (!root.dtype().isFloatingPoint()) {
      throw new GradusArgumentException(
          "grad can be implicitly created only for real scalar outputs but got " + root.dtype());
    }
  }

  private static void checkSeed(int i, GraphPoint place, Tensor g, boolean batched) {
    TensorMeta root = place instanceof GradientEdge e ? e.meta() : ((Tensor) place).meta();
    if (!batched && !Arrays.equals(root.sizes(), g.layout().sizes())) {
      throw new GradusArgumentException(
          "Mismatch in shape: grad_output["
              + i
              + "] has a shape of "
              + g.sizeText()
              + " and output["
              + i
              + "] has a shape of "
              + Sizes.torchSize(root.sizes())
              + ".");
    }
    if (root.dtype().isComplex() != g.dtype().isComplex()) {
      throw new GradusArgumentException(
          "For complex Tensors, both grad_output and output are required to have the same dtype. Mismatch in dtype: grad_output["
              + i
              + "] has a dtype of "
              + g.dtype()
              + " and output["
              + i
              + "] has a dtype of "
              + root.dtype()
              + ".");
    }
  }

  // --- Hooks ---

  static Tensor hooked(Function<Tensor, @Nullable Tensor> hook, Tensor g) {
    Tensor replaced = hook.apply(g);
    // The hook may have kept the tensor, so nobody may write into it.
    g.markShared();
    if (replaced == null) {
      return g;
    }
    checkHooked(g, replaced);
    replaced.markShared();
    return replaced;
  }

  /// Refuses a gradient in the place of another that it does not look like.
  static void checkHooked(Tensor g, Tensor replaced) {
    if (replaced.dtype() != g.dtype()) {
      throw new GradusArgumentException(
          "hook '<lambda>' has changed the type of value (was "
              + typeName(g.dtype())
              + " got "
              + typeName(replaced.dtype())
              + ")");
    }
    if (!replaced.layout().sameSizes(g.layout())) {
      throw new GradusArgumentException(
          "hook '<lambda>' has changed the size of value"
              + "\nThe gradient has shape "
              + Sizes.text(g.layout().sizes())
              + ", the hook returned "
              + Sizes.text(replaced.layout().sizes())
              + ".");
    }
  }

  private static String typeName(DType dtype) {
    return "torch." + dtype.scalarName() + "Tensor";
  }
}
