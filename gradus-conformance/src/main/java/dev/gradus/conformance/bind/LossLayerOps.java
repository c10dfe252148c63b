package dev.gradus.conformance.bind;

import dev.gradus.BinaryCrossEntropyOptions;
import dev.gradus.CrossEntropyOptions;
import dev.gradus.CtcOptions;
import dev.gradus.GaussianNllOptions;
import dev.gradus.HuberOptions;
import dev.gradus.KlDivReduction;
import dev.gradus.LossReduction;
import dev.gradus.MultiMarginOptions;
import dev.gradus.PoissonNllOptions;
import dev.gradus.Tensor;
import dev.gradus.TripletMarginOptions;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.nn.AdaptiveLogSoftmaxWithLoss;
import dev.gradus.nn.BCELoss;
import dev.gradus.nn.BCEWithLogitsLoss;
import dev.gradus.nn.CTCLoss;
import dev.gradus.nn.CosineEmbeddingLoss;
import dev.gradus.nn.CrossEntropyLoss;
import dev.gradus.nn.GaussianNLLLoss;
import dev.gradus.nn.HingeEmbeddingLoss;
import dev.gradus.nn.HuberLoss;
import dev.gradus.nn.KLDivLoss;
import dev.gradus.nn.L1Loss;
import dev.gradus.nn.Layer;
import dev.gradus.nn.MSELoss;
import dev.gradus.nn.MarginRankingLoss;
import dev.gradus.nn.MultiLabelMarginLoss;
import dev.gradus.nn.MultiLabelSoftMarginLoss;
import dev.gradus.nn.MultiMarginLoss;
import dev.gradus.nn.NLLLoss;
import dev.gradus.nn.PoissonNLLLoss;
import dev.gradus.nn.SmoothL1Loss;
import dev.gradus.nn.SoftMarginLoss;
import dev.gradus.nn.TripletMarginLoss;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Constructors of losses.
final class LossLayerOps {
  private static final String REDUCTION = "reduction: str = 'mean'";

  private LossLayerOps() {}

  static void bind(Bindings<Tensor> b) {
    plain(b, "MSELoss", MSELoss::new);
    plain(b, "L1Loss", L1Loss::new);
    plain(b, "SoftMarginLoss", SoftMarginLoss::new);
    plain(b, "MultiLabelMarginLoss", MultiLabelMarginLoss::new);
    margin(b, "HingeEmbeddingLoss", "1.0", HingeEmbeddingLoss::new);
    margin(b, "CosineEmbeddingLoss", "0.0", CosineEmbeddingLoss::new);
    margin(b, "MarginRankingLoss", "0.0", MarginRankingLoss::new);
    elements(b);
    classes(b);
    likelihoods(b);
    sequences(b);
    b.op(
        "AdaptiveLogSoftmaxWithLoss",
        "in_features: int, n_classes: int, cutoffs: ints, div_value: number = 4.0, head_bias: bool ="
            + " False",
        a ->
            new AdaptiveLogSoftmaxWithLoss(
                a.longValue("in_features"),
                a.longValue("n_classes"),
                a.longs("cutoffs"),
                a.real("div_value"),
                a.flag("head_bias")));
  }

  private static LossReduction reduction(Arguments<Tensor> a) {
    return LossReduction.of(a.text("reduction"));
  }

  private static void plain(Bindings<Tensor> b, String name, Function<LossReduction, Layer> loss) {
    b.op(name, REDUCTION, a -> loss.apply(reduction(a)));
  }

  private static void margin(
      Bindings<Tensor> b,
      String name,
      String usual,
      BiFunction<Double, LossReduction, Layer> loss) {
    b.op(
        name,
        "margin: number = " + usual + ", " + REDUCTION,
        a -> loss.apply(a.real("margin"), reduction(a)));
  }

  private static void elements(Bindings<Tensor> b) {
    b.op(
        "SmoothL1Loss",
        REDUCTION + ", beta: number = 1.0",
        a -> new SmoothL1Loss(a.real("beta"), reduction(a)));
    b.op(
        "HuberLoss",
        REDUCTION + ", delta: number = 1.0",
        a -> new HuberLoss(new HuberOptions(a.real("delta"), null, reduction(a))));
    b.op("BCELoss", REDUCTION, a -> new BCELoss(reduction(a)));
    b.op(
        "BCEWithLogitsLoss",
        REDUCTION,
        a -> new BCEWithLogitsLoss(BinaryCrossEntropyOptions.DEFAULT.withReduction(reduction(a))));
    b.op(
        "KLDivLoss",
        REDUCTION + ", log_target: bool = False",
        a -> new KLDivLoss(KlDivReduction.of(a.text("reduction")), a.flag("log_target")));
  }

  private static void classes(Bindings<Tensor> b) {
    String ignored = "ignore_index: int = -100, " + REDUCTION;
    b.op(
        "CrossEntropyLoss",
        ignored + ", label_smoothing: number = 0.0",
        a ->
            new CrossEntropyLoss(
                new CrossEntropyOptions(
                    null, a.longValue("ignore_index"), reduction(a), a.real("label_smoothing"))));
    b.op(
        "NLLLoss",
        ignored,
        a ->
            new NLLLoss(
                new CrossEntropyOptions(null, a.longValue("ignore_index"), reduction(a), 0)));
    b.op(
        "MultiMarginLoss",
        "p: int = 1, margin: number = 1.0, " + REDUCTION,
        a ->
            new MultiMarginLoss(
                new MultiMarginOptions(a.longValue("p"), a.real("margin"), null, reduction(a))));
    b.op("MultiLabelSoftMarginLoss", REDUCTION, a -> new MultiLabelSoftMarginLoss(reduction(a)));
  }

  private static void likelihoods(Bindings<Tensor> b) {
    b.op(
        "PoissonNLLLoss",
        "log_input: bool = True, full: bool = False, eps: number = 1e-8, " + REDUCTION,
        a ->
            new PoissonNLLLoss(
                new PoissonNllOptions(
                    a.flag("log_input"), a.flag("full"), a.real("eps"), reduction(a))));
    b.op(
        "GaussianNLLLoss",
        "full: bool = False, eps: number = 1e-6, " + REDUCTION,
        a ->
            new GaussianNLLLoss(
                new GaussianNllOptions(a.flag("full"), a.real("eps"), reduction(a))));
  }

  private static void sequences(Bindings<Tensor> b) {
    b.op(
        "CTCLoss",
        "blank: int = 0, " + REDUCTION + ", zero_infinity: bool = False",
        a ->
            new CTCLoss(
                new CtcOptions(a.longValue("blank"), reduction(a), a.flag("zero_infinity"))));
    b.op(
        "TripletMarginLoss",
        "margin: number = 1.0, p: number = 2.0, eps: number = 1e-6, swap: bool = False, "
            + REDUCTION,
        a ->
            new TripletMarginLoss(
                new TripletMarginOptions(
                    a.real("margin"), a.real("p"), a.real("eps"), a.flag("swap"), reduction(a))));
  }
}
