package dev.gradus.bench.work;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.bench.Goal;
import dev.gradus.bench.Limit;
import dev.gradus.bench.Line;
import dev.gradus.bench.Workload;
import dev.gradus.nn.LSTM;
import dev.gradus.nn.Layer;
import dev.gradus.nn.TransformerEncoderLayer;
import dev.gradus.nn.TransformerSettings;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.TransformerEncoderLayerImpl;
import org.bytedeco.pytorch.TransformerEncoderLayerOptions;

/// Layers over sequences, forward and backward. The loss is the sum of the result weighed by fixed
/// numbers, since a plain sum of normalised rows has no gradient.
final class Sequences {
  private static final int BATCH = 16;

  private Sequences() {}

  static List<Line> lines() {
    return List.of(transformer(), lstm());
  }

  private static Line transformer() {
    int steps = 64;
    int width = 128;
    int heads = 4;
    int hidden = 512;
    double tokens = (double) BATCH * steps;
    double weights = 4.0 * width * width + 2.0 * width * hidden;
    double attention = 2.0 * steps * width;
    return Line.of(
        "transformer layer d=128 h=4 ff=512, 16×64 tokens, forward and backward",
        Limit.flops(2 * tokens * 3 * (weights + attention) - 2 * tokens * 3 * width * width),
        Goal.ratio(1.5),
        () -> {
          var settings = TransformerSettings.DEFAULT.withDimFeedforward(hidden).withDropout(0);
          var layer = new TransformerEncoderLayer(width, heads, settings);
          return new Pass(layer, layer::call, Data.tensor(1, steps, BATCH, width), width);
        },
        () -> {
          var options = new TransformerEncoderLayerOptions(width, heads);
          options.dim_feedforward().put(hidden);
          options.dropout().put(0);
          var layer = new TransformerEncoderLayerImpl(options);
          return new PeerPass(layer, layer::forward, Torch.tensor(1, steps, BATCH, width), width);
        });
  }

  private static Line lstm() {
    int steps = 32;
    int in = 64;
    int hidden = 128;
    double cells = (double) BATCH * steps;
    return Line.of(
        "LSTM 64→128, 16×32 steps, forward and backward",
        Limit.flops(2 * cells * 4 * hidden * (2.0 * in + 3.0 * hidden)),
        Goal.ratio(1.5),
        () -> {
          var layer = new LSTM(in, hidden);
          return new Pass(layer, layer::call, Data.tensor(1, steps, BATCH, in), hidden);
        },
        () -> {
          var layer = new LSTMImpl(in, hidden);
          return new PeerPass(
              layer, x -> layer.forward(x).get0(), Torch.tensor(1, steps, BATCH, in), hidden);
        });
  }

  private static final class Pass implements Workload {
    private final Layer layer;
    private final UnaryOperator<Tensor> forward;
    private final Tensor x;
    private final Tensor weights;

    Pass(Layer layer, UnaryOperator<Tensor> forward, Tensor x, int width) {
      Weights.fill(layer.parameters());
      this.layer = layer;
      this.forward = forward;
      this.x = x;
      this.weights = Data.tensor(2, x.size(0), x.size(1), width);
    }

    @Override
    public Object run() {
      try (var _ = Gradus.scope()) {
        layer.zeroGrad();
        Tensor loss = forward.apply(x).mul(weights).sum();
        loss.backward();
        return loss;
      }
    }

    @Override
    public float[] numbers() {
      run();
      List<Tensor> gradients =
          layer.parameters().stream().map(p -> Objects.requireNonNull(p.grad()).flatten()).toList();
      return Gradus.cat(gradients, 0).toFloatArray();
    }
  }

  private static final class PeerPass implements Workload {
    private final Module layer;
    private final UnaryOperator<org.bytedeco.pytorch.Tensor> forward;
    private final org.bytedeco.pytorch.Tensor x;
    private final org.bytedeco.pytorch.Tensor weights;

    PeerPass(
        Module layer,
        UnaryOperator<org.bytedeco.pytorch.Tensor> forward,
        org.bytedeco.pytorch.Tensor x,
        int width) {
      Weights.fill(layer.parameters());
      this.layer = layer;
      this.forward = forward;
      this.x = x;
      this.weights = Torch.tensor(2, x.size(0), x.size(1), width);
    }

    @Override
    public Object run() {
      try (PointerScope _ = new PointerScope()) {
        layer.zero_grad(true);
        var loss = forward.apply(x).mul(weights).sum();
        loss.backward();
        return loss;
      }
    }

    @Override
    public float[] numbers() {
      run();
      TensorVector parameters = layer.parameters();
      TensorVector gradients = new TensorVector();
      for (int k = 0; k < parameters.size(); k++) {
        gradients.push_back(parameters.get(k).grad().flatten());
      }
      return Torch.floats(org.bytedeco.pytorch.global.torch.cat(gradients, 0));
    }
  }
}
