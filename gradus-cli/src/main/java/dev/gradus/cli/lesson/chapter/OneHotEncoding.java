package dev.gradus.cli.lesson.chapter;

import static dev.gradus.Gradus.*;

final class OneHotEncoding implements Chapter {
  @Override
  public void run(Cells in) {
    in.cell(25);
    var labels = tensor("[0, 2, 1]");
    var codes = oneHot(labels, 3);
    IO.println(codes);

    in.cell(26);
    IO.println(codes.argmax(1));

    in.cell(27);
    var p = tensor("[[.7, .2, .1], [.1, .1, .8], [.3, .4, .3]]");
    IO.println(p.mul(codes).sum(1));
  }
}
