package dev.gradus.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.dtype.DType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ValuesTest {
  private static Value decode(String json) {
    return Values.decode(JsonMapper.shared().readTree(json));
  }

  private static TensorData tensor(String json) {
    return ((Value.Array) decode(json)).data();
  }

  @Test
  void plainValues() {
    assertThat(decode("null")).isEqualTo(new Value.None());
    assertThat(decode("2")).isEqualTo(new Value.Int(2));
    assertThat(decode("2.0")).isEqualTo(new Value.Real(2));
    assertThat(decode("true")).isEqualTo(new Value.Flag(true));
    assertThat(decode("\"inf\"")).isEqualTo(new Value.Text("inf"));
    assertThat(decode("[1, []]"))
        .isEqualTo(new Value.Items(List.of(new Value.Int(1), new Value.Items(List.of()))));
  }

  @Test
  void objects() {
    assertThat(decode("{\"slice\": [0, null, -2]}")).isEqualTo(new Value.Slice(0L, null, -2L));
    assertThat(decode("{\"ellipsis\": true}")).isEqualTo(new Value.Ellipsis());
    assertThat(decode("{\"complex\": {\"re\": 1, \"im\": \"nan\"}}"))
        .isEqualTo(new Value.Complex(1, Double.NaN));
    assertThat(decode("{\"dtype\": \"float16\"}")).isEqualTo(new Value.Type("float16"));
    assertThat(decode("{\"dict\": {\"k\": 1}}"))
        .isEqualTo(new Value.Dictionary(Map.of("k", new Value.Int(1))));
    assertThatThrownBy(() -> decode("{\"what\": 1}")).isInstanceOf(CaseFormatException.class);
  }

  @Test
  void tensorsKeepEveryBit() {
    TensorData x =
        tensor(
            "{\"tensor\": {\"dtype\": \"float64\", \"shape\": [2, 2], \"strides\": [1, 2],"
                + " \"requires_grad\": true,"
                + " \"data\": [0.1, -4.826984902407649, \"-inf\", 5e-324]}}");
    assertThat(x.dtype()).isEqualTo(DType.FLOAT64);
    assertThat(x.reals())
        .containsExactly(0.1, -4.826984902407649, Double.NEGATIVE_INFINITY, Double.MIN_VALUE);
    assertThat(x.strides()).containsExactly(1, 2);
    assertThat(x.requiresGrad()).isTrue();
    TensorData n =
        tensor("{\"tensor\": {\"dtype\": \"int64\", \"shape\": [], \"data\": [9007199254740993]}}");
    assertThat(n.integers()).containsExactly(9007199254740993L);
    TensorData b =
        tensor("{\"tensor\": {\"dtype\": \"bool\", \"shape\": [2], \"data\": [true, false]}}");
    assertThat(b.integers()).containsExactly(1, 0);
    TensorData z =
        tensor("{\"tensor\": {\"dtype\": \"complex64\", \"shape\": [1], \"data\": [1, \"nan\"]}}");
    assertThat(z.reals()).containsExactly(1, Double.NaN);
    assertThat(z.count()).isEqualTo(1);
  }

  @Test
  void faultyCasesAreRefusedWithTheirPlace() {
    for (String fault :
        List.of(
            "\"value\": 1",
            "\"args\": []",
            "\"args\": [], \"outputs\": [null]",
            "\"args\": [], \"outputs\": [{\"tensor\": {\"dtype\": 1}}]",
            "\"args\": [{\"tensor\": {\"dtype\": \"int8\", \"shape\": [2], \"data\": [1]}}],"
                + " \"value\": 1")) {
      RecordedCase line = CaseFiles.parse("{\"id\": \"i\", \"op\": \"o\", " + fault + "}", "f:7");
      assertThatThrownBy(() -> OpCase.decode(line))
          .isInstanceOf(CaseFormatException.class)
          .hasMessageStartingWith("f:7: case i: ");
    }
  }

  @Test
  void faultyTensorsAreRefused() {
    assertThatThrownBy(
            () -> decode("{\"tensor\": {\"dtype\": \"int64\", \"shape\": [2], \"data\": [1]}}"))
        .hasMessageContaining("shape [2] has 2 numbers, but 1 were given");
    assertThatThrownBy(
            () -> decode("{\"tensor\": {\"dtype\": \"uint7\", \"shape\": [], \"data\": [1]}}"))
        .isInstanceOf(UnknownDTypeException.class);
  }
}
