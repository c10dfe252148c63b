package dev.gradus.nn;

import static dev.gradus.Gradus.ones;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Names of layers, parameters and buffers in a tree, and what containers do with theirs.
class LayerTreeTest {
  private static void refused(ThrowingCallable call, String sentence) {
    assertThatThrownBy(call).hasMessageStartingWith(sentence + "\n");
  }

  @Test
  void namesThatAreNotThereAreRefusedAsInPyTorch() {
    Sequential net = new Sequential(new Linear(1, 1, false), new BatchNorm1d(1));

    refused(() -> net.getLayer("x.y"), "Sequential has no attribute `x`");
    refused(() -> net.getLayer("0."), "Linear has no attribute ``");
    refused(() -> net.getLayer("0.weight"), "`weight` is not an nn.Module");
    refused(() -> net.getParameter("0.x"), "Linear has no attribute `x`");
    refused(() -> net.getParameter("0"), "`0` is not an nn.Parameter");
    refused(() -> net.getParameter("0.bias"), "`bias` is not an nn.Parameter");
    refused(() -> net.getParameter("2.weight"), "Sequential has no attribute `2`");
    refused(() -> net.getBuffer("1.weight"), "`weight` is not a buffer");
    assertThat(net.getBuffer("1.running_mean").numel()).isEqualTo(1);
  }

  @Test
  void layersAreSetByName() {
    Sequential inner = new Sequential(new Tanh());
    Sequential net = new Sequential(inner, new Linear(1, 1));
    net.setLayer("0.0", new ReLU());
    net.setLayer("0.extra", new Tanh());

    assertThat(inner.get(0)).isInstanceOf(ReLU.class);
    assertThat(inner.call(ones(1).neg()).item()).isZero();
    assertThat(inner.size()).isEqualTo(2);
    net.setLayer("1", new Linear(2, 2), true);
    assertThat(net.getParameter("1.weight").numel()).isEqualTo(4);
    assertThatThrownBy(() -> net.setLayer("", inner))
        .hasMessage("Cannot set the submodule without a target name!");
    refused(() -> net.setLayer("5", inner, true), "Sequential has no attribute `5`");
    refused(() -> net.setLayer("5.x", inner), "Sequential has no attribute `5`");
    refused(() -> net.setLayer("1.weight", inner), "`weight` is not an nn.Module");
  }

  @Test
  void duplicatesHaveAllTheirNamesWhereTheyAreNotRemoved() {
    Linear shared = new Linear(1, 1);
    Sequential net = new Sequential(shared, new Sequential(shared));

    assertThat(net.namedLayers("net", true).keySet()).containsExactly("net", "net.0", "net.1");
    assertThat(net.namedLayers("", false).keySet()).containsExactly("", "0", "1", "1.0");
    assertThat(net.namedParameters("", true, false).keySet())
        .containsExactly("0.weight", "0.bias", "1.0.weight", "1.0.bias");
    assertThat(net.namedParameters("n", true, true).keySet())
        .containsExactly("n.0.weight", "n.0.bias");
    assertThat(net.namedBuffers("", true, false)).isEmpty();
  }

  @Test
  void sequencesAreAddedAndMultiplied() {
    Tanh tanh = new Tanh();
    Sequential one = new Sequential(tanh);

    assertThat(one.plus(new Sequential(new ReLU(), new ReLU())).size()).isEqualTo(3);
    assertThat(one.times(3).size()).isEqualTo(3);
    assertThat(one.times(3).get(2)).isSameAs(tanh);
    assertThatThrownBy(() -> one.times(0))
        .hasMessageStartingWith("Non-positive multiplication factor 0 for ");
    assertThat(new ModuleList(tanh).plus(one).size()).isEqualTo(2);
  }

  @Test
  void dictsOfLayers() {
    ModuleDict dict = new ModuleDict();
    dict.put("b", new Tanh()).put("a", new ReLU());

    assertThat(dict.keys()).containsExactly("b", "a");
    assertThat(dict.values()).extracting(Layer::name).containsExactly("Tanh", "ReLU");
    assertThat(dict.asMap()).containsOnlyKeys("b", "a");
    assertThatThrownBy(() -> dict.keys().remove("b"))
        .isInstanceOf(UnsupportedOperationException.class);
    dict.clear();
    assertThat(dict.size()).isZero();
  }

  @Test
  void listsAndDictsOfParameters() {
    ParameterList list = new ParameterList(ones(1)).extend(List.of(ones(2), ones(3)));
    assertThat(list.get(-1).numel()).isEqualTo(3);
    list.set(-1, ones(4));
    assertThat(list.namedParameters().keySet()).containsExactly("0", "1", "2");
    assertThat(list.get(2).numel()).isEqualTo(4);
    refused(() -> list.get(3), "index 3 is out of range");

    Map<String, Tensor> some = new LinkedHashMap<>();
    some.put("w", ones(1));
    some.put("v", ones(2));
    ParameterDict dict = new ParameterDict().update(some);
    assertThat(dict.keys()).containsExactly("w", "v");
    assertThat(dict.values()).hasSize(2).allMatch(Tensor::requiresGrad);
    assertThat(dict.setDefault("w", ones(9)).numel()).isEqualTo(1);
    assertThat(dict.setDefault("u", ones(9)).numel()).isEqualTo(9);
    assertThat(dict.remove("v").numel()).isEqualTo(2);
    refused(() -> dict.remove("v"), "'ParameterDict' object has no attribute 'v'");
    dict.clear();
    assertThat(dict.size()).isZero();
  }
}
