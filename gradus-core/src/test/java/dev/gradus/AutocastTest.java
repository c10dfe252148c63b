package dev.gradus;

import static dev.gradus.Gradus.autocast;
import static dev.gradus.dtype.DType.BFLOAT16;
import static dev.gradus.dtype.DType.FLOAT16;
import static dev.gradus.dtype.DType.FLOAT32;
import static dev.gradus.dtype.DType.FLOAT64;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.autograd.Checkpoint;
import dev.gradus.autograd.CheckpointOptions;
import dev.gradus.autograd.Func;
import dev.gradus.dtype.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock("dev.gradus.Globals")
final class AutocastTest {
  private final Generator generator = new Generator().manualSeed(1);

  private Tensor normal(long... sizes) {
    return Gradus.randn(generator, sizes);
  }

  private static void assertDType(DType dtype, Supplier<Tensor> body) {
    try (var _ = autocast()) {
      assertThat(body.get().dtype()).isEqualTo(dtype);
    }
  }

  private static void assertDTypes(DType dtype, List<Supplier<Tensor>> bodies) {
    for (int i = 0; i < bodies.size(); i++) {
      try (var _ = autocast()) {
        assertThat(bodies.get(i).get().dtype()).as("line " + i).isEqualTo(dtype);
      }
    }
  }

  @Test
  void productsAndConvolutionsComputeInTheNarrowDType() {
    Tensor a = normal(3, 3);
    Tensor v = normal(3);
    Tensor b = normal(2, 3, 3);
    Tensor narrow = a.to(BFLOAT16);
    List<Supplier<Tensor>> bodies =
        List.of(
            () -> a.mm(a),
            () -> a.matmul(narrow),
            () -> a.matmul(v),
            () -> v.matmul(v),
            () -> b.matmul(v),
            () -> b.bmm(b),
            () -> a.addmm(narrow, a),
            () -> b.baddbmm(b, b),
            () -> a.addbmm(b, b),
            () -> Gradus.linear(b, a, v),
            () -> Gradus.linear(b.transpose(0, 1), a, v),
            () -> Gradus.linear(narrow, a, null),
            () -> Gradus.conv2d(normal(1, 1, 5, 5), normal(1, 1, 3, 3)),
            () -> Gradus.convTranspose1d(b, normal(3, 2, 2)),
            () -> a.prelu(v),
            () -> Gradus.scaledDotProductAttention(b, b.to(BFLOAT16), b));
    assertDTypes(BFLOAT16, bodies);
  }

  @Test
  void lossesAndFactorisationsComputeInFloat32() {
    Tensor x = normal(3, 3).to(BFLOAT16);
    Tensor classes = Gradus.tensor(new long[] {0, 1, 2});
    Tensor volume = normal(1, 1, 4, 4, 4).to(BFLOAT16);
    List<Supplier<Tensor>> bodies =
        List.of(
            () -> Gradus.mseLoss(x, x),
            () -> Gradus.l1Loss(x, x.to(FLOAT32)),
            () -> Gradus.nllLoss(x, classes),
            () -> Gradus.crossEntropy(x, classes),
            () -> Gradus.binaryCrossEntropy(x.sigmoid(), x.sigmoid()),
            () -> Gradus.tripletMarginLoss(x, x, x),
            () -> x.prod(),
            () -> x.trace(),
            () -> x.quantile(0.5),
            () -> x.inverse(),
            () -> Linalg.svdvals(x),
            () -> Linalg.solve(x, x),
            () -> Linalg.qr(x).q(),
            () -> Linalg.pinv(x),
            () -> Gradus.cdist(x, x),
            () -> Gradus.avgPool3d(volume, 2));
    assertDTypes(FLOAT32, bodies);
    assertDType(DType.COMPLEX64, () -> Fft.fft(x));
  }

