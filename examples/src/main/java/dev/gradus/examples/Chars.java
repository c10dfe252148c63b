package dev.gradus.examples;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.data.CharacterSequences;
import dev.gradus.data.DataLoader;
import dev.gradus.data.DataLoaderOptions;
import dev.gradus.data.Dataset;
import dev.gradus.data.Synthetic;
import dev.gradus.nn.AttentionMask;
import dev.gradus.nn.Embedding;
import dev.gradus.nn.Layer;
import dev.gradus.nn.Linear;
import dev.gradus.nn.TransformerEncoderLayer;
import dev.gradus.nn.TransformerSettings;
import dev.gradus.optim.AdamW;
import dev.gradus.train.Trainer;
import java.util.ArrayList;
import java.util.List;

/// A small transformer that learns to continue a text, character by character, and then writes
/// some.
final class Chars {
  private static final int CONTEXT = 32;
  private static final int WIDTH = 32;
  private static final int SAMPLE = 160;
  private static final double TEMPERATURE = 0.7;

  private Chars() {}

  static Outcome train(Run run) {
    CharacterSequences text = Synthetic.characters(6000, run.seed());
    CharacterSequences heldOut =
        new CharacterSequences(
            Synthetic.characters(1500, run.seed() + 1).text(), text.vocabulary());

    Gradus.manualSeed(run.seed());
    var net = new Model(text.vocabulary().length());
    var trainer = new Trainer(net, new AdamW(net.parameters(), 3e-3), Gradus::crossEntropy);
    var options = DataLoaderOptions.DEFAULT.withBatchSize(64).withShuffle(true).withDropLast(true);
    trainer.fit(DataLoader.of(text.windows(CONTEXT), options), run.epochsOr(8), run.progress());

    run.out().println("sample: " + sample(trainer, text).strip().replace("\n", "\n        "));
    Tensor[] windows = stacked(heldOut.windows(CONTEXT));
    return new Outcome(trainer.evaluate(windows[0], windows[1]), Double.NaN);
  }

  private static Tensor[] stacked(Dataset<List<Tensor>> windows) {
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> targets = new ArrayList<>();
    for (long i = 0; i < windows.size(); i += CONTEXT) {
      inputs.add(windows.get(i).get(0));
      targets.add(windows.get(i).get(1));
    }
    return new Tensor[] {Gradus.stack(inputs, 0), Gradus.stack(targets, 0)};
  }

  private static String sample(Trainer trainer, CharacterSequences text) {
    Tensor codes = text.codes().narrow(0, 0, CONTEXT);
    for (int k = 0; k < SAMPLE; k++) {
      Tensor context = codes.narrow(0, codes.size(0) - CONTEXT, CONTEXT).unsqueeze(0);
      Tensor logits = trainer.predict(context).select(2, CONTEXT - 1).squeeze(0);
      Tensor next = logits.div(TEMPERATURE).softmax(0).multinomial(1, false);
      codes = Gradus.cat(List.of(codes, next), 0);
    }
    return text.decode(codes.narrow(0, CONTEXT, SAMPLE));
  }

  /// Scores for the next character after each: (samples, characters of the vocabulary, places).
  private static final class Model extends Layer {
    private final Embedding characters;
    private final Embedding places = layer("places", new Embedding(CONTEXT, WIDTH));
    private final TransformerEncoderLayer first = layer("first", block());
    private final TransformerEncoderLayer second = layer("second", block());
    private final Linear head;

    Model(long vocabulary) {
      characters = layer("characters", new Embedding(vocabulary, WIDTH));
      head = layer("head", new Linear(WIDTH, vocabulary));
    }

    private static TransformerEncoderLayer block() {
      return new TransformerEncoderLayer(
          WIDTH,
          4,
          TransformerSettings.DEFAULT
              .withDimFeedforward(2 * WIDTH)
              .withDropout(0)
              .withActivation(Tensor::gelu)
              .withBatchFirst(true)
              .withNormFirst(true));
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor embedded = characters.call(x).add(places.call(Gradus.arange(x.size(1))));
      AttentionMask past = AttentionMask.causal(x.size(1));
      Tensor seen = second.withMask(first.withMask(embedded, past), past);
      return head.call(seen).transpose(1, 2);
    }
  }
}
