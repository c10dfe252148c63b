package dev.gradus.nn;

import static dev.gradus.Gradus.float32;
import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.int64;
import static dev.gradus.Gradus.manualSeed;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.randn;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Registration, traversal, modes and printing.
class LayerTest {
  private static class Net extends Layer {
    final Linear hidden = layer("hidden", new Linear(2, 3));
    final Sequential out = layer("out", new Sequential(new Tanh(), new Linear(3, 1, false)));

    Net() {
      parameter("scale", ones(1));
      buffer("steps", tensor(0L));
      buffer("cache", zeros(2), false);
    }

    @Override
    public Tensor forward(Tensor x) {
      return out.call(hidden.call(x)).mul(get("scale"));
    }
  }

  @Test
  void namesAreWalkedOwnFirstThenInnerLayers() {
    Net net = new Net();

    assertThat(net.namedParameters())
        .containsOnlyKeys("scale", "hidden.weight", "hidden.bias", "out.1.weight");
    assertThat(List.copyOf(net.namedParameters().keySet()).getFirst()).isEqualTo("scale");
    assertThat(net.namedParameters("net", false)).containsOnlyKeys("net.scale");
    assertThat(net.namedBuffers()).containsOnlyKeys("steps", "cache");
    assertThat(List.copyOf(net.namedLayers().keySet()))
        .containsExactly("", "hidden", "out", "out.0", "out.1");
    assertThat(net.namedChildren()).containsOnlyKeys("hidden", "out");
    assertThat(net.getLayer("out.1")).isInstanceOf(Linear.class);
    assertThat(net.getParameter("hidden.weight")).isSameAs(net.hidden.weight());
    assertThat(net.getBuffer("steps")).isSameAs(net.get("steps"));
  }

  @Test
  void aSharedParameterIsMetOnce() {
    Linear a = new Linear(2, 2);
    Linear b = new Linear(2, 2);
    b.setParameter("weight", a.weight());
    Sequential net = new Sequential(a, b, a);

    assertThat(net.parameters()).hasSize(3);
    assertThat(net.children()).hasSize(2);
    assertThat(net.stateDict())
        .containsOnlyKeys("0.weight", "0.bias", "1.weight", "1.bias", "2.weight", "2.bias");
  }

  @Test
  void printsTheTreeAsPyTorchDoes() {
    assertThat(new Net())
        .hasToString(
            """
            Net(
              (hidden): Linear(in_features=2, out_features=3, bias=True)
              (out): Sequential(
                (0): Tanh()
                (1): Linear(in_features=3, out_features=1, bias=False)
              )
            )\
            """);
    assertThat(new Sequential()).hasToString("Sequential()");
    assertThat(new ReLU(true)).hasToString("ReLU(inplace=True)");
  }

  @Test
  void parametersArePrintedAsParametersAndTrain() {
    manualSeed(0);
    Linear linear = new Linear(2, 2);

    assertThat(linear.weight())
        .hasToString(
            """
            Parameter containing:
            tensor([[-0.0053,  0.3793],
                    [-0.5820, -0.5204]], requires_grad=True)\
            """);
    assertThat(linear.bias())
        .hasToString("Parameter containing:\ntensor([-0.2723,  0.1896], requires_grad=True)");
    linear.call(ones(3, 2)).sum().backward();
    assertThat(Values.grad(linear.weight())).containsOnly(3);
    linear.zeroGrad(false);
    assertThat(Values.grad(linear.weight())).containsOnly(0);
    linear.zeroGrad();
    assertThat(linear.weight().grad()).isNull();
  }

  @Test
  void modesReachEveryLayerAndApplyGoesInnerFirst() {
    Net net = new Net();
    List<String> met = new ArrayList<>();

    net.eval();
    assertThat(net.layers()).noneMatch(Layer::training);
    net.train();
    assertThat(net.layers()).allMatch(Layer::training);
    net.apply(l -> met.add(l.name()));
    assertThat(met).containsExactly("Linear", "Tanh", "Linear", "Sequential", "Net");
    net.requiresGrad_(false);
    assertThat(net.parameters()).noneMatch(Tensor::requiresGrad);
  }

