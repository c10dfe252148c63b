package dev.gradus.nn;

import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Collecting and loading states.
class StateDictTest {
  private static Sequential net() {
    return new Sequential(new Linear(2, 3), new Tanh(), new Linear(3, 1));
  }

  @Test
  void aStateGoesFromOneNetToAnother() {
    Sequential a = net();
    Sequential b = net();

    assertThat(b.loadStateDict(a.stateDict())).hasToString("<All keys matched successfully>");
    assertThat(b.call(ones(4, 2)).equal(a.call(ones(4, 2)))).isTrue();
    assertThat(List.copyOf(a.stateDict().keySet()))
        .containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
    assertThat(a.stateDict().values()).noneMatch(Tensor::requiresGrad);
  }

  @Test
  void theStateSharesMemoryAndIsCastWhenLoaded() {
    Linear linear = new Linear(1, 1);
    Map<String, Tensor> state = linear.stateDict();
    linear.loadStateDict(Map.of("weight", tensor(new double[][] {{2}}), "bias", zeros(float64, 1)));

    assertThat(Values.of(state.get("weight"))).containsExactly(2);
    assertThat(linear.weight().dtype()).isEqualTo(requireNonNull(state.get("weight")).dtype());
  }

  @Test
  void whatDoesNotFitIsReportedTogetherAndNothingChanges() {
    Linear linear = new Linear(2, 2);
    double[] before = Values.of(linear.bias());
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put("weight", ones(3, 2));
    state.put("bias", ones(2));
    state.put("foo", ones(1));
    state.put("bar", ones(1));

    assertThatThrownBy(() -> linear.loadStateDict(state))
        .hasMessage(
            "Error(s) in loading state_dict for Linear:\n"
                + "\tUnexpected key(s) in state_dict: \"foo\", \"bar\". \n"
                + "\tsize mismatch for weight: copying a param with shape torch.Size([3, 2]) from"
                + " checkpoint, the shape in current model is torch.Size([2, 2]).");
    assertThat(Values.of(linear.bias())).containsExactly(before);
    assertThatThrownBy(() -> linear.loadStateDict(Map.of()))
        .hasMessage(
            "Error(s) in loading state_dict for Linear:\n"
                + "\tMissing key(s) in state_dict: \"weight\", \"bias\". ");
    assertThatThrownBy(() -> linear.loadStateDict(Map.of("weight", ones(1)), false))
        .hasMessageContaining("size mismatch for weight");
  }

  @Test
  void notStrictReturnsTheReport() {
    Linear linear = new Linear(2, 2);
    LoadResult result = linear.loadStateDict(Map.of("bias", ones(2), "x", ones(1)), false);

    assertThat(result)
        .hasToString("_IncompatibleKeys(missing_keys=['weight'], unexpected_keys=['x'])");
    assertThat(Values.of(linear.bias())).containsOnly(1);
  }

  @Test
  void statesThatDoNotCountBatchesAreComplete() {
    BatchNorm1d norm = new BatchNorm1d(2);
    Map<String, Tensor> state = new LinkedHashMap<>(norm.stateDict());
    state.remove("num_batches_tracked");

    assertThat(norm.loadStateDict(state).allMatched()).isTrue();
    assertThatThrownBy(() -> norm.loadStateDict(Map.of()))
        .hasMessageContaining("\"weight\", \"bias\", \"running_mean\", \"running_var\". ");
  }

  @Test
  void hooksSeeAndChangeStates() {
    Sequential net = net();
    List<String> seen = new ArrayList<>();
    Layer last = net.get(2);
    try (var _ = last.registerStateDictPreHook((l, prefix) -> seen.add("pre " + prefix));
        var _ =
            last.registerStateDictPostHook((l, state, prefix) -> state.remove(prefix + "bias"))) {
      assertThat(net.stateDict()).doesNotContainKey("2.bias");
    }
    Map<String, Tensor> whole = net.stateDict();
    assertThat(whole).containsKey("2.bias");
    Map<String, Tensor> old = new LinkedHashMap<>(whole);
    old.put("2.beta", old.remove("2.bias"));
    try (var _ =
            last.registerLoadStateDictPreHook(
                (l, state, prefix) -> state.put(prefix + "bias", state.remove(prefix + "beta")));
        var _ =
            net.registerLoadStateDictPostHook(
                (l, result) -> seen.add(result.allMatched() ? "ok" : "not"))) {
      net.loadStateDict(old);
    }
    assertThat(seen).containsExactly("pre 2.", "ok");
    assertThat(old).containsKey("2.beta");
  }

