package dev.gradus.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.conformance.cases.CallText.Literal;
import dev.gradus.conformance.cases.CallText.Nested;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallTextTest {
  private static Literal integer(long value) {
    return new Literal(new Value.Int(value));
  }

  private static Value items(long... values) {
    return new Value.Items(Arrays.stream(values).<Value>mapToObj(Value.Int::new).toList());
  }

  @Test
  void argumentsOfEveryKind() {
    CallText call = CallText.parse("randint(-5,2^33,(6,), [1, 2],float64,0.25,1e-3,mean,None)");
    assertThat(call.name()).isEqualTo("randint");
    assertThat(call.args())
        .containsExactly(
            integer(-5),
            integer(8589934592L),
            new Literal(items(6)),
            new Literal(items(1, 2)),
            new Literal(new Value.Type("float64")),
            new Literal(new Value.Real(0.25)),
            new Literal(new Value.Real(1e-3)),
            new Literal(new Value.Text("mean")),
            new Literal(new Value.None()));
  }

  @Test
  void keywordsMethodsAttributesAndNesting() {
    assertThat(CallText.parse("Conv2d(4,(3,2),stride=(2,1),bias=False)").kwargs())
        .isEqualTo(
            Map.of("stride", new Literal(items(2, 1)), "bias", new Literal(new Value.Flag(false))));
    CallText filled = CallText.parse("empty(7).uniform_(-1,1)");
    assertThat(filled.name()).isEqualTo("uniform_");
    assertThat(filled.receiver()).containsExactly(CallText.parse("empty(7)"));
    CallText weight = CallText.parse("LSTM(3,4).weight_ih_l0");
    assertThat(weight.name()).isEqualTo("weight_ih_l0");
    assertThat(weight.hasArguments()).isFalse();
    assertThat(CallText.parse("ReLU()").args()).isEmpty();
    assertThat(CallText.parse("bernoulli(full(9,0.3))").args())
        .isEqualTo(List.of(new Nested(CallText.parse("full(9,0.3)"))));
  }

  @Test
  void otherTextIsRefused() {
    for (String text : List.of("", "f(", "f(1", "f(1;2)", "f() g", "f([g(1)])", "(1)")) {
      assertThatThrownBy(() -> CallText.parse(text)).isInstanceOf(CaseFormatException.class);
    }
  }
}
