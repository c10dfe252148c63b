package dev.gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  @Test
  void nothingMeansAllLinesAtFullLength() throws Exception {
    Arguments arguments = Arguments.of();
    assertThat(arguments.quick()).isFalse();
    assertThat(arguments.list()).isFalse();
    assertThat(arguments.json()).isNull();
    assertThat(arguments.page()).isNull();
    assertThat(arguments.wants(Rows.line("anything", Goal.NONE))).isTrue();
  }

  @Test
  void optionsInAnyOrder() throws Exception {
    Arguments arguments =
        Arguments.of("--json", "a.json", "--quick", "--write-docs", "b.md", "--list");
    assertThat(arguments.quick()).isTrue();
    assertThat(arguments.list()).isTrue();
    assertThat(arguments.json()).isEqualTo(Path.of("a.json"));
    assertThat(arguments.page()).isEqualTo(Path.of("b.md"));
  }

  @Test
  void onlyFindsPartsOfNamesInAnyCase() throws Exception {
    Arguments arguments = Arguments.of("--only", "mlp.*adam|exp");
    assertThat(arguments.wants(Rows.line("MLP 1-2, Adam step", Goal.NONE))).isTrue();
    assertThat(arguments.wants(Rows.line("exp 1M", Goal.NONE))).isTrue();
    assertThat(arguments.wants(Rows.line("MLP 1-2, SGD step", Goal.NONE))).isFalse();
  }

  @Test
  void oneNumberOfThreadsOrBoth() throws Exception {
    assertThat(Arguments.of("--threads", "2").wants(1)).isFalse();
    assertThat(Arguments.of("--threads", "2").wants(2)).isTrue();
    assertThat(Arguments.of().wants(1)).isTrue();
    assertThat(Arguments.of().wants(2)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "--fast, unknown argument '--fast'",
    "Scalars, unknown argument 'Scalars'",
    "--only, --only needs a regular expression",
    "--json, --json needs a file",
    "--only --quick, --only needs a regular expression",
    "--threads 3, --threads: '3' is neither 1 nor 2",
    "--only [, --only: '[' is no regular expression"
  })
  void whatCannotBeUnderstoodIsNamed(String words, String message) {
    assertThatThrownBy(() -> Arguments.of(words.split(" ")))
        .isInstanceOf(Arguments.Refused.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource({"--nonsense", "--only no-line-has-this-name"})
  void wrongArgumentsEndWithTwo(String words) throws Exception {
    assertThat(Bench.run(words.split(" "))).isEqualTo(2);
  }

  @Test
  void namesAreListedWithoutMeasuring() throws Exception {
    assertThat(Bench.run("--list", "--only", "matmul")).isZero();
  }
}
