package dev.gradus.cli.lesson.chapter;

import static dev.gradus.Gradus.*;

final class SeveralSteps implements Chapter {
  @Override
  public void run(Cells in) {
    in.cell(6);
    var x = tensor("[[1., 2, 3], [3, 2, 1]]").requiresGrad_();
    IO.println(x);

    in.cell(7);
    var y = x.mul(3).add(2);
    IO.println(y);

    in.cell(8);
    var z = y.pow(2).mul(2);
    IO.println(z);

    in.cell(9);
    var out = z.mean();
    IO.println(out);

    in.cell(10);
    out.backward();
    IO.println(x.grad());
  }
}
