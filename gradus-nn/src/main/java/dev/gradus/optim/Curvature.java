package dev.gradus.optim;

import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.PointwiseUpdate;
import dev.gradus.Tensor;
import java.util.ArrayList;
import java.util.List;

/// What [LBFGS] knows of the second derivative: how the gradient changed along its last steps.
final class Curvature {
  // The scale comes with the last addition, the sign with the first.
  private static final PointwiseUpdate ALONG =
      PointwiseUpdate.of("lbfgs_direction", x(1).fma(p(0), x(0)).mul(p(1)));
  private static final PointwiseUpdate AGAINST =
      PointwiseUpdate.of("lbfgs_direction", x(1).fma(p(0), x(0).neg()).mul(p(1)));

  private final List<Tensor> changes;
  private final List<Tensor> steps;
  private final List<Tensor> reciprocals;
  private double scale;

  private Curvature(
      List<Tensor> changes, List<Tensor> steps, List<Tensor> reciprocals, double scale) {
    this.changes = new ArrayList<>(changes);
    this.steps = new ArrayList<>(steps);
    this.reciprocals = new ArrayList<>(reciprocals);
    this.scale = scale;
  }

  /// What a state holds, under PyTorch's keys.
  static Curvature of(ParameterState memory) {
    return new Curvature(
        memory.tensors("old_dirs"),
        memory.tensors("old_stps"),
        memory.tensors("ro"),
        memory.number("H_diag", 1));
  }

  void storeIn(ParameterState memory) {
    memory.put("old_dirs", changes);
    memory.put("old_stps", steps);
    memory.put("ro", reciprocals);
    memory.putPlain("H_diag", scale);
  }

  /// The negative gradient through the inverse curvature, after the last step has been learnt.
  Tensor nextDirection(ParameterState memory, Tensor gradient, int most) {
    Tensor last = memory.find("d");
    Tensor before = memory.find("prev_flat_grad");
    if (last == null || before == null) {
      return gradient.neg();
    }
    learn(gradient.sub(before), last.mul(memory.number("t", 1)), most);
    return solve(gradient);
  }

  private void learn(Tensor change, Tensor step, int most) {
    Tensor along = change.dot(step);
    // A step along which the gradient hardly grew says nothing about a minimum.
    if (along.item() <= 1e-10) {
      return;
    }
    if (changes.size() == most) {
      changes.removeFirst();
      steps.removeFirst();
      reciprocals.removeFirst();
    }
    changes.add(change);
    steps.add(step);
    reciprocals.add(along.reciprocal());
    scale = along.item() / change.dot(change).item();
  }

  // The two loops over the history, backward and forward, in one buffer.
  private Tensor solve(Tensor gradient) {
    int n = changes.size();
    if (n == 0) {
      return gradient.mul(-scale);
    }
    double[] weights = new double[n];
    weights[n - 1] = -steps.get(n - 1).dot(gradient).mul(reciprocals.get(n - 1)).item();
    Tensor[] first = {gradient, changes.get(n - 1)};
    Tensor d = AGAINST.compute(first, -weights[n - 1], n == 1 ? scale : 1)[0];
    for (int i = n - 2; i >= 0; i--) {
      weights[i] = steps.get(i).dot(d).mul(reciprocals.get(i)).item();
      ALONG.apply(new Tensor[] {d, changes.get(i)}, -weights[i], i == 0 ? scale : 1);
    }
    for (int i = 0; i < n; i++) {
      double back = changes.get(i).dot(d).mul(reciprocals.get(i)).item();
      d.add_(steps.get(i), weights[i] - back);
    }
    return d;
  }
}
