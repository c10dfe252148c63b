package dev.gradus.cli.lesson.chapter;

import static dev.gradus.Gradus.*;

import dev.gradus.GradOptions;

final class BackwardAndGrad implements Chapter {
  @Override
  public void run(Cells in) {
    in.cell(45);
    var x = tensor(2.0).requiresGrad_();
    backward(x.pow(2), x.mul(3));
    IO.println(x.grad());

    in.cell(46);
    var r = tensor("[1., 2, 3]").requiresGrad_();
    r.pow(2).backward(tensor("[1., 0.1, 0.01]"));
    IO.println(r.grad());

    in.cell(47);
    x.zeroGrad();
    var y = x.mul(2).add(1).mul(x).add(3).mul(x).add(5).mul(x).add(1);
    var d1 = grad(y, x, GradOptions.creating());
    IO.println(d1);
    IO.println(x.grad());

    in.cell(48);
    var d2 = grad(d1, x, GradOptions.creating());
    IO.println(d2);
    var d3 = grad(d2, x, GradOptions.DEFAULT);
    IO.println(d3);
  }
}
