package dev.gradus;

import static dev.gradus.Gradus.arange;
import static dev.gradus.Gradus.at;
import static dev.gradus.Gradus.binaryCrossEntropy;
import static dev.gradus.Gradus.cat;
import static dev.gradus.Gradus.crossEntropy;
import static dev.gradus.Gradus.ellipsis;
import static dev.gradus.Gradus.mseLoss;
import static dev.gradus.Gradus.newAxis;
import static dev.gradus.Gradus.nllLoss;
import static dev.gradus.Gradus.slice;
import static dev.gradus.Gradus.stack;
import static dev.gradus.Gradus.where;
import static dev.gradus.Gradus.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The names of nodes, and of those that come next, as PyTorch has them for the same expressions.
class NodeNamesTest {
  private static final Pattern RECORD =
      Pattern.compile(
          "\"expr\": \"(?<expr>(?:[^\"\\\\]|\\\\.)*)\",\\s*\"grad_fn\": (?<node>null|\"[^\"]*\")"
              + ".*?\"saved\": (?:null|\\[(?<saved>[^\\]]*)\\])"
              + ".*?\"next\": \\[(?<next>[^\\]]*)\\]",
          Pattern.DOTALL);

  // Names that were recorded without what comes next.
  private static final String OTHERS =
      """
      1 - x RsubBackward1
      -x NegBackward0
      torch.rsub(x, y) RsubBackward0
      torch.div(x, y) DivBackward0
      torch.minimum(x, y) MinimumBackward0
      x.clamp(0, 1) ClampBackward1
      x.clamp(x, y) ClampBackward0
      x.clamp_min(0) ClampMinBackward0
      x.masked_fill(mask, 0) MaskedFillBackward0
      x.expm1() Expm1Backward0
      x.abs() AbsBackward0
      F.mse_loss(x, y) MseLossBackward0
      F.cross_entropy(x, tgt) NllLossBackward0
      F.nll_loss(x, tgt) NllLossBackward0
      F.binary_cross_entropy(x / 2, (y > 0.5).float()) BinaryCrossEntropyBackward0
      x.amax(0) AmaxBackward0
      x @ m MmBackward0
      torch.bmm(b, b2) BmmBackward0
      torch.matmul(b, b2) UnsafeViewBackward0
      x.view(12) ViewBackward0
      x.reshape(12) ViewBackward0
      x.flatten() ViewBackward0
      x.t() TBackward0
      x.mT TransposeBackward0
      x.squeeze() SqueezeBackward0
      x[..., 0] SelectBackward0
      x[mask] IndexBackward0
      x.unbind()[0] UnbindBackward0
      x.clone().zero_() ZeroBackward0
      """;

  private static Tensor r(long... sizes) {
    long n = 1;
    for (long s : sizes) {
      n *= s;
    }
    return arange(n, DType.FLOAT32).add(1).div(n + 2.0).reshape(sizes).requiresGrad_();
  }

  private final Tensor x = r(3, 4);
  private final Tensor y = r(3, 4);
  private final Tensor m = r(4, 5);
  private final Tensor v = r(4);
  private final Tensor w = r(4);
  private final Tensor b = r(2, 3, 4);
  private final Tensor b2 = r(2, 4, 5);
  private final Tensor mask = x.gt(0.5);
  private final Tensor tgt = Gradus.tensor(new long[] {0, 1, 2});
  private final Map<String, Supplier<Tensor>> table = new LinkedHashMap<>();

  private void put(String expression, Supplier<Tensor> java) {
    table.put(expression, java);
  }

  private void arithmetic() {
    put("x + y", () -> x.add(y));
    put("x + 1", () -> x.add(1));
    put("1 + x", () -> x.add(1));
    put("x - y", () -> x.sub(y));
    put("x - 1", () -> x.sub(1));
    put("1 - x", () -> x.rsub(1));
    put("x * y", () -> x.mul(y));
    put("x * 2", () -> x.mul(2));
    put("x / y", () -> x.div(y));
    put("x / 2", () -> x.div(2));
    put("2 / x", () -> x.rdiv(2));
    put("-x", x::neg);
    put("x ** 2", () -> x.pow(2));
    put("x ** y", () -> x.pow(y));
    put("2 ** x", () -> x.rpow(2));
    put("x ** 0.5", () -> x.pow(0.5));
    put("abs(x)", x::abs);
    put("torch.add(x, y, alpha=2)", () -> x.add(y, 2));
    put("torch.sub(x, y)", () -> x.sub(y));
    put("torch.rsub(x, y)", () -> x.rsub(y));
    put("torch.mul(x, y)", () -> x.mul(y));
    put("torch.div(x, y)", () -> x.div(y));
    put("torch.true_divide(x, y)", () -> x.div(y));
    put("torch.pow(x, 2)", () -> x.pow(2));
    put("torch.square(x)", x::square);
    put("torch.maximum(x, y)", () -> x.maximum(y));
    put("torch.minimum(x, y)", () -> x.minimum(y));
    put("torch.heaviside(x, y.detach())", () -> x.heaviside(y.detach()));
    put("torch.where(mask, x, y)", () -> where(mask, x, y));
    put("x.clamp(0, 1)", () -> x.clamp(0, 1));
    put("x.clip(0, 1)", () -> x.clamp(0, 1));
    put("x.clamp(x, y)", () -> x.clamp(x, y));
    put("x.clamp_min(0)", () -> x.clampMin(0));
    put("x.clamp_max(1)", () -> x.clampMax(1));
    put("x.masked_fill(mask, 0)", () -> x.maskedFill(mask, 0));
  }

