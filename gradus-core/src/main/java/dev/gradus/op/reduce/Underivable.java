package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusUnsupportedException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A function that PyTorch has no derivative for: its results keep their place in the graph, and a
/// backward that comes to it is refused. Cut off instead, they would count as constants silently.
///
/// @param name PyTorch's name
/// @param node the name of the node
/// @param sentence PyTorch's sentence on backward
/// @param outputs how many results it has
/// @param compute computes them from the inputs without history
public record Underivable(
    String name, String node, String sentence, int outputs, Function<Tensor[], Tensor[]> compute)
    implements Operation {
  /// A function whose derivative PyTorch lists as not implemented.
  public static Underivable listed(String name, int outputs, Function<Tensor[], Tensor[]> compute) {
    String sentence = "the derivative for '" + name + "' is not implemented.";
    return new Underivable(name, Operation.nodeName(name, 0), sentence, outputs, compute);
  }

  /// A function that PyTorch's list of derivatives does not mention.
  public static Underivable unlisted(
      String name, int outputs, Function<Tensor[], Tensor[]> compute) {
    String sentence = "derivative for aten::" + name + " is not implemented";
    return new Underivable(name, "torch::autograd::NotImplemented", sentence, outputs, compute);
  }

  /// The results; where an input requires grad, with the node.
  public Tensor[] of(Tensor... x) {
    boolean recorded = false;
    for (Tensor t : x) {
      recorded |= t.requiresGrad();
    }
    return recorded && Gradus.isGradEnabled() ? Call.runAll(this, x) : compute.apply(x);
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Tensor[] detached = new Tensor[x.length];
    for (int i = 0; i < x.length; i++) {
      detached[i] = x[i].detach();
    }
    return compute.apply(detached);
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of();
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    throw new GradusUnsupportedException(
        sentence + "\n" + name + ": detach() what goes into it, if it is meant as a constant.");
  }
}
