package dev.gradus.conformance.bind;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.nn.Init;
import java.util.function.UnaryOperator;

/// The topic `rng`: initialisations of empty tensors of given sizes, and first parameters of
/// layers.
final class InitOps {
  private InitOps() {}

  static void bind(Bindings<Tensor> b) {
    LayerOps.bind(b);
    b.op(
        ".",
        "layer, name: str",
        a -> SequenceLayerOps.layer(a, "layer").getParameter(a.text("name")));
    init(b, "uniform_", Init::uniform_);
    init(b, "normal_", Init::normal_);
    init(b, "xavier_uniform_", Init::xavierUniform_);
    init(b, "xavier_normal_", Init::xavierNormal_);
    init(b, "kaiming_uniform_", Init::kaimingUniform_);
    init(b, "kaiming_normal_", Init::kaimingNormal_);
    init(b, "trunc_normal_", Init::truncNormal_);
    init(b, "orthogonal_", Init::orthogonal_);
    init(b, "eye_", Init::eye_);
    init(b, "dirac_", Init::dirac_);
    b.op(
        "sparse_",
        "*size: int, sparsity: number, std: number = 0.01",
        a -> Init.sparse_(empty(a), a.real("sparsity"), a.real("std")));
  }

  private static Tensor empty(Arguments<Tensor> a) {
    return Gradus.empty(a.longs("size"));
  }

  private static void init(Bindings<Tensor> b, String name, UnaryOperator<Tensor> init) {
    b.op(name, "*size: int", a -> init.apply(empty(a)));
  }
}
