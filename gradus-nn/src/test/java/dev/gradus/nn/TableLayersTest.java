package dev.gradus.nn;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.randn;
import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.CrossEntropyOptions;
import dev.gradus.EmbeddingBagOptions;
import dev.gradus.EmbeddingOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Tables, losses with weights, and what is left out by chance.
class TableLayersTest {
  @Test
  void thePaddingRowIsZeroAndStaysSo() {
    Embedding table = new Embedding(4, 3, EmbeddingOptions.DEFAULT.withPaddingIdx(-2));
    Tensor y = table.call(tensor(new long[][] {{1, 2}, {2, 3}}));
    y.sum().backward();

    assertThat(y.shape()).containsExactly(2, 2, 3);
    assertThat(y.detach().get(0, 1).toDoubleArray()).containsOnly(0);
    Tensor g = Layer.there(table.weight().grad());
    assertThat(g.get(2).toDoubleArray()).containsOnly(0);
    assertThat(g.get(1).toDoubleArray()).containsOnly(1);
  }

  @Test
  void pretrainedTablesAreFrozen() {
    Tensor vectors = randn(5, 2);

    assertThat(Embedding.fromPretrained(vectors).weight().requiresGrad()).isFalse();
    assertThat(
            Embedding.fromPretrained(vectors, false, EmbeddingOptions.DEFAULT)
                .weight()
                .requiresGrad())
        .isTrue();
    assertThat(Embedding.fromPretrained(vectors)).hasToString("Embedding(5, 2)");
    assertThatThrownBy(() -> Embedding.fromPretrained(randn(3)))
        .hasMessage("Embeddings parameter is expected to be 2-dimensional");
    assertThatThrownBy(() -> new Embedding(4, 3, EmbeddingOptions.DEFAULT.withPaddingIdx(4)))
        .hasMessage("Padding_idx must be within num_embeddings");
  }

  @Test
  void bagsOfOtherSizesAndWithWeights() {
    EmbeddingBag bag =
        new EmbeddingBag(6, 2, EmbeddingBagOptions.DEFAULT.withMode(EmbeddingBagOptions.Mode.SUM));
    Tensor numbers = tensor(new long[] {0, 1, 2, 5});
    Tensor offsets = tensor(new long[] {0, 3});
    Tensor w = bag.weight().detach();
    Tensor y = bag.call(numbers, offsets);

    assertThat(y.get(0).allclose(w.narrow(0, 0, 3).sum(new int[] {0}, false))).isTrue();
    assertThat(y.get(1).allclose(w.get(5))).isTrue();
    Tensor weighed = bag.withWeights(numbers, offsets, ones(4).mul(2));
    assertThat(weighed.allclose(y.mul(2))).isTrue();
  }

  @Test
  void weightsOfClassesAreABuffer() {
    Tensor weights = tensor(new float[] {1, 3});
    CrossEntropyLoss loss = new CrossEntropyLoss(CrossEntropyOptions.DEFAULT.withWeight(weights));

    assertThat(loss.stateDict()).containsOnlyKeys("weight");
    loss.to(float64);
    Tensor x = randn(float64, 4, 2);
    Tensor classes = tensor(new long[] {0, 1, 1, 0});
    Tensor expected =
        Gradus.crossEntropy(
            x, classes, CrossEntropyOptions.DEFAULT.withWeight(weights.to(float64)));
    assertThat(loss.call(x, classes).item()).isEqualTo(expected.item());
    assertThat(new BCELoss().stateDict()).isEmpty();
  }

  @Test
  void theAdaptiveSoftmaxIsADistribution() {
    AdaptiveLogSoftmaxWithLoss softmax = new AdaptiveLogSoftmaxWithLoss(6, 10, 3, 6);
    softmax.to(float64);
    Tensor x = randn(float64, 5, 6);
    Tensor classes = tensor(new long[] {0, 4, 9, 2, 7});
    AdaptiveLogSoftmaxWithLoss.OutputAndLoss r = softmax.withLoss(x, classes);
    Tensor all = softmax.logProb(x);

    assertThat(all.exp().sum(new int[] {1}, false).allclose(ones(float64, 5))).isTrue();
    assertThat(all.gather(1, classes.unsqueeze(1)).squeeze(1).allclose(r.output())).isTrue();
    assertThat(r.loss().allclose(r.output().neg().mean())).isTrue();
    assertThat(softmax.call(x.get(2), classes.get(2)).allclose(r.output().get(2))).isTrue();
    assertThat(softmax.predict(x).equal(all.argmax(1))).isTrue();
    r.loss().backward();
    assertThat(softmax.parameters()).noneMatch(p -> p.grad() == null);
    assertThatThrownBy(() -> softmax.withLoss(x, tensor(new long[] {0, 4, 10, 2, 7})))
        .hasMessage("Target values should be in [0, 9], but values in range [0, 10] were found. ");
    assertThatThrownBy(() -> new AdaptiveLogSoftmaxWithLoss(6, 10, 6, 3))
        .hasMessageStartingWith("cutoffs should be a sequence of unique, positive integers");
  }

  @Test
  void dropoutIsForTrainingAlone() {
    Dropout dropout = new Dropout(0.5);
    Tensor x = ones(1000);
    double share = dropout.call(x).eq(0L).to(float64).mean().item();

    assertThat(share).isBetween(0.4, 0.6);
    dropout.eval();
    assertThat(dropout.call(x)).isSameAs(x);
    assertThatThrownBy(() -> new Dropout(1.5))
        .hasMessage("dropout probability has to be between 0 and 1, but got 1.5");
  }

  @Test
  void aSoftmaxWithoutADimensionTakesPyTorchsOne() {
    for (int dims = 1; dims < 5; dims++) {
      long[] sizes = new long[dims];
      Arrays.fill(sizes, 2);
      Tensor x = randn(sizes);
      int dim = dims == 2 || dims == 4 ? 1 : 0;

      assertThat(new Softmax().call(x).equal(x.softmax(dim))).isTrue();
      assertThat(new Softmin().call(x).equal(x.neg().softmax(dim))).isTrue();
      assertThat(new LogSoftmax().call(x).equal(x.logSoftmax(dim))).isTrue();
    }
  }

  @Test
  void aModuleListChanges() {
    ModuleList list = new ModuleList(new ReLU(), new Tanh());
    list.insert(1, new Linear(1, 1));
    assertThat(list.get(1)).isInstanceOf(Linear.class);
    assertThat(list.stateDict()).containsOnlyKeys("1.weight", "1.bias");
    assertThat(list.remove(0)).isInstanceOf(ReLU.class);
    assertThat(list.stateDict()).containsOnlyKeys("0.weight", "0.bias");
    list.set(-1, new ReLU(true));
    assertThat(list.size()).isEqualTo(2);
    assertThat(list).last().hasToString("ReLU(inplace=True)");
    assertThatThrownBy(() -> list.get(2)).hasMessageStartingWith("index 2 is out of range");
    ModuleDict dict = new ModuleDict().put("a", new ReLU());
    assertThat(dict.contains("a")).isTrue();
    assertThatThrownBy(() -> dict.at("b")).hasMessageContaining("no such name");
    dict.remove("a");
    assertThat(dict.size()).isZero();
  }
}
