package dev.gradus.nn;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.randn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.MultiHeadOptions;
import dev.gradus.Tensor;
import dev.gradus.autograd.GradCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Gradients of layers by inputs and parameters alike, the latter through functional calls.
class LayerGradientsTest {
  private static void check(Layer layer, Function<Tensor, Tensor> call, long... inputSizes) {
    layer.to(float64).eval();
    List<String> names = List.copyOf(layer.namedParameters().keySet());
    List<Tensor> all = new ArrayList<>();
    all.add(randn(float64, inputSizes).requiresGrad_());
    names.forEach(name -> all.add(layer.getParameter(name).detach().clone().requiresGrad_()));
    assertThat(
            GradCheck.gradcheck(
                x -> {
                  Map<String, Tensor> values = new LinkedHashMap<>();
                  for (int i = 0; i < names.size(); i++) {
                    values.put(names.get(i), x[i + 1]);
                  }
                  return NnUtils.functionalCall(layer, values, () -> call.apply(x[0]));
                },
                all.toArray(Tensor[]::new)))
        .as(layer.name())
        .isTrue();
  }

  @Test
  void ofConvolutionsAndNormalisation() {
    Sequential net =
        new Sequential(
            new Conv2d(2, 2, 2, ConvSettings.padding(1).withPaddingMode(PaddingMode.REFLECT)),
            new BatchNorm2d(2),
            new SiLU(),
            new ConvTranspose2d(2, 1, 2, ConvTransposeSettings.stride(2)),
            new GroupNorm(1, 1));
    check(net, net::call, 1, 2, 2, 3);
  }

  @Test
  void ofRecurrentLayers() {
    LSTM lstm = new LSTM(2, 3, RecurrentSettings.DEFAULT.withProjSize(2).withBidirectional(true));
    check(lstm, x -> lstm.withState(x).last().cell(), 3, 2, 2);
    GRUCell cell = new GRUCell(2, 2);
    check(cell, x -> cell.call(x, x.mul(2)), 3, 2);
  }

  @Test
  void ofAttention() {
    MultiheadAttention attention =
        new MultiheadAttention(4, 2, AttentionSettings.DEFAULT.withAddBiasKv(true));
    check(
        attention,
        x ->
            Layer.there(
                attention.withWeights(x, x, x.mul(0.5), MultiHeadOptions.DEFAULT).weights()),
        2,
        1,
        4);
    TransformerEncoderLayer layer =
        new TransformerEncoderLayer(
            4, 2, TransformerSettings.DEFAULT.withDimFeedforward(3).withActivation(Tensor::gelu));
    check(layer, x -> layer.withMask(x, AttentionMask.causal(2)), 2, 1, 4);
  }

  @Test
  void ofTwoInputs() {
    Bilinear bilinear = new Bilinear(2, 2, 3);
    check(bilinear, x -> bilinear.call(x, x.tanh()), 4, 2);
    PReLU prelu = new PReLU(2);
    check(prelu, prelu::call, 3, 2);
  }
}