  @Test
  void toConvertsEverythingThatFloatsAndKeepsIdentity() {
    Net net = new Net();
    Tensor weight = net.hidden.weight();
    net.call(ones(1, 2)).sum().backward();
    net.to(float64);

    assertThat(net.hidden.weight()).isSameAs(weight);
    assertThat(weight.dtype()).isEqualTo(float64);
    assertThat(requireNonNull(weight.grad()).dtype()).isEqualTo(float64);
    assertThat(net.get("cache").dtype()).isEqualTo(float64);
    assertThat(net.get("steps").dtype()).isEqualTo(int64);
    assertThat(net.call(ones(float64, 1, 2)).dtype()).isEqualTo(float64);
    assertThatThrownBy(() -> net.to(int64))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(
            "nn.Module.to only accepts floating point or complex dtypes, but got desired"
                + " dtype=torch.int64");
  }

  @Test
  void aLayerOutlastsTheScopeItWasMadeIn() {
    BatchNorm1d norm;
    try (var _ = Gradus.scope()) {
      norm = new BatchNorm1d(2);
      norm.requiresGrad_(false);
      norm.call(randn(4, 2));
    }
    norm.eval();

    assertThat(norm.call(ones(1, 2)).shape()).containsExactly(1, 2);
    assertThat(norm.stateDict()).hasSize(5);
  }

  @Test
  void wrongNamesAndTensorsAreRefused() {
    class Odd extends Layer {
      void add(String name, Tensor t) {
        parameter(name, t);
      }

      void addBuffer(String name) {
        buffer(name, ones(1));
      }
    }
    Odd odd = new Odd();
    odd.add("w", ones(1));

    assertThatThrownBy(() -> odd.add("a.b", ones(1)))
        .hasMessageStartingWith("parameter name can't contain \".\"");
    assertThatThrownBy(() -> odd.add("", ones(1)))
        .hasMessage("parameter name can't be empty string \"\"");
    assertThatThrownBy(() -> odd.addBuffer("w")).hasMessage("attribute 'w' already exists");
    assertThatThrownBy(() -> odd.add("v", ones(1).requiresGrad_().mul(2)))
        .hasMessageStartingWith("Cannot assign non-leaf Tensor to parameter 'v'.");
    assertThatThrownBy(() -> odd.get("nothing"))
        .hasMessageStartingWith("'Odd' object has no attribute 'nothing'");
    assertThatThrownBy(() -> odd.getLayer("x.y"))
        .hasMessageStartingWith("Odd has no attribute `x`");
    assertThatThrownBy(() -> odd.call(ones(1)))
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageStartingWith("Module [Odd] is missing the required \"forward\" function");
  }

  @Test
  void lossesTakeInputAndTarget() {
    MSELoss loss = new MSELoss();

    assertThat(loss.call(tensor(new double[] {1, 3}), tensor(new double[] {1, 1})).item())
        .isEqualTo(2);
    assertThatThrownBy(() -> loss.call(ones(1)))
        .hasMessage("MSELoss.forward() missing 1 required positional argument: 'target'");
    assertThatThrownBy(() -> loss.call(ones(1), ones(1), ones(1)))
        .hasMessageStartingWith("MSELoss.forward() takes 3 positional arguments but 4 were given");
    assertThat(new CrossEntropyLoss().call(zeros(1, 2), tensor(new long[] {1})).item())
        .isEqualTo((float) Math.log(2));
  }

  @Test
  void aSequenceCanBeReadAndChanged() {
    Sequential net = new Sequential(new Tanh());
    net.append(new ReLU()).extend(net);

    assertThat(net.size()).isEqualTo(4);
    assertThat(net.slice(1, 3).namedChildren()).containsOnlyKeys("1", "2");
    net.insert(0, new Linear(4, 4));
    assertThat(net.stateDict()).containsOnlyKeys("0.weight", "0.bias");
    assertThat(net.remove(0)).isInstanceOf(Linear.class);
    assertThat(net.get(-1)).isSameAs(net.get(1));
    net.set(0, new ReLU(true));
    assertThat(net.get(0)).hasToString("ReLU(inplace=True)");
    assertThat(net.call(randn(float32, 4)).ge(0L).all().itemBoolean()).isTrue();
    assertThatThrownBy(() -> net.get(4)).hasMessageStartingWith("index 4 is out of range");
  }
}
