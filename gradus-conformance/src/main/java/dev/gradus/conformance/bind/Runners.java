package dev.gradus.conformance.bind;

import dev.gradus.Tensor;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.CaseRunner;
import dev.gradus.conformance.run.Library;
import dev.gradus.conformance.run.OpRunner;
import dev.gradus.conformance.run.RngTopic;
import dev.gradus.conformance.training.OptimizerTopic;
import dev.gradus.conformance.training.RunTopic;
import dev.gradus.conformance.training.SchedulerTopic;
import java.util.Map;
import java.util.SortedMap;

/// The runner of everything that Gradus has.
public final class Runners {
  private Runners() {}

  /// A runner with all bindings.
  public static CaseRunner gradus() {
    Library<Tensor> library = new GradusLibrary();
    Bindings<Tensor> bindings = operations();
    Bindings<Tensor> drawing = operations();
    InitOps.bind(drawing);
    return new CaseRunner(
        new OpRunner<>(library, bindings),
        Map.of(
            "rng", new RngTopic<>(library, drawing),
            "optimizers", new OptimizerTopic(library),
            "schedulers", new SchedulerTopic(),
            "runs", new RunTopic(library),
            "modules", new ModulesTopic(library)));
  }

  /// The operations that are left out, with the reasons.
  public static SortedMap<String, String> leftOut() {
    return operations().leftOut();
  }

  static Bindings<Tensor> operations() {
    Bindings<Tensor> bindings = new Bindings<>();
    ActivationOps.bind(bindings);
    AttentionOps.bind(bindings);
    BlockOps.bind(bindings);
    CombiningOps.bind(bindings);
    ComplexOps.bind(bindings);
    ConvolutionOps.bind(bindings);
    CreationOps.bind(bindings);
    DistanceOps.bind(bindings);
    DropoutOps.bind(bindings);
    EmbeddingOps.bind(bindings);
    FactorOps.bind(bindings);
    FourierOps.bind(bindings);
    FunctionOps.bind(bindings);
    GridOps.bind(bindings);
    IndexOps.bind(bindings);
    LossOps.bind(bindings);
    MarginLossOps.bind(bindings);
    MatrixOps.bind(bindings);
    ProductOps.bind(bindings);
    WindowOps.bind(bindings);
    NewbornOps.bind(bindings);
    MoreLossOps.bind(bindings);
    NormOps.bind(bindings);
    PointwiseOps.bind(bindings);
    PoolingOps.bind(bindings);
    QuantileOps.bind(bindings);
    RandomOps.bind(bindings);
    ReadingOps.bind(bindings);
    RecurrentOps.bind(bindings);
    ReductionOps.bind(bindings);
    ResampleOps.bind(bindings);
    SearchOps.bind(bindings);
    SequenceLossOps.bind(bindings);
    SolverOps.bind(bindings);
    SpecialOps.bind(bindings);
    SpectralOps.bind(bindings);
    ShapeOps.bind(bindings);
    ScatterOps.bind(bindings);
    ArrangingOps.bind(bindings);
    CopyingOps.bind(bindings);
    StatisticsOps.bind(bindings);
    return bindings;
  }
}
