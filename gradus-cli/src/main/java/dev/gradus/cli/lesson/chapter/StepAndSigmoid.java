package dev.gradus.cli.lesson.chapter;

import static dev.gradus.Gradus.*;

final class StepAndSigmoid implements Chapter {
  @Override
  public void run(Cells in) {
    in.cell(20);
    var scores = tensor("[-2., -0.5, 0., 2.]");
    IO.println(scores.heaviside(tensor(1.0)));

    in.cell(21);
    var s = scores.clone().requiresGrad_();
    var p = s.sigmoid();
    IO.println(p);

    in.cell(22);
    p.sum().backward();
    IO.println(s.grad());
    IO.println(p.detach().mul(p.detach().rsub(1)));

    in.cell(23);
    var labels = tensor("[0., 1., 1., 0.]");
    IO.println(scores.heaviside(tensor(1.0)).ne(labels).sum());

    in.cell(24);
    s.zeroGrad();
    var error = binaryCrossEntropy(s.sigmoid(), labels);
    IO.println(error);
    error.backward();
    IO.println(s.grad());
  }
}
