package dev.gradus.optim;

import dev.gradus.Tensor;
import java.util.ArrayList;
import java.util.List;

/// What [LBFGS] knows of the second derivative: how the gradient changed along its last steps.
final class Curvature {
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
    double[] weights = new double[n];
    Tensor d = gradient.neg();
    for (int i = n - 1; i >= 0; i--) {
      weights[i] = steps.get(i).dot(d).mul(reciprocals.get(i)).item();
      d.add_(changes.get(i), -weights[i]);
    }
    d.mul_(scale);
    for (int i = 0; i < n; i++) {
      double back = changes.get(i).dot(d).mul(reciprocals.get(i)).item();
      d.add_(steps.get(i), weights[i] - back);
    }
    return d;
  }
}