  private void functions() {
    put("x.exp()", x::exp);
    put("x.expm1()", x::expm1);
    put("x.log()", x::log);
    put("x.log1p()", x::log1p);
    put("x.sqrt()", x::sqrt);
    put("x.rsqrt()", x::rsqrt);
    put("x.reciprocal()", x::reciprocal);
    put("x.abs()", x::abs);
    put("x.neg()", x::neg);
    put("x.sign()", x::sign);
    put("x.sin()", x::sin);
    put("x.cos()", x::cos);
    put("x.tanh()", x::tanh);
    put("x.sigmoid()", x::sigmoid);
    put("F.relu(x)", x::relu);
    put("x.float()", () -> x.to(DType.FLOAT32));
    put("x.double()", () -> x.to(DType.FLOAT64));
    put("x.to(torch.float64)", () -> x.to(DType.FLOAT64));
    put("x.clone()", x::clone);
    put("x.contiguous()", x::contiguous);
    put("x.t().contiguous()", () -> x.t().contiguous());
    put("x.detach()", x::detach);
    put("F.softmax(x, 1)", () -> x.softmax(1));
    put("x.softmax(0)", () -> x.softmax(0));
    put("F.log_softmax(x, 1)", () -> x.logSoftmax(1));
    put("F.mse_loss(x, y)", () -> mseLoss(x, y));
    put("F.cross_entropy(x, tgt)", () -> crossEntropy(x, tgt));
    put("F.cross_entropy(x, y.softmax(1))", () -> crossEntropy(x, y.softmax(1)));
    put("F.nll_loss(x, tgt)", () -> nllLoss(x, tgt));
    put(
        "F.binary_cross_entropy(x / 2, (y > 0.5).float())",
        () -> binaryCrossEntropy(x.div(2), y.gt(0.5).to(DType.FLOAT32)));
  }

  private void reductionsAndProducts() {
    put("x.sum()", x::sum);
    put("x.sum(0)", () -> x.sum(0));
    put("x.mean()", x::mean);
    put("x.mean(0)", () -> x.mean(0));
    put("x.max()", x::max);
    put("x.max(0)[0]", () -> x.max(0).values());
    put("x.min()", x::min);
    put("x.amax(0)", () -> x.amax(new int[] {0}, false));
    put("x.amin()", () -> x.amin(new int[0], false));
    put("x.any()", x::any);
    put("x @ m", () -> x.matmul(m));
    put("x @ y.t()", () -> x.matmul(y.t()));
    put("torch.mm(x, m)", () -> x.mm(m));
    put("torch.mv(x, v)", () -> x.mv(v));
    put("torch.dot(v, w)", () -> v.dot(w));
    put("torch.bmm(b, b2)", () -> b.bmm(b2));
    put("torch.matmul(b, b2)", () -> b.matmul(b2));
    put("torch.matmul(b, m)", () -> b.matmul(m));
    put("torch.matmul(v, w)", () -> v.matmul(w));
  }

