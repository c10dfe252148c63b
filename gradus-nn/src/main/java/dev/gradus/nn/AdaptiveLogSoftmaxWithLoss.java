package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The log-probabilities of very many classes, of which rare ones stand in clusters with smaller
/// projections: [#withLoss] gives those of the targets and their mean loss, `loss.call(input,
/// target)` the former.
///
/// **Shape**: input (n, features) and target (n), or (features) and (). **Source**:
/// torch.nn.AdaptiveLogSoftmaxWithLoss; Grave et al. 2017.
public final class AdaptiveLogSoftmaxWithLoss extends Layer {
  private final long classes;
  private final long[] cutoffs;
  private final Linear head;
  private final ModuleList tail;

  /// The log-probability of every target, and the mean of the negative ones.
  public record OutputAndLoss(Tensor output, Tensor loss) {}

  /// Creates it with projections that get four times smaller from cluster to cluster.
  public AdaptiveLogSoftmaxWithLoss(long features, long classes, long... cutoffs) {
    this(features, classes, cutoffs, 4, false);
  }

  /// Creates it.
  ///
  /// @param cutoffs where clusters begin, rising, between 1 and classes − 1
  /// @param divValue by how much projections get smaller from cluster to cluster
  /// @param headBias whether the first projection has a bias
  public AdaptiveLogSoftmaxWithLoss(
      long features, long classes, long[] cutoffs, double divValue, boolean headBias) {
    check(classes, cutoffs);
    this.classes = classes;
    this.cutoffs = Arrays.copyOf(cutoffs, cutoffs.length + 1);
    this.cutoffs[cutoffs.length] = classes;
    int clusters = cutoffs.length;
    this.head = layer("head", new Linear(features, cutoffs[0] + clusters, headBias));
    this.tail = layer("tail", new ModuleList());
    for (int i = 0; i < clusters; i++) {
      long between = (long) Math.floor(features / Math.pow(divValue, i + 1));
      tail.append(
          new Sequential(
              new Linear(features, between, false),
              new Linear(between, this.cutoffs[i + 1] - this.cutoffs[i], false)));
    }
  }

  private static void check(long classes, long[] cutoffs) {
    if (cutoffs.length == 0) {
      throw new GradusArgumentException("cutoffs should be a sequence of length larger than 0");
    }
    long before = 0;
    for (long cutoff : cutoffs) {
      if (cutoff <= before || cutoff > classes - 1) {
        throw new GradusArgumentException(
            "cutoffs should be a sequence of unique, positive integers sorted in an increasing"
                + " order, where each value is between 1 and n_classes-1");
      }
      before = cutoff;
    }
  }

  /// Draws the parameters anew.
  public void resetParameters() {
    head.resetParameters();
    tail.apply(l -> {
      if (l instanceof Linear linear) {
        linear.resetParameters();
      }
    });
  }

  @Override
  public Tensor forward(Tensor... x) {
    Inputs.require(this, x, "input", "target");
    return computed(x[0], x[1]).output();
  }

  /// The log-probabilities of the targets, and their mean loss.
  public OutputAndLoss withLoss(Tensor input, Tensor target) {
    Tensor[] y =
        run(
            in -> {
              OutputAndLoss r = computed(in[0], in[1]);
              return new Tensor[] {r.output, r.loss};
            },
            input,
            target);
    return new OutputAndLoss(y[0], y[1]);
  }

  private OutputAndLoss computed(Tensor input, Tensor target) {
    checkShapes(input, target);
    if (target.dim() == 0) {
      OutputAndLoss one = batch(input.unsqueeze(0), target.unsqueeze(0));
      return new OutputAndLoss(one.output.squeeze(0), one.loss);
    }
    return batch(input, target);
  }

  private static void checkShapes(Tensor input, Tensor target) {
    if (target.dim() > 1) {
      throw new GradusArgumentException(
          "0D or 1D target tensor expected, multi-target not supported");
    }
    if (input.dim() != target.dim() + 1) {
      throw new GradusArgumentException(
          "%dD target tensor expects %dD input tensors, but found inputs with size %s"
              .formatted(target.dim(), target.dim() + 1, input.sizeText()));
    }
    if (target.dim() == 1 && input.size(0) != target.size(0)) {
      throw new GradusArgumentException(
          "Input and target should have the same size in the batch dimension.");
    }
  }

  private OutputAndLoss batch(Tensor input, Tensor target) {
    Tensor inHead = target.clone();
    Tensor output = Gradus.zeros(input.dtype(), target.size(0));
    long used = 0;
    for (int i = 0; i < cutoffs.length; i++) {
      long low = i == 0 ? 0 : cutoffs[i - 1];
      Tensor mine = target.ge(low).logicalAnd(target.lt(cutoffs[i]));
      Tensor rows = mine.nonzero().squeeze(1);
      used += rows.numel();
      if (rows.numel() == 0 || i == 0) {
        continue;
      }
      Tensor places = target.indexSelect(0, rows).sub(low).unsqueeze(1);
      Tensor scores = tail.get(i - 1).call(input.indexSelect(0, rows)).logSoftmax(1);
      inHead.indexFill_(0, rows, cutoffs[0] + i - 1);
      output = output.indexCopy(0, rows, scores.gather(1, places).squeeze(1));
    }
    if (used != target.size(0)) {
      throw new GradusArgumentException(
          "Target values should be in [0, %d], but values in range [%d, %d] were found. "
              .formatted(classes - 1, target.min().itemLong(), target.max().itemLong()));
    }
    Tensor heads = head.call(input).logSoftmax(1);
    Tensor all = output.add(heads.gather(1, inHead.unsqueeze(1)).squeeze(1));
    return new OutputAndLoss(all, all.neg().mean());
  }

  /// The log-probabilities of all classes. **Shape**: (n, features) to (n, classes).
  public Tensor logProb(Tensor input) {
    Tensor heads = head.call(input).logSoftmax(1);
    List<Tensor> all = new ArrayList<>();
    all.add(heads.narrow(1, 0, cutoffs[0]));
    for (int i = 0; i < tail.size(); i++) {
      Tensor cluster = tail.get(i).call(input).logSoftmax(1);
      all.add(cluster.add(heads.narrow(1, cutoffs[0] + i, 1)));
    }
    return Gradus.cat(all, 1);
  }

  /// The most probable class of each sample. **Shape**: (n, features) to (n).
  public Tensor predict(Tensor input) {
    return logProb(input).argmax(1);
  }
}