  @Test
  void unexpectedNamesAreListedOuterLayersFirst() {
    Sequential net = net();
    Map<String, Tensor> state = new LinkedHashMap<>(net.stateDict());
    state.put("2.x.y", ones(1));
    state.put("1", ones(1));
    state.put("3.weight", ones(1));
    state.put("0.gain", ones(1));
    state.remove("2.bias");
    state.put("2.weight", ones(1));

    assertThatThrownBy(() -> net.loadStateDict(state))
        .hasMessage(
            "Error(s) in loading state_dict for Sequential:\n"
                + "\tMissing key(s) in state_dict: \"2.bias\". \n"
                + "\tUnexpected key(s) in state_dict: \"1\", \"3.weight\", \"0.gain\", \"2.x.y\". \n"
                + "\tsize mismatch for 2.weight: copying a param with shape torch.Size([1]) from"
                + " checkpoint, the shape in current model is torch.Size([1, 3]).");
  }

  @Test
  void assigningTakesOverMemoryAndDtype() {
    Linear linear = new Linear(2, 1);
    Tensor weight = linear.weight();
    weight.setGrad(ones(1, 2));
    linear.get("bias").requiresGrad_(false);
    Map<String, Tensor> state = Map.of("weight", ones(float64, 1, 2), "bias", ones(float64, 1));

    assertThat(linear.loadStateDict(state, true, true).allMatched()).isTrue();
    assertThat(linear.weight()).isSameAs(weight);
    assertThat(weight.dtype()).isEqualTo(float64);
    assertThat(weight.requiresGrad()).isTrue();
    assertThat(weight.grad()).isNull();
    assertThat(linear.get("bias").requiresGrad()).isFalse();
    requireNonNull(state.get("weight")).fill_(5L);
    assertThat(Values.of(weight)).containsOnly(5);
    assertThatThrownBy(() -> linear.loadStateDict(Map.of("weight", ones(3)), false, true))
        .hasMessageContaining("size mismatch for weight");
  }

  @Test
  void statesWithPrefixesAndVariables() {
    Linear linear = new Linear(2, 1);

    assertThat(linear.stateDict("net.", true))
        .containsEntry("net.weight", linear.weight())
        .containsOnlyKeys("net.weight", "net.bias");
    assertThat(linear.stateDict("", false).get("weight")).isNotSameAs(linear.weight());
  }

  private static final class Counting extends Layer {
    long calls;

    @Override
    public Tensor forward(Tensor x) {
      calls++;
      return x;
    }

    @Override
    protected Tensor extraState() {
      return tensor(calls);
    }

    @Override
    protected void setExtraState(Tensor state) {
      calls = state.itemLong();
    }
  }

  @Test
  void layersKeepAStateOfTheirOwn() {
    Counting counting = new Counting();
    Sequential net = new Sequential(counting, new Identity());
    net.call(ones(1));
    Map<String, Tensor> state = new LinkedHashMap<>(net.stateDict());
    net.call(ones(1));

    assertThat(state).containsOnlyKeys("0._extra_state");
    net.loadStateDict(state);
    assertThat(counting.calls).isEqualTo(1);
    state.put("1._extra_state", requireNonNull(state.remove("0._extra_state")));
    assertThatThrownBy(() -> net.loadStateDict(state))
        .hasMessageContaining("Missing key(s) in state_dict: \"0._extra_state\". \n")
        .hasMessageContaining("Unexpected key(s) in state_dict: \"1._extra_state\". ");
  }
}
