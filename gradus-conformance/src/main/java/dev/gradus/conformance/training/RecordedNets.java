package dev.gradus.conformance.training;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.InexpressibleException;
import dev.gradus.nn.AttentionMask;
import dev.gradus.nn.BatchNorm2d;
import dev.gradus.nn.Conv2d;
import dev.gradus.nn.ConvSettings;
import dev.gradus.nn.Embedding;
import dev.gradus.nn.Flatten;
import dev.gradus.nn.LSTM;
import dev.gradus.nn.Layer;
import dev.gradus.nn.Linear;
import dev.gradus.nn.MaxPool2d;
import dev.gradus.nn.ReLU;
import dev.gradus.nn.RecurrentSettings;
import dev.gradus.nn.Sequential;
import dev.gradus.nn.Tanh;
import dev.gradus.nn.TransformerEncoderLayer;
import dev.gradus.nn.TransformerSettings;

/// The nets of the recorded runs, built as they were: their parameters come from the seed alone.
final class RecordedNets {
  private RecordedNets() {}

  /// The net of a run, from the first word of its name or the whole.
  static Layer create(String run) {
    if (run.equals("lm.transformer")) {
      return new Transformer();
    }
    if (run.equals("lm.lstm")) {
      return new Recurrent();
    }
    return switch (run.split("\\.", 2)[0]) {
      case "poly" -> new Linear(3, 1);
      case "spirals" ->
          new Sequential(
              new Linear(2, 16), new Tanh(), new Linear(16, 16), new ReLU(), new Linear(16, 3));
      case "cnn" ->
          new Sequential(
              new Conv2d(1, 4, 3, ConvSettings.padding(1)),
              new BatchNorm2d(4),
              new ReLU(),
              new MaxPool2d(2),
              new Conv2d(4, 6, 3),
              new ReLU(),
              new Flatten(),
              new Linear(24, 4));
      default -> throw new InexpressibleException("no net for the run " + run);
    };
  }

  /// Logits with the classes in the second dimension, as the cross entropy takes them.
  private static Tensor perClass(Tensor logits) {
    return logits.transpose(1, 2);
  }

  private static final class Transformer extends Layer {
    private final Embedding emb = layer("emb", new Embedding(11, 8));
    private final Tensor pos = parameter("pos", Gradus.randn(9, 8).mul(0.1));
    private final TransformerEncoderLayer block =
        layer(
            "block",
            new TransformerEncoderLayer(
                8,
                2,
                TransformerSettings.DEFAULT
                    .withDimFeedforward(16)
                    .withDropout(0)
                    .withActivation(Tensor::gelu)
                    .withBatchFirst(true)
                    .withNormFirst(true)));
    private final Linear head = layer("head", new Linear(8, 11));

    @Override
    public Tensor forward(Tensor x) {
      Tensor embedded = emb.call(x).add(pos);
      return perClass(head.call(block.withMask(embedded, AttentionMask.causal(x.size(1)))));
    }
  }

  private static final class Recurrent extends Layer {
    private final Embedding emb = layer("emb", new Embedding(11, 6));
    private final LSTM rnn =
        layer("rnn", new LSTM(6, 8, RecurrentSettings.DEFAULT.withBatchFirst(true)));
    private final Linear head = layer("head", new Linear(8, 11));

    @Override
    public Tensor forward(Tensor x) {
      return perClass(head.call(rnn.call(emb.call(x))));
    }
  }
}
