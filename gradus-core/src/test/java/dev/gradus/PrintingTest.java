package dev.gradus;

import static dev.gradus.Gradus.arange;
import static dev.gradus.Gradus.dualLevel;
import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.parameter;
import static dev.gradus.Gradus.printOptions;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Printing: the recorded examples to the character, and what surrounds them.
@ResourceLock("dev.gradus.Globals")
class PrintingTest {
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "\"expr\": \"(?<expr>(?:[^\"\\\\]|\\\\.)*)\",\\s*(?:\"opts\": \\{(?<opts>[^}]*)\\},\\s*)?"
              + "\"text\": \"(?<text>(?:[^\"\\\\]|\\\\.)*)\"");

  private record Example(String expression, String options, String text) {}

  @Test
  void theRecordedExamplesAgreeToTheCharacter() {
    PrintingExamples tensors = new PrintingExamples();
    List<String> unknown = new ArrayList<>();
    List<Example> examples = examples();
    assertThat(examples).hasSizeGreaterThan(100);
    for (Example example : examples) {
      DType before = Gradus.getDefaultDtype();
      try (var _ = printOptions(options(example.options))) {
        Tensor x = tensors.tensorOf(example.expression);
        if (x == null) {
          unknown.add(example.expression);
        } else {
          assertThat(x.toString()).as(example.expression).isEqualTo(example.text);
        }
      } finally {
        Gradus.setDefaultDtype(before);
      }
    }
    // uint16 is no dtype here; forward mode and custom functions are tested below and elsewhere.
    assertThat(unknown)
        .allMatch(e ->
            e.contains("uint16") || e.contains("forward_ad") || e.contains("autograd.Function"))
        .hasSizeLessThanOrEqualTo(3);
  }

  private static List<Example> examples() {
    Path file =
        Path.of(System.getProperty("basedir", "."), "..", "conformance", "printing_examples.json");
    try {
      List<Example> all = new ArrayList<>();
      Matcher found = EXAMPLE.matcher(Files.readString(file));
      while (found.find()) {
        String options = found.group("opts");
        all.add(
            new Example(
                unescaped(found.group("expr")),
                options == null ? "" : options,
                unescaped(found.group("text"))));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String unescaped(String json) {
    return json.translateEscapes();
  }

  private static PrintOptions options(String json) {
    PrintOptions options = json.contains("\"short\"") ? PrintOptions.SHORT : PrintOptions.DEFAULT;
    Matcher entry = Pattern.compile("\"(\\w+)\": (\\d+|true|false)").matcher(json);
    while (entry.find()) {
      String value = entry.group(2);
      options =
          switch (entry.group(1)) {
            case "precision" -> options.withPrecision(Integer.parseInt(value));
            case "threshold" -> options.withThreshold(Long.parseLong(value));
            case "linewidth" -> options.withLineWidth(Integer.parseInt(value));
            case "sci_mode" -> options.withSciMode(Boolean.valueOf(value));
            default -> throw new AssertionError(entry.group(1));
          };
    }
    return options;
  }

  @Test
  void roundsTheExactBinaryValueHalfToEven() {
    assertThat(DecimalText.fixed(0.03125, 4)).isEqualTo("0.0312");
    assertThat(DecimalText.fixed(0.09375, 4)).isEqualTo("0.0938");
    assertThat(DecimalText.fixed(2.5, 0)).isEqualTo("2");
    assertThat(DecimalText.fixed(3.5, 0)).isEqualTo("4");
    assertThat(DecimalText.fixed(-0.00001, 4)).isEqualTo("-0.0000");
    assertThat(DecimalText.fixed(0.1, 20)).isEqualTo("0.10000000000000000555");
    assertThat(DecimalText.fixed(1e22, 1)).isEqualTo("10000000000000000000000.0");
    assertThat(DecimalText.scientific(1.03125e10, 4)).isEqualTo("1.0312e+10");
    assertThat(DecimalText.scientific(9.99999, 4)).isEqualTo("1.0000e+01");
    assertThat(DecimalText.scientific(Double.MIN_VALUE, 4)).isEqualTo("4.9407e-324");
    assertThat(DecimalText.scientific(0, 4)).isEqualTo("0.0000e+00");
    assertThat(DecimalText.scientific(-7, 0)).isEqualTo("-7e+00");
  }

  @Test
  void theFastWayOfRoundingAgreesWithTheExactOne() {
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < 20_000; i++) {
      double v = (float) Math.scalb(random.nextGaussian(), random.nextInt(-90, 40));
      int digits = random.nextInt(0, 9);
      String exact =
          new java.math.BigDecimal(Math.abs(v))
              .setScale(digits, java.math.RoundingMode.HALF_EVEN)
              .toPlainString();
      assertThat(DecimalText.fixed(v, digits)).isEqualTo(v < 0 ? "-" + exact : exact);
    }
  }

  @Test
  void tangentsArePrintedWhileTheirLevelIsOpen() {
    Tensor x;
    try (var level = dualLevel()) {
      x = level.makeDual(tensor("[1., 2.]"), tensor("[3., 4.]"));
      assertThat(x).hasToString("tensor([1., 2.], tangent=tensor([3., 4.]))");
    }
    assertThat(x).hasToString("tensor([1., 2.])");
  }

  @Test
  void printingRecordsNothingAndChangesNoVersion() {
    Tensor x = ones(3).requiresGrad_();
    Tensor y = x.mul(2);
    assertThat(y).hasToString("tensor([2., 2., 2.], grad_fn=<MulBackward0>)");
    assertThat(y.version()).isZero();
    y.sum().backward();
    assertThat(x.grad()).hasToString("tensor([2., 2., 2.])");
  }

  @Test
  void aViewOfUnknownHistoryIsInvalid() {
    Tensor x = ones(2).requiresGrad_().mul(1);
    Tensor view = noGrad(() -> x.view(2));
    // It requires grad because its base does, though no gradient reaches it: as in PyTorch.
    assertThat(view).hasToString("tensor([1., 1.], requires_grad=True)");
    x.mul_(2);
    assertThat(view).hasToString("tensor([2., 2.], grad_fn=<Invalid>)");
    Tensor part = x.unbind(0)[0];
    x.mul_(2);
    assertThat(part).hasToString("tensor(4., grad_fn=<Invalid>)");
  }

  @Test
  void aChangedViewAndItsBaseNameTheirNewHistory() {
    Tensor x = zeros(4).requiresGrad_().mul(1);
    x.narrow(0, 0, 2).add_(1);
    assertThat(x).hasToString("tensor([1., 1., 0., 0.], grad_fn=<CopySlices>)");
  }

  @Test
  void aParameterIsALeafThatSaysSo() {
    Tensor data = tensor("[1., 2.]");
    Tensor p = parameter(data);
    assertThat(p.isLeaf()).isTrue();
    data.mul_(2);
    assertThat(p).hasToString("Parameter containing:\ntensor([2., 4.], requires_grad=True)");
    assertThat(parameter(arange(2), false)).hasToString("Parameter containing:\ntensor([0, 1])");
    assertThatThrownBy(() -> parameter(arange(2)))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith(
            "Only Tensors of floating point and complex dtype can require gradients");
  }

  @Test
  void aScopeOfPrintOptionsEnds() {
    try (var _ = printOptions(PrintOptions.DEFAULT.withPrecision(2))) {
      assertThat(tensor(0.125)).hasToString("tensor(0.12)");
    }
    assertThat(tensor(0.125)).hasToString("tensor(0.1250)");
    try (var _ = printOptions(PrintOptions.DEFAULT.withThreshold(3).withEdgeItems(0))) {
      assertThat(arange(4)).hasToString("tensor([...])");
    }
    assertThatThrownBy(() -> PrintOptions.DEFAULT.withPrecision(-1))
        .isInstanceOf(GradusArgumentException.class);
  }

  @Test
  void expandedTensorsLargerThanAnyArrayAreSummarised() {
    Tensor x = ones(1, 1).expand(1L << 20, 1L << 20);
    assertThat(x.toString()).startsWith("tensor([[1., 1., 1.,  ..., 1., 1., 1.],\n        [1.,");
  }
}
