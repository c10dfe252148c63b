package dev.gradus.cli.graph;

import static dev.gradus.Gradus.*;

import dev.gradus.BackwardOptions;
import dev.gradus.GradOptions;
import dev.gradus.Tensor;
import dev.gradus.viz.GraphDrawing;

/// The lesson's programs, each up to its first backward pass, which the drawing watches.
final class Programs {
  private Programs() {}

  static GraphDrawing polynomial() {
    var x = tensor(2.0).requiresGrad_();
    var y =
        x.pow(4)
            .mul(2) // 2x⁴
            .add(x.pow(3)) // + x³
            .add(x.pow(2).mul(3)) // + 3x²
            .add(x.mul(5)) // + 5x
            .add(1); // + 1
    return watched(GraphDrawing.of(y).withName(x, "x").withName(y, "y"), y);
  }

  static GraphDrawing matrix() {
    var x = tensor("[[1., 2, 3], [3, 2, 1]]").requiresGrad_();
    var y = x.mul(3).add(2);
    var z = y.pow(2).mul(2);
    var out = z.mean();
    var drawing = GraphDrawing.of(out).withName(x, "x").withName(y, "y");
    return watched(drawing.withName(z, "z").withName(out, "out"), out);
  }

  static GraphDrawing descent() {
    var x = tensor(2.0).requiresGrad_();
    var y = x.mul(2).add(1).mul(x).add(3).mul(x).add(5).mul(x).add(1);
    return watched(GraphDrawing.of(y).withName(x, "x").withName(y, "y"), y);
  }

  static GraphDrawing sigmoid() {
    var s = tensor("[-2., -0.5, 0., 2.]").requiresGrad_();
    var labels = tensor("[0., 1., 1., 0.]");
    var p = s.sigmoid();
    var error = binaryCrossEntropy(p, labels);
    var drawing = GraphDrawing.of(error).withName(s, "scores").withName(p, "p");
    return watched(drawing.withName(labels, "labels").withName(error, "error"), error);
  }

  static GraphDrawing likelihood() {
    var tosses = tensor("[1., 1, 0, 1, 1, 0, 1, 1, 0, 1]");
    var w = tensor(0.0).requiresGrad_();
    var p = w.sigmoid().expand(10);
    var loss = binaryCrossEntropy(p, tosses);
    var drawing = GraphDrawing.of(loss).withName(w, "w").withName(p, "p");
    return watched(drawing.withName(tosses, "tosses").withName(loss, "loss"), loss);
  }

  static GraphDrawing entropy() {
    var scores = tensor("[[2., 1, 0.1], [0.5, 2.5, 0.3]]").requiresGrad_();
    var classes = tensor("[0, 2]");
    var loss = crossEntropy(scores, classes);
    return watched(GraphDrawing.of(loss).withName(scores, "scores").withName(loss, "loss"), loss);
  }

  static GraphDrawing classifier() {
    manualSeed(0);
    var centers = tensor("[[0., 1], [-1, -1], [1, -1]]");
    var classes = tensor("[0, 1, 2]").expand(10, 3).reshape(30);
    var noise = randn(30, 2).mul(0.5);
    var x = oneHot(classes, 3).to(float32).matmul(centers).add(noise);
    var w = zeros(2, 3).requiresGrad_();
    var b = zeros(3).requiresGrad_();
    var scores = x.matmul(w).add(b);
    var loss = crossEntropy(scores, classes);
    var drawing = GraphDrawing.of(loss).withName(w, "w").withName(b, "b").withName(x, "x");
    return watched(drawing.withName(scores, "scores").withName(loss, "loss"), loss);
  }

  static GraphDrawing backprop() {
    var x = tensor(2.0);
    var w = tensor(0.5).requiresGrad_();
    var v = tensor(4.0).requiresGrad_();
    var u = w.mul(x).sub(1);
    var h = u.sigmoid();
    var o = h.mul(v);
    var loss = o.sub(3).pow(2);
    var drawing = GraphDrawing.of(loss).withName(w, "w").withName(v, "v").withName(x, "x");
    drawing = drawing.withName(u, "u").withName(h, "h").withName(o, "o");
    return watched(drawing.withName(loss, "loss"), loss);
  }

  static GraphDrawing derivatives() {
    var x = tensor(2.0).requiresGrad_();
    var y = x.mul(2).add(1).mul(x).add(3).mul(x).add(5).mul(x).add(1);
    var d1 = grad(y, x, GradOptions.creating());
    var d2 = grad(d1, x, GradOptions.creating());
    return GraphDrawing.of(d1, d2).withName(x, "x").withName(d1, "y′").withName(d2, "y″");
  }

  // The graph is kept, so that it can still be printed with what it saves.
  private static GraphDrawing watched(GraphDrawing drawing, Tensor y) {
    GraphDrawing watching = drawing.watching();
    y.backward(BackwardOptions.retaining());
    return watching;
  }
}
