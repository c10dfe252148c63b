package dev.gradus.op.linalg;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// The gradients of a product Y = Q·C (or Qᴴ·C) of reflections.
///
/// Q = I − V·T·Vᴴ with T = D·M⁻¹, M = I + N·D, D the factors on a diagonal and N the part of Vᴴ·V
/// above it. So the gradient is a few matrix products, however many reflections there are, and
/// holds for factors of any value.
///
/// @param ofReflections by the matrix that holds V below its diagonal
/// @param ofTau by the factors
/// @param ofOther by C
record ReflectionGradient(Tensor ofReflections, Tensor ofTau, Tensor ofOther) {

  static ReflectionGradient of(Tensor a, Tensor tau, Tensor c, Tensor g, boolean adjoint) {
    long k = tau.size(-1);
    Tensor v = vectors(a.narrow(-1, 0, k));
    Tensor d = tau.diagEmbed();
    Tensor n = v.mH().matmul(v).triu(1);
    Tensor m = n.matmul(d).add(Gradus.eye(k).to(a.dtype()));
    Tensor t = Call.run(new SolveTriangular(true, false, true), m, d);
    Tensor s = adjoint ? t.mH() : t;
    Tensor p = v.mH().matmul(g);
    Tensor w = v.mH().matmul(c);
    Tensor sp = s.mH().matmul(p);
    Tensor ofS = p.matmul(w.mH()).neg();
    Tensor ofT = adjoint ? ofS.mH() : ofS;
    Tensor right = Call.run(new SolveTriangular(false, false, true), m.mH(), ofT);
    Tensor ofM = t.mH().matmul(right).neg();
    Tensor ofTau = right.add(n.mH().matmul(ofM)).diagonal(0, -2, -1);
    Tensor ofN = ofM.matmul(d.mH()).triu(1);
    Tensor ofV = v.matmul(ofN.add(ofN.mH())).sub(g.matmul(s.matmul(w).mH())).sub(c.matmul(sp.mH()));
    Tensor below = ofV.tril(-1).pad(0, a.size(-1) - k);
    return new ReflectionGradient(below, ofTau, g.sub(v.matmul(sp)));
  }

  private static Tensor vectors(Tensor a) {
    return a.tril(-1).add(Gradus.eye(a.size(-2), a.size(-1)).to(a.dtype()));
  }
}
