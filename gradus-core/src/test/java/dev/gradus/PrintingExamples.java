package dev.gradus;

import static dev.gradus.Gradus.arange;
import static dev.gradus.Gradus.eye;
import static dev.gradus.Gradus.full;
import static dev.gradus.Gradus.linspace;
import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.parameter;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;

import dev.gradus.dtype.DType;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The tensors of the recorded printing examples: literals are read by [Gradus#tensor(String)],
/// everything else is written out here.
final class PrintingExamples {
  private static final Pattern LITERAL =
      Pattern.compile(
          "torch\\.tensor\\((?<data>[^=]*?)(?:, dtype=torch\\.(?<dtype>\\w+))?"
              + "(?<grad>, requires_grad=True)?\\)");

  private final Map<String, Supplier<Tensor>> written = new HashMap<>();

  PrintingExamples() {
    addFactories();
    addLong();
    addRecorded();
    addDefaultDtypes();
  }

  /// The tensor of an expression, or null if nothing is known about it.
  @Nullable Tensor tensorOf(String expression) {
    Supplier<Tensor> maker = written.get(expression);
    if (maker != null) {
      return maker.get();
    }
    Matcher literal = LITERAL.matcher(expression);
    if (!literal.matches() || "uint16".equals(literal.group("dtype"))) {
      return null;
    }
    String dtype = literal.group("dtype");
    Tensor x =
        dtype == null
            ? tensor(literal.group("data"))
            : tensor(literal.group("data"), DType.of(dtype));
    return literal.group("grad") == null ? x : x.requiresGrad_();
  }

  private void add(String expression, Supplier<Tensor> maker) {
    written.put(expression, maker);
  }

  private void addFactories() {
    add("torch.zeros(0, 3)", () -> zeros(0, 3));
    add("torch.zeros(2, 0, 3, dtype=torch.int64)", () -> zeros(DType.INT64, 2, 0, 3));
    add("torch.empty(0, dtype=torch.float64)", () -> zeros(DType.FLOAT64, 0));
    add("torch.zeros(2, 3)", () -> zeros(2, 3));
    add("torch.zeros(2, 3, dtype=torch.bool)", () -> zeros(DType.BOOL, 2, 3));
    add("torch.ones(2, 2, 2)", () -> ones(2, 2, 2));
    add("torch.ones(3, 30)", () -> ones(3, 30));
    add("torch.ones(1001, 1)", () -> ones(1001, 1));
    add("torch.ones(1, 1001)", () -> ones(1, 1001));
    add("torch.eye(3)", () -> eye(3));
    add("torch.linspace(-1, 1, 30)", () -> linspace(-1, 1, 30));
    add("torch.tensor([1., 2.])[0]", () -> tensor("[1., 2.]").select(0, 0));
    add("torch.tensor([complex(nan, 1), complex(0, -inf)])", () -> tensor("[nan+1j, 0-infj]"));
    add("torch.nn.Parameter(torch.tensor([1., 2.]))", () -> parameter(tensor("[1., 2.]")));
  }

  private void addLong() {
    add("torch.arange(24.).reshape(2, 3, 4)", () -> arange(24.).reshape(2, 3, 4));
    add("torch.arange(16).reshape(2, 2, 2, 2)", () -> arange(16).reshape(2, 2, 2, 2));
    add("torch.arange(6.).reshape(1, 2, 3)", () -> arange(6.).reshape(1, 2, 3));
    add("torch.arange(4.).reshape(2, 2)[:, 0]", () -> arange(4.).reshape(2, 2).select(1, 0));
    add("torch.arange(4.).expand(2, 4)", () -> arange(4.).expand(2, 4));
    add("torch.arange(10.)", () -> arange(10.));
    add("torch.arange(30.)", () -> arange(30.));
    add("torch.arange(25)", () -> arange(25));
    add("torch.arange(26)", () -> arange(26));
    add("torch.arange(27)", () -> arange(27));
    add("torch.arange(0., 3., 0.1)", () -> arange(0., 3., 0.1));
    add("torch.arange(1001)", () -> arange(1001));
    add("torch.arange(1000)[:40]", () -> arange(1000).narrow(0, 0, 40));
    add("torch.arange(1001.)", () -> arange(1001.));
    add("torch.arange(1200.).reshape(600, 2)", () -> arange(1200.).reshape(600, 2));
    add("torch.arange(40).reshape(2,20)", () -> arange(40).reshape(2, 20));
    add("torch.arange(25.).reshape(5,5)", () -> arange(25.).reshape(5, 5));
  }

  private void addRecorded() {
    Supplier<Tensor> two = () -> ones(2).requiresGrad_();
    add(
        "torch.tensor([1., 2.], requires_grad=True).sum()",
        () -> tensor("[1., 2.]").requiresGrad_().sum());
    add(
        "torch.tensor([1., 2.], dtype=torch.float64, requires_grad=True).exp()",
        () -> tensor("[1., 2.]", DType.FLOAT64).requiresGrad_().exp());
    add(
        "torch.tensor([[1., 2.], [3., 4.]], requires_grad=True).t()",
        () -> tensor("[[1., 2.], [3., 4.]]").requiresGrad_().t());
    add("torch.ones(2, 9, requires_grad=True) * 1.25", () -> ones(2, 9).requiresGrad_().mul(1.25));
    add("torch.ones(12, requires_grad=True).cumsum(0)", () -> ones(12).requiresGrad_().cumsum(0));
    add(
        "torch.ones(13, dtype=torch.float64, requires_grad=True).cumsum(0)",
        () -> ones(DType.FLOAT64, 13).requiresGrad_().cumsum(0));
    add(
        "torch.ones(9, requires_grad=True).cumsum(0) * 1.25",
        () -> ones(9).requiresGrad_().cumsum(0).mul(1.25));
    add(
        "torch.ones(10, requires_grad=True).cumsum(0) * 1.25",
        () -> ones(10).requiresGrad_().cumsum(0).mul(1.25));
    add(
        "torch.full((1001,), 2.0, requires_grad=True) * 1",
        () -> full(new long[] {1001}, 2.0).requiresGrad_().mul(1));
    add(
        "x = torch.ones(2, requires_grad=True)\nwith torch.no_grad(): r = x * 2",
        () -> noGrad(() -> two.get().mul(2)));
    add(
        "x = torch.ones(2, requires_grad=True); r = (x * 2).detach()",
        () -> two.get().mul(2).detach());
  }

  private void addDefaultDtypes() {
    String doubles = "torch.set_default_dtype(torch.float64); r = ";
    add(doubles + "torch.tensor([1., 2.])", () -> inDoubles("[1., 2.]", null));
    add(
        doubles + "torch.tensor([1., 2.], dtype=torch.float32)",
        () -> inDoubles("[1., 2.]", DType.FLOAT32));
    add(
        doubles + "torch.tensor([1+2j], dtype=torch.complex64)",
        () -> inDoubles("[1+2j]", DType.COMPLEX64));
  }

  // The caller restores the default dtype after printing.
  private static Tensor inDoubles(String text, @Nullable DType dtype) {
    Gradus.setDefaultDtype(DType.FLOAT64);
    return dtype == null ? tensor(text) : tensor(text, dtype);
  }
}