  @Test
  void theRestComputesInWhatComes() {
    Tensor x = normal(3, 3);
    Tensor narrow = x.to(BFLOAT16);
    assertDType(BFLOAT16, () -> narrow.exp());
    assertDType(BFLOAT16, () -> narrow.softmax(0));
    assertDType(BFLOAT16, () -> narrow.sum());
    assertDType(FLOAT32, () -> x.add(narrow));
    assertDType(FLOAT32, () -> x.select(0, 0).dot(x.select(0, 1)));
    assertDType(FLOAT32, () -> Gradus.cat(List.of(x, narrow), 0));
    assertDType(FLOAT32, () -> Gradus.stack(List.of(narrow, x), 0));
    assertDType(FLOAT64, () -> x.to(FLOAT64).mm(x.to(FLOAT64)));
    assertDType(DType.INT64, () -> x.to(DType.INT64).mm(x.to(DType.INT64)));
    Tensor classes = Gradus.tensor(new long[] {1});
    assertDType(FLOAT32, () -> x.indexCopy(0, classes, normal(1, 3).to(BFLOAT16)));
  }

  @Test
  void cellsAndNormalisationTakeMixedInputs() {
    Tensor x = normal(4, 3).to(BFLOAT16);
    Tensor w = normal(3);
    assertDType(
        BFLOAT16,
        () -> Gradus.layerNorm(x, new long[] {3}, NormOptions.DEFAULT.withWeight(w).withBias(w)));
  }

  @Test
  void gradientsComeBackInTheDTypeOfTheParameter() {
    Tensor w = normal(3, 2).requiresGrad_();
    Tensor bias = normal(3).requiresGrad_();
    Tensor x = normal(4, 2);
    Tensor y;
    try (var _ = autocast()) {
      y = Gradus.linear(x, w, bias).relu();
    }
    y.sum().backward();
    Tensor w2 = w.detach().to(BFLOAT16).requiresGrad_();
    Tensor bias2 = bias.detach().to(BFLOAT16).requiresGrad_();
    Tensor y2 = Gradus.linear(x.to(BFLOAT16), w2, bias2).relu();
    y2.sum().backward();
    assertThat(y.equal(y2)).isTrue();
    for (List<Tensor> pair : List.of(List.of(w, w2), List.of(bias, bias2))) {
      Tensor g = requireNonNull(pair.get(0).grad());
      assertThat(g.dtype()).isEqualTo(FLOAT32);
      assertThat(g.equal(requireNonNull(pair.get(1).grad()).to(FLOAT32))).isTrue();
    }
  }

