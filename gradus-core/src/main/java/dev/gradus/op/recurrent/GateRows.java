package dev.gradus.op.recurrent;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.x;

import dev.gradus.expr.Expr;
import dev.gradus.op.pointwise.Row;
import java.util.List;

/// The rows of the gates of recurrent cells, and of their gradients.
final class GateRows {
  private static final Expr A = x(0);
  private static final Expr B = x(1);
  private static final Expr C = x(2);

  /// σ(f) c + σ(i) tanh(g), of f, c, i, g.
  static final Row CELL = Row.of("lstm_cell", A.sigmoid().mul(B).add(C.sigmoid().mul(x(3).tanh())));

  /// σ(o) tanh(c), of o and c.
  static final Row HIDDEN = Row.of("lstm_hidden", A.sigmoid().mul(B.tanh()));

  /// g σ'(a) tanh(b), of g, a, b.
  static final Row BY_GATE = Row.of("gate_slope", A.mul(slope(B)).mul(C.tanh()));

  /// g σ'(a) b, of g, a, b.
  static final Row BY_FORGET = Row.of("gate_slope", A.mul(slope(B)).mul(C));

  /// g σ(a) tanh'(b), of g, a, b.
  static final Row BY_VALUE =
      Row.of("gate_slope", A.mul(B.sigmoid()).mul(c(1).sub(C.tanh().mul(C.tanh()))));

  /// g σ(a), of g and a.
  static final Row OPEN = Row.of("gate", A.mul(B.sigmoid()));

  /// tanh(a + σ(r) b), of a, r, b.
  static final Row CANDIDATE = Row.of("gru_candidate", A.add(B.sigmoid().mul(C)).tanh());

  /// n + σ(z) (h − n), of n, z, h.
  static final Row BLEND = Row.of("gru_blend", A.add(B.sigmoid().mul(C.sub(A))));

  /// g (1 − σ(z)) (1 − n²), of g, z, n.
  static final Row BY_CANDIDATE =
      Row.of("gru_slope", A.mul(c(1).sub(B.sigmoid())).mul(c(1).sub(C.mul(C))));

  /// g (h − n) σ'(z), of g, h, n, z.
  static final Row BY_BLEND = Row.of("gru_slope", A.mul(B.sub(C)).mul(slope(x(3))));

  /// The gradient by the gates and by the cell before; of the gradient of the hidden state by the
  /// result and by the next step, that of the cell, the gates i, f, g, o as they act, tanh of the
  /// cell and the cell before.
  static final List<Expr> LSTM_SLOPE = lstmSlope();

  private GateRows() {}

  private static List<Expr> lstmSlope() {
    Expr hidden = A.add(B);
    Expr i = x(3);
    Expr f = x(4);
    Expr v = x(5);
    Expr o = x(6);
    Expr t = x(7);
    Expr cell = C.add(hidden.mul(o).mul(c(1).sub(t.mul(t))));
    return List.of(
        cell.mul(open(i)).mul(v),
        cell.mul(open(f)).mul(x(8)),
        cell.mul(i).mul(c(1).sub(v.mul(v))),
        hidden.mul(open(o)).mul(t),
        cell.mul(f));
  }

  // The slope of a gate that acts as `a`.
  private static Expr open(Expr a) {
    return a.mul(c(1).sub(a));
  }

  private static Expr slope(Expr a) {
    return open(a.sigmoid());
  }
}
