package dev.gradus.cli.lesson.chapter;

import static dev.gradus.Gradus.*;

final class Backprop implements Chapter {
  @Override
  public void run(Cells in) {
    in.cell(41);
    var x = tensor(2.0);
    var w = tensor(0.5).requiresGrad_();
    var v = tensor(4.0).requiresGrad_();
    var u = w.mul(x).sub(1);
    var h = u.sigmoid();
    var o = h.mul(v);
    var loss = o.sub(3).pow(2);
    IO.println(loss);

    in.cell(42);
    u.retainGrad();
    h.retainGrad();
    o.registerHook(g -> {
      IO.println("∂loss/∂o = " + g);
      return null;
    });
    loss.backward();

    in.cell(43);
    IO.println(h.grad());
    IO.println(u.grad());
    IO.println(v.grad());
    IO.println(w.grad());

    in.cell(44);
    var step = loss.gradFn();
    while (step != null) {
      IO.println(step.name());
      var edges = step.edges();
      step = edges.length == 0 ? null : edges[0].node();
    }
  }
}
