package dev.gradus.cli.lesson.chapter;

import static dev.gradus.Gradus.*;

final class TrackingOff implements Chapter {
  @Override
  public void run(Cells in) {
    in.cell(11);
    var x = tensor("[1., 2, 3]").requiresGrad_();
    IO.println(x);
    x.requiresGrad_(false);
    IO.println(x);
    IO.println(x.mul(2).requiresGrad());
    x.requiresGrad_(true);

    in.cell(12);
    try (var _ = noGrad()) {
      var y = x.mul(2);
      IO.println(y);
      IO.println(y.requiresGrad());
    }
    IO.println(x.mul(2));

    in.cell(13);
    var y = noGrad(() -> x.mul(2));
    IO.println(y);

    in.cell(14);
    var d = x.detach();
    IO.println(d);
    d.mul_(10);
    IO.println(x);

    in.cell(15);
    var c = x.clone();
    IO.println(c);
    var copy = x.clone().detach();
    copy.zero_();
    IO.println(copy);
    IO.println(x);
  }
}
