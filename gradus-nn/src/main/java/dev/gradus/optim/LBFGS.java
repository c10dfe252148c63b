package dev.gradus.optim;

import static dev.gradus.Gradus.cat;
import static dev.gradus.Gradus.enableGrad;
import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.zerosLike;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// A quasi-Newton method: the curvature is learnt from the last steps. **Source**:
/// torch.optim.LBFGS.
///
/// One step makes up to `maxIter` iterations, each of which evaluates the closure at least once, on
/// all parameters together; so it takes one group.
public final class LBFGS extends Optimizer<LBFGSOptions> {
  private final List<Tensor> parameters;

  /// An optimiser with PyTorch's defaults.
  public LBFGS(Iterable<Tensor> parameters) {
    this(parameters, LBFGSOptions.DEFAULT);
  }

  /// An optimiser with this learning rate.
  public LBFGS(Iterable<Tensor> parameters, double lr) {
    this(parameters, LBFGSOptions.DEFAULT.withLr(lr));
  }

  /// An optimiser with options.
  public LBFGS(Iterable<Tensor> parameters, LBFGSOptions options) {
    super(parameters, options);
    this.parameters = paramGroups().getFirst().parameters();
  }

  /// How often the closure was evaluated so far.
  public long evaluations() {
    return (long) memory().number("func_evals", 0);
  }

  /// How many iterations there were so far.
  public long iterations() {
    return (long) memory().number("n_iter", 0);
  }

  private ParameterState memory() {
    return state(parameters.getFirst());
  }

  /// Always refused: give a closure.
  @Override
  public void step() {
    throw new GradusUnsupportedException(
        "LBFGS: step() has to evaluate the loss several times; call step(closure) with a closure that zeroes gradients, calls backward() and returns the loss.");
  }

  @Override
  protected void update(Tensor parameter, Tensor gradient, ParameterState state, LBFGSOptions o) {
    throw new AssertionError("LBFGS steps all parameters together");
  }

  @Override
  public Tensor step(Supplier<Tensor> closure) {
    if (paramGroups().size() != 1) {
      throw new GradusArgumentException(
          "LBFGS doesn't support per-parameter options (parameter groups)\nLBFGS: it has "
              + paramGroups().size()
              + " groups; use one optimizer with one group.");
    }
    return withHooks(() -> noGrad(() -> minimize(closure)));
  }

  private Tensor minimize(Supplier<Tensor> closure) {
    LBFGSOptions o = paramGroups().getFirst().options();
    int mostEvaluations = o.maxEval() == null ? o.maxIter() * 5 / 4 : o.maxEval();
    ParameterState memory = memory();
    Curvature curvature = Curvature.of(memory);
    Tensor result = evaluate(closure);
    double loss = o.maximize() ? -result.item() : result.item();
    Tensor gradient = gradient();
    int evaluated = 1;
    boolean optimal = largest(gradient) <= o.toleranceGrad();
    for (int i = 1; i <= o.maxIter() && !optimal; i++) {
      Tensor d = curvature.nextDirection(memory, gradient, o.historySize());
      boolean first = countIteration(memory) == 1;
      double t = first ? Math.min(1, 1 / gradient.norm(1).item()) * o.lr() : o.lr();
      double before = loss;
      double slope = gradient.dot(d).item();
      memory.put("d", d);
      memory.putPlain("t", t);
      memory.put("prev_flat_grad", gradient);
      memory.putPlain("prev_loss", loss);
      if (slope > -o.toleranceChange()) {
        break;
      }
      if (o.lineSearchFn() == LBFGSOptions.LineSearch.STRONG_WOLFE) {
        List<Tensor> start = parameters.stream().map(Tensor::clone).toList();
        StrongWolfe search =
            new StrongWolfe(at -> valueAt(closure, start, at, d), d, mostEvaluations - evaluated);
        StrongWolfe.Point found = search.run(t, new StrongWolfe.Point(0, loss, gradient, slope));
        t = found.t();
        loss = found.loss();
        gradient = found.gradient();
        move(t, d);
        evaluated += search.evaluations();
      } else {
        move(t, d);
        if (i != o.maxIter()) {
          loss = lossOf(closure);
          gradient = gradient();
          evaluated++;
        }
      }
      memory.putPlain("t", t);
      optimal = largest(gradient) <= o.toleranceGrad();
      if (evaluated >= mostEvaluations
          || Math.abs(t) * largest(d) <= o.toleranceChange()
          || Math.abs(loss - before) < o.toleranceChange()) {
        break;
      }
    }
    curvature.storeIn(memory);
    return result;
  }

  private static long countIteration(ParameterState memory) {
    long count = (long) memory.number("n_iter", 0) + 1;
    memory.putPlain("n_iter", count);
    return count;
  }

  private Tensor evaluate(Supplier<Tensor> closure) {
    memory().putPlain("func_evals", evaluations() + 1);
    return enableGrad(closure);
  }

  private boolean maximizes() {
    return paramGroups().getFirst().options().maximize();
  }

  // What is to fall.
  private double lossOf(Supplier<Tensor> closure) {
    double loss = evaluate(closure).item();
    return maximizes() ? -loss : loss;
  }

  private StrongWolfe.Point valueAt(
      Supplier<Tensor> closure, List<Tensor> start, double t, Tensor d) {
    move(t, d);
    double loss = lossOf(closure);
    Tensor gradient = gradient();
    for (int i = 0; i < start.size(); i++) {
      parameters.get(i).copy_(start.get(i));
    }
    return new StrongWolfe.Point(t, loss, gradient, gradient.dot(d).item());
  }

  private void move(double t, Tensor d) {
    long at = 0;
    for (Tensor p : parameters) {
      Tensor real = real(p);
      long n = real.numel();
      real.add_(d.narrow(0, at, n).viewAs(real), t);
      at += n;
    }
  }

  private Tensor gradient() {
    List<Tensor> flat = new ArrayList<>();
    for (Tensor p : parameters) {
      Tensor g = p.lentGrad();
      flat.add(real(g == null ? zerosLike(p) : g).reshape(-1));
    }
    Tensor all = cat(flat, 0);
    return maximizes() ? all.neg_() : all;
  }
}
