package dev.gradus.nn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.EmbeddingBagOptions;
import dev.gradus.EmbeddingOptions;
import dev.gradus.FractionalPoolOptions;
import dev.gradus.Gradus;
import dev.gradus.MultiMarginOptions;
import dev.gradus.error.GradusException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Options that PyTorch refuses are refused in its words.
class RefusedOptionsTest {
  private static void refused(ThrowingCallable call, String sentence) {
    assertThatThrownBy(call).isInstanceOf(GradusException.class).hasMessageStartingWith(sentence);
  }

  @Test
  void recurrent() {
    refused(
        () -> new LSTM(3, 4, RecurrentSettings.DEFAULT.withProjSize(4)),
        "proj_size has to be smaller than hidden_size");
    refused(
        () -> new LSTM(3, 4, RecurrentSettings.DEFAULT.withProjSize(-1)),
        "proj_size should be a positive integer or zero to disable projections");
    refused(
        () -> new LSTM(3, 4, RecurrentSettings.DEFAULT.withDropout(2)),
        "dropout should be a number in range [0, 1] representing the probability of an element being zeroed");
    refused(
        () -> new GRU(3, 4, RecurrentSettings.DEFAULT.withProjSize(2)),
        "proj_size argument is only supported for LSTM, not RNN or GRU");
    refused(
        () -> new RNN(3, 4, RecurrentSettings.DEFAULT.withProjSize(2)),
        "proj_size argument is only supported for LSTM, not RNN or GRU");
  }

  @Test
  void normalisations() {
    refused(() -> new GroupNorm(3, 4), "num_channels must be divisible by num_groups");
  }

  @Test
  void attention() {
    refused(() -> new MultiheadAttention(8, 3), "embed_dim must be divisible by num_heads");
  }

  @Test
  void convolutions() {
    refused(
        () -> new Conv1d(2, 4, 3, ConvSettings.DEFAULT.withPadding("other")),
        "Invalid padding string 'other', should be one of {'valid', 'same'}");
    refused(
        () -> new Conv1d(2, 4, 3, ConvSettings.stride(2).withPadding("same")),
        "padding='same' is not supported for strided convolutions");
    refused(
        () -> new Conv1d(3, 4, 3, ConvSettings.DEFAULT.withGroups(2)),
        "in_channels must be divisible by groups");
    refused(
        () -> new Conv1d(4, 3, 3, ConvSettings.DEFAULT.withGroups(2)),
        "out_channels must be divisible by groups");
    refused(
        () -> new Conv1d(4, 4, 3, ConvSettings.DEFAULT.withGroups(0)),
        "groups must be a positive integer");
    refused(
        () -> new Conv1d(4, 4, 3, ConvSettings.DEFAULT.withGroups(-1)),
        "groups must be a positive integer");
    refused(
        () -> new Conv2d(2, 3, 3, ConvSettings.DEFAULT.withPaddingMode(PaddingMode.of("bad"))),
        "padding_mode must be one of {'zeros', 'reflect', 'replicate', 'circular'}, but got padding_mode='bad'");
    refused(
        () -> new ConvTranspose2d(3, 4, 3, ConvTransposeSettings.DEFAULT.withGroups(2)),
        "in_channels must be divisible by groups");
  }

  @Test
  void poolings() {
    refused(
        () -> new FractionalMaxPool2d(FractionalPoolOptions.kernel(2)),
        "FractionalMaxPool2d requires specifying either an output size, or a pooling ratio");
    refused(
        () -> new FractionalMaxPool2d(FractionalPoolOptions.kernel(2).withOutputRatio(1.5)),
        "output_ratio must be between 0 and 1 (got 1.5)");
    refused(
        () ->
            new FractionalMaxPool2d(
                FractionalPoolOptions.kernel(2).withOutputRatio(0.5).withOutputSize(3)),
        "only one of output_size and output_ratio may be specified");
    refused(
        () ->
            new FractionalMaxPool3d(FractionalPoolOptions.kernel(2).withOutputRatio(0.5, 1.5, 0.5)),
        "output_ratio must be between 0 and 1 (got (0.5, 1.5, 0.5))");
  }

  @Test
  void losses() {
    refused(
        () -> new MultiMarginLoss(MultiMarginOptions.DEFAULT.withP(3)),
        "only p == 1 and p == 2 supported");
    refused(
        () -> new AdaptiveLogSoftmaxWithLoss(8, 10, 8, 4),
        "cutoffs should be a sequence of unique, positive integers sorted in an increasing order, where each value is between 1 and n_classes-1");
    refused(
        () -> new AdaptiveLogSoftmaxWithLoss(8, 10, 10),
        "cutoffs should be a sequence of unique, positive integers sorted in an increasing order, where each value is between 1 and n_classes-1");
  }

  @Test
  void tables() {
    refused(
        () -> new Embedding(4, 3, EmbeddingOptions.DEFAULT.withPaddingIdx(4)),
        "Padding_idx must be within num_embeddings");
    refused(
        () -> new Embedding(4, 3, EmbeddingOptions.DEFAULT.withPaddingIdx(-5)),
        "Padding_idx must be within num_embeddings");
    refused(
        () -> Embedding.fromPretrained(Gradus.ones(3)),
        "Embeddings parameter is expected to be 2-dimensional");
    refused(
        () -> new EmbeddingBag(4, 3, EmbeddingBagOptions.DEFAULT.withPaddingIdx(4)),
        "padding_idx must be within num_embeddings");
  }

  @Test
  void others() {
    refused(() -> new Dropout(1.5), "dropout probability has to be between 0 and 1, but got 1.5");
    refused(() -> new Dropout(-1), "dropout probability has to be between 0 and 1, but got -1.0");
    refused(
        () -> new AlphaDropout(2), "dropout probability has to be between 0 and 1, but got 2.0");
  }
}