  private void shapes() {
    put("x.view(12)", () -> x.view(12));
    put("x.reshape(12)", () -> x.reshape(12));
    put("x.t().reshape(12)", () -> x.t().reshape(12));
    put("x.flatten()", x::flatten);
    put("x.view_as(y)", () -> x.view(3, 4));
    put("x.t()", x::t);
    put("x.mT", x::mT);
    put("x.transpose(0, 1)", () -> x.transpose(0, 1));
    put("x.permute(1, 0)", () -> x.permute(1, 0));
    put("x.squeeze()", () -> x.squeeze());
    put("x[None].squeeze(0)", () -> x.get(newAxis()).squeeze(0));
    put("x.unsqueeze(0)", () -> x.unsqueeze(0));
    put("x.expand(2, 3, 4)", () -> x.expand(2, 3, 4));
    put("x.expand_as(y)", () -> x.expandAs(y));
    put("x.narrow(0, 0, 2)", () -> x.narrow(0, 0, 2));
    put("x[0]", () -> x.get(0));
    put("x[0:2]", () -> x.get(slice(0, 2)));
    put("x[..., 0]", () -> x.get(ellipsis(), at(0)));
    put("x[:, 1]", () -> x.get(slice(), at(1)));
    put("x[None]", () -> x.get(newAxis()));
    put("x[mask]", () -> x.get(mask));
    put("x[x > 0.5]", () -> x.get(x.gt(0.5)));
    put("x.split(2)[0]", () -> x.split(2, 0)[0]);
    put("x.chunk(2)[0]", () -> x.chunk(2, 0)[0]);
    put("x.unbind()[0]", () -> x.unbind(0)[0]);
    put("torch.cat([x, y])", () -> cat(List.of(x, y), 0));
    put("torch.stack([x, y])", () -> stack(List.of(x, y), 0));
    put("x.as_strided((2, 2), (4, 1))", () -> x.asStrided(new long[] {2, 2}, new long[] {4, 1}, 0));
  }

  private void changesInPlace() {
    put("x.clone().add_(y)", () -> x.clone().add_(y));
    put("x.clone().mul_(2)", () -> x.clone().mul_(2));
    put("x.clone().div_(2)", () -> x.clone().div_(2));
    put("x.clone().pow_(2)", () -> x.clone().pow_(2));
    put("x.clone().exp_()", () -> x.clone().exp_());
    put("x.clone().relu_()", () -> x.clone().relu_());
    put("x.clone().zero_()", () -> x.clone().zero_());
    put("x.clone().fill_(1.)", () -> x.clone().fill_(1.0));
    put("x.clone().copy_(y)", () -> x.clone().copy_(y));
    put("x.clone().clamp_(0, 1)", () -> x.clone().clamp_(0, 1));
    put("x.clone().sigmoid_()", () -> x.clone().sigmoid_());
    put("x.clone().t_()", () -> x.clone().t_());
    put("x.clone().squeeze_()", () -> x.clone().squeeze_());
    put("x.clone().unsqueeze_(0)", () -> x.clone().unsqueeze_(0));
    put("x.clone().masked_fill_(mask, 0)", () -> x.clone().maskedFill_(mask, 0));
    put("x.clone().requires_grad_()", () -> x.clone().requiresGrad_());
    put("torch.zeros(3, 4).add_(x)", () -> zeros(3, 4).add_(x));
    put(
        "(lambda z: (z.__setitem__(0, v), z)[1])(x.clone())",
        () -> whole(z -> z.select(0, 0).copy_(v)));
    put("(lambda z: (z[0].mul_(2), z)[1])(x.clone())", () -> whole(z -> z.select(0, 0).mul_(2)));
    put("(lambda z: (z.view(12).mul_(2), z)[1])(x.clone())", () -> whole(z -> z.view(12).mul_(2)));
    put(
        "(lambda z: (z[0].mul_(2), z[0])[1])(x.clone())",
        () -> whole(z -> z.select(0, 0).mul_(2)).select(0, 0));
    put(
        "(lambda z: (lambda u: (u.mul_(2), u)[1])(z[0]))(x.clone())",
        () -> x.clone().select(0, 0).mul_(2));
  }

  private Tensor whole(java.util.function.Consumer<Tensor> change) {
    Tensor z = x.clone();
    change.accept(z);
    return z;
  }

  private void gradientsOfGradients() {
    put(
        "torch.autograd.grad(x.sigmoid().sum(), x, create_graph=True)[0]",
        () -> Gradus.grad(x.sigmoid().sum(), x, GradOptions.creating()));
    put(
        "torch.autograd.grad(x.tanh().sum(), x, create_graph=True)[0]",
        () -> Gradus.grad(x.tanh().sum(), x, GradOptions.creating()));
    put(
        "torch.autograd.grad(x.relu().sum(), x, create_graph=True)[0]",
        () -> Gradus.grad(x.relu().sum(), x, GradOptions.creating()));
    put(
        "torch.autograd.grad(F.gelu(x).sum(), x, create_graph=True)[0]",
        () -> Gradus.grad(x.gelu().sum(), x, GradOptions.creating()));
    put(
        "torch.autograd.grad(F.mse_loss(x, y), x, create_graph=True)[0]",
        () -> Gradus.grad(mseLoss(x, y), x, GradOptions.creating()));
    put(
        "torch.autograd.grad((x @ m).sum(), x, create_graph=True)[0]",
        () -> Gradus.grad(x.matmul(m).sum(), x, GradOptions.creating()));
  }