  private static List<String> operations(Runnable body) {
    List<String> names = new ArrayList<>();
    try (var _ = OperationWatch.open(OperationWatch.seeing((op, _) -> names.add(op.name())))) {
      body.run();
    }
    return names;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aParameterIsCastOnce(boolean cache) {
    Tensor w = normal(2, 2).requiresGrad_();
    Tensor x = normal(2, 2).to(BFLOAT16);
    List<String> names =
        operations(() -> {
          try (var _ = autocast(AutocastOptions.DEFAULT.withCacheEnabled(cache))) {
            Tensor y = Gradus.linear(Gradus.linear(x, w, null), w, null);
            try (var _ = autocast(BFLOAT16)) {
              y.mm(w);
            }
          }
        });
    assertThat(names.stream().filter("_to_copy"::equals)).hasSize(cache ? 1 : 3);
  }

  @Test
  void aCopyOfAnOldValueIsNotUsed() {
    Tensor w = Gradus.ones(2, 2).requiresGrad_();
    Tensor x = Gradus.ones(2, 2);
    try (var _ = autocast()) {
      assertThat(x.mm(w).sum().item()).isEqualTo(8);
      try (var _ = Gradus.noGrad()) {
        w.fill_(2);
        assertThat(x.mm(w).requiresGrad()).isFalse();
      }
      Tensor y = x.mm(w);
      assertThat(y.sum().item()).isEqualTo(16);
      assertThat(y.requiresGrad()).isTrue();
    }
  }

  @Test
  void scopesInsideOthersDecide() {
    Tensor a = normal(2, 2);
    assertThat(Gradus.isAutocastEnabled()).isFalse();
    try (var _ = autocast(FLOAT16)) {
      assertThat(Gradus.isAutocastEnabled()).isTrue();
      assertThat(a.mm(a).dtype()).isEqualTo(FLOAT16);
      try (var _ = autocast(AutocastOptions.DEFAULT.withEnabled(false))) {
        assertThat(Gradus.isAutocastEnabled()).isFalse();
        assertThat(a.mm(a).dtype()).isEqualTo(FLOAT32);
        try (var _ = autocast()) {
          assertThat(a.mm(a).dtype()).isEqualTo(BFLOAT16);
        }
        assertThat(a.mm(a).dtype()).isEqualTo(FLOAT32);
      }
      assertThat(a.mm(a).dtype()).isEqualTo(FLOAT16);
    }
    assertThat(a.mm(a).dtype()).isEqualTo(FLOAT32);
    assertThat(ThreadState.current().top).isNull();
  }

  @Test
  void changesInPlaceKeepTheirDType() {
    Tensor a = normal(2, 2);
    try (var _ = autocast()) {
      assertThat(a.addmm_(a, a).dtype()).isEqualTo(FLOAT32);
    }
  }

  @Test
  void anotherThreadHasItOnlyIfItIsCarried() throws Exception {
    Tensor a = normal(2, 2);
    List<DType> seen = new ArrayList<>();
    try (var _ = autocast()) {
      CapturedModes modes = Gradus.captureModes();
      for (Runnable task :
          List.<Runnable>of(
              () -> seen.add(a.mm(a).dtype()), modes.wrap(() -> seen.add(a.mm(a).dtype())))) {
        Thread thread = Thread.ofVirtual().start(task);
        thread.join();
      }
    }
    assertThat(seen).containsExactly(FLOAT32, BFLOAT16);
  }

  @Test
  void functionTransformsComposeWithIt() {
    Tensor w = normal(3, 3);
    Tensor x = normal(4, 3);
    try (var _ = autocast()) {
      Tensor y = Func.vmap(row -> w.matmul(row[0])).apply(x);
      assertThat(y.dtype()).isEqualTo(BFLOAT16);
      assertThat(y.shape()).containsExactly(4, 3);
      Tensor g = Func.grad(v -> w.matmul(v[0]).sum()).apply(x.select(0, 0));
      assertThat(g.dtype()).isEqualTo(FLOAT32);
    }
    Tensor inside =
        Func.vmap(
                row -> {
                  try (var _ = autocast()) {
                    return w.matmul(row[0]);
                  }
                })
            .apply(x);
    assertThat(inside.dtype()).isEqualTo(BFLOAT16);
    try (var level = Gradus.dualLevel();
        var _ = autocast()) {
      Tensor tangent = level.tangent(w.mm(level.makeDual(x.t(), Gradus.ones(3, 4))));
      assertThat(requireNonNull(tangent).dtype()).isEqualTo(BFLOAT16);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCheckpointRunsAgainAsItRan(boolean reentrant) {
    Tensor w = normal(3, 3).requiresGrad_();
    Tensor x = normal(3, 3).requiresGrad_();
    Tensor y;
    try (var _ = autocast()) {
      y =
          Checkpoint.checkpoint(
              t -> new Tensor[] {t[0].mm(w).exp().mm(w)},
              CheckpointOptions.DEFAULT.withUseReentrant(reentrant),
              x)[0];
    }
    y.sum().backward();
    Tensor g = requireNonNull(x.grad());
    x.setGrad(null);
    try (var _ = autocast()) {
      y = x.mm(w).exp().mm(w);
    }
    y.sum().backward();
    assertThat(g.equal(requireNonNull(x.grad()))).isTrue();
  }

  @Test
  void anotherDTypeIsWarnedOf() {
    List<String> heard = new ArrayList<>();
    Gradus.onWarning(heard::add);
    try (var _ = autocast(FLOAT64)) {
      assertThat(Gradus.isAutocastEnabled()).isFalse();
    } finally {
      Gradus.onWarning(Seen::toLog);
    }
    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst()).startsWith("In CPU autocast, but the target dtype is not supp");
  }
}
