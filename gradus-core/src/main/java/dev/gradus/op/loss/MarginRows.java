package dev.gradus.op.loss;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.expr.Expr;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Rule;

/// The losses that ask for a margin p0. They have no slope where it is just kept.
public final class MarginRows {
  private static final Expr ZERO = c(0);
  private static final Expr MARGIN = p(0);

  /// x where the target is not −1, plus max(0, margin − x) where it is not 1.
  public static final Row HINGE_EMBEDDING = hinge();

  /// max(0, −t (x0 − x1) + margin).
  public static final Row RANKING = ranking();

  /// max(0, margin + near − far), of distances.
  public static final Row TRIPLET = triplet();

  /// Of the products x·y, x·x and y·y: 1 − cos where the target is 1, max(0, cos − margin) where it
  /// is −1, else 0.
  public static final Row COSINE_EMBEDDING = cosine();

  private MarginRows() {}

  private static Expr atLeastZero(Expr e) {
    return e.max(ZERO);
  }

  private static Row hinge() {
    Expr input = x(0);
    Expr open = MARGIN.sub(input);
    Expr notOne = x(1).ne(1);
    Expr notMinusOne = x(1).ne(-1);
    return Row.of(
            "hinge_embedding_loss",
            notOne.select(atLeastZero(open), ZERO).add(notMinusOne.select(input, ZERO)))
        .rule(Rule.FLOAT)
        .node("AddBackward0")
        .gradient(0, notMinusOne.select(g(), ZERO).sub(notOne.and(open.gt(0)).select(g(), ZERO)))
        .gradient(1, ZERO);
  }

  private static Row ranking() {
    Expr off = x(0).sub(x(1));
    Expr open = MARGIN.sub(x(2).mul(off));
    return Row.of("margin_ranking_loss", atLeastZero(open))
        .rule(Rule.FLOAT)
        .node("ClampMinBackward0")
        .gradient(0, open.gt(0).select(g().neg().mul(x(2)), ZERO))
        .gradient(1, open.gt(0).select(g().mul(x(2)), ZERO))
        .gradient(2, open.gt(0).select(g().neg().mul(off), ZERO));
  }

  private static Row triplet() {
    Expr open = MARGIN.add(x(0)).sub(x(1));
    return Row.of("triplet_margin_loss", atLeastZero(open))
        .node("ClampMinBackward0")
        .gradient(0, open.gt(0).select(g(), ZERO))
        .gradient(1, open.gt(0).select(g().neg(), ZERO));
  }

  // The slope of the cosine by the products: 1 / d, −cos / (2 x·x), −cos / (2 y·y).
  private static Row cosine() {
    Expr a = x(1).add(1e-12);
    Expr b = x(2).add(1e-12);
    Expr root = a.mul(b).sqrt();
    Expr cos = x(0).div(root);
    Expr alike = x(3).eq(1);
    Expr apart = x(3).eq(-1);
    Expr open = cos.sub(MARGIN);
    Expr loss = alike.select(c(1).sub(cos), apart.select(atLeastZero(open), ZERO));
    Expr less = apart.and(open.gt(0));
    Expr byA = g().mul(cos).mul(0.5).div(a);
    Expr byB = g().mul(cos).mul(0.5).div(b);
    return Row.of("cosine_embedding_loss", loss)
        .rule(Rule.FLOAT)
        .node("AddBackward0")
        .gradient(0, alike.select(g().neg().div(root), less.select(g().div(root), ZERO)))
        .gradient(1, alike.select(byA, less.select(byA.neg(), ZERO)))
        .gradient(2, alike.select(byB, less.select(byB.neg(), ZERO)))
        .gradient(3, ZERO);
  }
}
