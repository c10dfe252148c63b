package dev.gradus.cli.lesson.chapter;

import static dev.gradus.Gradus.*;

final class MaximumLikelihood implements Chapter {
  @Override
  public void run(Cells in) {
    in.cell(28);
    var a = tensor("[0.6, 0.2, 0.1, 0.7]");
    var b = tensor("[0.7, 0.9, 0.8, 0.6]");
    IO.println(a.log().sum().exp());
    IO.println(b.log().sum().exp());

    in.cell(29);
    IO.println(a.log().sum().neg());
    IO.println(b.log().sum().neg());

    in.cell(30);
    var tosses = tensor("[1., 1, 0, 1, 1, 0, 1, 1, 0, 1]");
    var w = tensor(0.0).requiresGrad_();
    for (int step = 0; step < 12; step++) {
      w.zeroGrad();
      var p = w.sigmoid().expand(10);
      binaryCrossEntropy(p, tosses).backward();
      try (var _ = noGrad()) {
        w.sub_(w.grad(), 3);
      }
    }
    IO.println(w.sigmoid());
  }
}
