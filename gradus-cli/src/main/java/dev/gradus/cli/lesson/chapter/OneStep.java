package dev.gradus.cli.lesson.chapter;

import static dev.gradus.Gradus.*;

final class OneStep implements Chapter {
  @Override
  public void run(Cells in) {
    in.imports(1);

    in.cell(2);
    var x = tensor(2.0).requiresGrad_();

    in.cell(3);
    var y =
        x.pow(4)
            .mul(2) // 2x⁴
            .add(x.pow(3)) // + x³
            .add(x.pow(2).mul(3)) // + 3x²
            .add(x.mul(5)) // + 5x
            .add(1); // + 1
    IO.println(y);

    in.cell(4);
    y.backward();

    in.cell(5);
    IO.println(x.grad());
  }
}