  @Test
  void nodesAndWhatComesNextAreNamedAsInPyTorch() throws IOException {
    arithmetic();
    functions();
    reductionsAndProducts();
    shapes();
    changesInPlace();
    gradientsOfGradients();
    List<String> differing = new ArrayList<>();
    Matcher record = RECORD.matcher(Files.readString(recorded()));
    int found = 0;
    while (record.find()) {
      String expression = record.group("expr");
      Supplier<Tensor> java = table.remove(expression);
      if (java != null) {
        found++;
        String wanted = record.group("node").replace("\"", "") + " " + names(record.group("next"));
        Tensor y = java.get();
        String got = seen(y);
        unknown(expression, y, names(record.group("saved")), differing);
        if (!got.equals(wanted)) {
          differing.add(expression + ": wanted " + wanted + ", got " + got);
        }
      }
    }
    assertThat(differing).isEmpty();
    assertThat(found).isGreaterThan(80);
    for (String line : OTHERS.lines().toList()) {
      int at = line.lastIndexOf(' ');
      String expression = line.substring(0, at).strip();
      Supplier<Tensor> java = Objects.requireNonNull(table.remove(expression), expression);
      assertThat(Seen.nodeName(java.get())).as(expression).isEqualTo(line.substring(at + 1));
    }
    assertThat(table.keySet()).as("expressions of which no name is known").isEmpty();
  }

  // What is kept has PyTorch's name; what is shown beside it says more than PyTorch does.
  private static void unknown(
      String expression, Tensor y, List<String> known, List<String> differing) {
    if (y.gradFn() != null) {
      Gradus.savedAttributes(y.gradFn())
          .forEach((name, value) -> {
            String first = name.replaceAll("\\d+$", "");
            boolean named =
                known.contains(name) || known.contains(first) || !(value instanceof SavedTensor);
            if (!named || name.matches("(p|input|saved)\\d+")) {
              differing.add(expression + " keeps " + name + ", PyTorch " + known);
            }
          });
    }
  }

  /// What PyTorch's derivatives name, for a node of each kind.
  @Test
  void whatIsKeptHasPyTorchsName() {
    Tensor scores = x.detach().requiresGrad_();
    Tensor square = m.matmul(m.t()).detach().requiresGrad_();
    kept(nllLoss(scores.logSoftmax(1), tgt), "target reduction ignore_index");
    kept(x.mm(m), "self mat2");
    kept(x.gather(1, zeros(DType.INT64, 3, 1)), "index");
    kept(x.maskedFill(mask, 0), "mask value");
    kept(x.max(0).values(), "dim indices keepdim");
    kept(Gradus.cdist(x, y), "x1 x2 result p");
    kept(Gradus.embedding(tgt, scores), "indices padding_idx scale_grad_by_freq");
    kept(Linalg.inv(square), "inverse");
    kept(Gradus.layerNorm(scores, new long[] {4}), "input result1 result2");
    kept(x.mul(3), "other");
    kept(x.clamp(0, 1), "self min max");
    kept(Gradus.grad(x.mul(3).sin().sum(), x, GradOptions.creating()), "other");
    Tensor direction = Gradus.grad(v.norm(2), v, GradOptions.creating());
    assertThat(Seen.nodeName(direction)).isEqualTo("MulBackward0");
    Tensor slope = Gradus.grad(x.tanh().sum(), x, GradOptions.creating());
    kept(slope, "grad_output output");
  }

  private static void kept(Tensor t, String names) {
    assertThat(Gradus.savedAttributes(Seen.node(t)).keySet())
        .as(Seen.nodeName(t))
        .contains(names.split(" "))
        .noneMatch(name -> name.matches("(p|input|saved)\\d+"));
  }

  private static String seen(Tensor t) {
    return t.gradFn() == null ? "null []" : Seen.nodeName(t) + " " + Seen.nextNames(Seen.node(t));
  }

  private static List<String> names(@Nullable String list) {
    if (list == null) {
      return List.of();
    }
    Matcher name = Pattern.compile("\"([^\"]*)\"").matcher(list);
    List<String> names = new ArrayList<>();
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }

  private static Path recorded() {
    Path here = Path.of(System.getProperty("basedir", "."));
    return here.resolve("../conformance/grad_fn_names.json");
  }
}
