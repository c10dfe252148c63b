package dev.gradus.cli.lesson.chapter;

import static dev.gradus.Gradus.*;

final class CrossEntropy implements Chapter {
  @Override
  public void run(Cells in) {
    in.cell(31);
    var p = tensor("[0.9, 0.2, 0.6, 0.4]");
    var y = tensor("[1., 0, 1, 0]");
    IO.println(binaryCrossEntropy(p, y));

    in.cell(32);
    var scores = tensor("[[2., 1, 0.1], [0.5, 2.5, 0.3]]");
    scores.requiresGrad_();
    IO.println(scores.softmax(1));

    in.cell(33);
    var classes = tensor("[0, 2]");
    var loss = crossEntropy(scores, classes);
    IO.println(loss);

    in.cell(34);
    IO.println(nllLoss(scores.logSoftmax(1), classes));
    var codes = oneHot(classes, 3);
    IO.println(scores.logSoftmax(1).mul(codes).sum(1).mean().neg());

    in.cell(35);
    loss.backward();
    IO.println(scores.grad());
    IO.println(scores.detach().softmax(1).sub(codes).div(2));
  }
}
