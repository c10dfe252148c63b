package dev.gradus.examples;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.nn.AttentionMask;
import dev.gradus.nn.Embedding;
import dev.gradus.nn.Layer;
import dev.gradus.nn.Linear;
import dev.gradus.nn.TransformerEncoderLayer;
import dev.gradus.nn.TransformerSettings;

/// Scores for the next character after each, from what came before it: (samples, places) to
/// (samples, characters of the vocabulary, places).
final class CharTransformer extends Layer {
  private static final int HEADS = 4;

  private final Embedding characters;
  private final Embedding places;
  private final TransformerEncoderLayer first;
  private final TransformerEncoderLayer second;
  private final Linear head;

  CharTransformer(long vocabulary, int context, int width) {
    characters = layer("characters", new Embedding(vocabulary, width));
    places = layer("places", new Embedding(context, width));
    first = layer("first", block(width));
    second = layer("second", block(width));
    head = layer("head", new Linear(width, vocabulary));
  }

  private static TransformerEncoderLayer block(int width) {
    return new TransformerEncoderLayer(
        width,
        HEADS,
        TransformerSettings.DEFAULT
            .withDimFeedforward(2L * width)
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
