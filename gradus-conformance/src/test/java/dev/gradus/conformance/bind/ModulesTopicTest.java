package dev.gradus.conformance.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.conformance.cases.CaseFiles;
import dev.gradus.conformance.run.CaseRunner;
import dev.gradus.conformance.run.Outcome;
import org.junit.jupiter.api.Test;

/// The topic `modules` finds what is wrong.
class ModulesTopicTest {
  private static final String LINEAR =
      """
      {"id": "modules/1", "module": "Linear(2,1,bias=False)", "train": true,
       "state": {"weight": [2, 3]}, "inputs": [[1, 1]], "outputs": [[5]], "grad_outputs": [[1]],
       "input_grads": [[2, 3]], "param_grads": {"weight": [1, 1]}, "state_after": {"weight": [2, 3]}}
      """;

  private final CaseRunner runner = Runners.gradus();

  // Rows of numbers are short for tensors of one row.
  private Outcome run(String json) {
    String tensors =
        json.replaceAll(
            "\\[(\\d[\\d., ]*)]",
            "{\"tensor\": {\"dtype\": \"float64\", \"shape\": [1, COUNT], \"data\": [$1]}}");
    StringBuilder all = new StringBuilder();
    for (String part : tensors.split("(?<=}})")) {
      int data = part.indexOf("\"data\": [");
      int count = data < 0 ? 0 : part.substring(data).split(",").length;
      all.append(part.replace("COUNT", Integer.toString(count)));
    }
    return runner.run(CaseFiles.parse(all.toString(), "test"));
  }

  @Test
  void whatAgreesPasses() {
    assertThat(run(LINEAR)).isInstanceOf(Outcome.Passed.class);
    assertThat(run(LINEAR.replace("\"param_grads\": {\"weight\": [1, 1]}", "\"param_grads\": {}")))
        .isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void aWrongNumberAnywhereFails() {
    assertThat(run(LINEAR.replace("[5]", "[5.1]")))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, f -> assertThat(f.difference()).startsWith("output 0"));
    assertThat(run(LINEAR.replace("\"input_grads\": [[2, 3]]", "\"input_grads\": [[2, 4]]")))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            f -> assertThat(f.difference()).startsWith("gradient of input 0"));
    assertThat(run(LINEAR.replace("{\"weight\": [1, 1]}", "{\"weight\": [1, 2]}")))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, f -> assertThat(f.difference()).startsWith("gradient of weight"));
    assertThat(run(LINEAR.replace("\"state_after\": {\"weight\": [2, 3]}", "\"state_after\": {}")))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, f -> assertThat(f.difference()).startsWith("state has"));
  }

  @Test
  void whatIsNotThereIsUnsupported() {
    assertThat(run(LINEAR.replace("Linear(2", "Nothing(2")))
        .isEqualTo(new Outcome.Unsupported("no Nothing yet"));
    assertThat(run(LINEAR.replace("{\"weight\": [2, 3]}, \"inputs\"", "{}, \"inputs\"")))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            f -> assertThat(f.difference()).contains("Error(s) in loading state_dict for Linear"));
  }

  @Test
  void layersInsideOfLayersAndOverwrittenInputs() {
    String inner =
        LINEAR.replace(
            "Linear(2,1,bias=False)", "Sequential(Linear(2,1,bias=False),ReLU(inplace=True))");

    assertThat(run(inner.replace("\"weight\"", "\"0.weight\""))).isInstanceOf(Outcome.Passed.class);
    assertThat(run(LINEAR.replace("Linear(2,1,bias=False)", "LazyLinear(1,bias=False)")))
        .isInstanceOf(Outcome.Passed.class);
  }
}
