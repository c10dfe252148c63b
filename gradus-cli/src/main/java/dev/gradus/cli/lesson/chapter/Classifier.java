package dev.gradus.cli.lesson.chapter;

import static dev.gradus.Gradus.*;

final class Classifier implements Chapter {
  @Override
  public void run(Cells in) {
    in.cell(36);
    manualSeed(0);
    var centers = tensor("[[0., 1], [-1, -1], [1, -1]]");
    var classes = tensor("[0, 1, 2]").expand(10, 3).reshape(30);
    var noise = randn(30, 2).mul(0.5);
    var x = oneHot(classes, 3).to(float32).matmul(centers).add(noise);
    IO.println(x.narrow(0, 0, 3));

    in.cell(37);
    var w = zeros(2, 3).requiresGrad_();
    var b = zeros(3).requiresGrad_();
    var loss = crossEntropy(x.matmul(w).add(b), classes);
    IO.println(loss);

    in.cell(38);
    for (int epoch = 0; epoch <= 50; epoch++) {
      loss = crossEntropy(x.matmul(w).add(b), classes);
      if (epoch % 5 == 0) {
        int length = (int) (40 * loss.item());
        IO.println("█".repeat(length) + " " + loss.detach());
      }
      w.zeroGrad();
      b.zeroGrad();
      loss.backward();
      try (var _ = noGrad()) {
        w.sub_(w.grad(), 0.5);
        b.sub_(b.grad(), 0.5);
      }
    }

    in.cell(39);
    var found = x.matmul(w).add(b).argmax(1);
    IO.println(found.eq(classes).sum());

    in.cell(40);
    var point = tensor("[[0.2, 0.9]]");
    IO.println(noGrad(() -> point.matmul(w).add(b).softmax(1)));
  }
}
