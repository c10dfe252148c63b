package dev.gradus.cli.lesson.chapter;

import static dev.gradus.Gradus.*;

final class GradientDescent implements Chapter {
  @Override
  public void run(Cells in) {
    in.cell(16);
    var x = tensor(2.0).requiresGrad_();
    var y = x.mul(2).add(1).mul(x).add(3).mul(x).add(5).mul(x).add(1);
    y.backward();
    try (var _ = noGrad()) {
      x.sub_(x.grad(), 0.01);
    }
    IO.println(x);

    in.cell(17);
    var a = tensor(2.0).requiresGrad_();
    a.pow(2).backward();
    a.pow(2).backward();
    IO.println(a.grad());
    a.zeroGrad();
    IO.println(a.grad());

    in.cell(18);
    for (int step = 1; step <= 80; step++) {
      x.zeroGrad();
      y = x.mul(2).add(1).mul(x).add(3).mul(x).add(5).mul(x).add(1);
      y.backward();
      if (step % 8 == 1) {
        int column = (int) (30 * x.item()) + 20;
        IO.println(" ".repeat(column) + "● " + y.detach());
      }
      try (var _ = noGrad()) {
        x.sub_(x.grad(), 0.01);
      }
    }

    in.cell(19);
    IO.println(x);
    IO.println(x.grad());
  }
}
