package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Factorisations of [Dense] matrices, put together again by plain loops.
class DenseFactorsTest {
  /// Sizes around those where loops give way to halves and blocks.
  static Stream<Arguments> shapes() {
    int[][] sizes = {
      {1, 1}, {2, 2}, {3, 5}, {5, 3}, {12, 12}, {13, 13}, {24, 24}, {25, 25}, {31, 70}, {70, 31},
      {33, 33}, {66, 66}, {40, 1}, {1, 40}, {35, 80}, {80, 35}, {0, 4}, {4, 0}
    };
    return IntStream.range(0, sizes.length)
        .boxed()
        .flatMap(i -> Stream.of(true, false).map(c -> Arguments.of(sizes[i][0], sizes[i][1], c)));
  }

  static Stream<Arguments> orders() {
    return IntStream.of(0, 1, 2, 3, 7, 16, 17, 24, 25, 49, 70)
        .boxed()
        .flatMap(n -> Stream.of(true, false).map(c -> Arguments.of(n, c)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void luMakesUpTheMatrixWithItsRowsExchanged(int m, int n, boolean complex) {
    Dense a = random(m, n, complex, 1);
    Dense lu = copy(a);
    int k = Math.min(m, n);
    int[] pivots = new int[k];
    assertThat(LuFactor.run(lu, pivots, 0)).isZero();
    int[] rows = new int[m];
    LuFactor.permutation(pivots, 0, k, rows);
    Dense l = copy(lu.part(0, k));
    l.clear(true);
    for (int i = 0; i < k; i++) {
      l.set(i, i, 1, 0);
      for (int r = i + 1; r < m; r++) {
        assertThat(Pair.of(l, r, i).size()).isLessThanOrEqualTo(complex ? 2 : 1);
      }
    }
    Dense u = copy(lu.part(0, 0, k, n));
    u.clear(false);
    Dense product = product(l, u);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        close(Pair.of(product, i, j), Pair.of(a, rows[i], j), 1e-12);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void luFindsThePivotsThatColumnByColumnAreFound(int m, int n, boolean complex) {
    Dense a = random(m, n, complex, 2);
    int k = Math.min(m, n);
    int[] pivots = new int[k];
    LuFactor.run(copy(a), pivots, 0);
    assertThat(pivots).isEqualTo(naivePivots(copy(a)));
  }

  private static int[] naivePivots(Dense a) {
    int[] pivots = new int[Math.min(a.rows(), a.columns())];
    for (int j = 0; j < pivots.length; j++) {
      int p = j;
      for (int i = j + 1; i < a.rows(); i++) {
        if (Pair.of(a, i, j).size() > Pair.of(a, p, j).size()) {
          p = i;
        }
      }
      pivots[j] = p + 1;
      for (int c = 0; c < a.columns(); c++) {
        Pair t = Pair.of(a, j, c);
        Pair.of(a, p, c).put(a, j, c);
        t.put(a, p, c);
      }
      for (int i = j + 1; i < a.rows(); i++) {
        Pair f = Pair.of(a, i, j).over(Pair.of(a, j, j));
        for (int c = j; c < a.columns(); c++) {
          Pair.of(a, i, c).minus(f.times(Pair.of(a, j, c))).put(a, i, c);
        }
      }
    }
    return pivots;
  }

  @Test
  void ofEqualPivotsTheFirstIsTaken() {
    Dense a = Dense.of(false, new double[] {1, -1, 1, 0, 1, 5, 2, 2, 2}, 0, 3, 3);
    int[] pivots = new int[3];
    LuFactor.run(a, pivots, 0);
    assertThat(pivots).containsExactly(1, 3, 3);
    // |re| + |im| decides between complex numbers.
    Dense c = Dense.of(true, new double[] {3, 0, 2, 2, 1, 0, 0, 1}, 0, 2, 2);
    LuFactor.run(c, pivots, 0);
    assertThat(pivots[0]).isEqualTo(2);
  }

  @Test
  void theFirstZeroOnTheDiagonalIsReported() {
    for (int n : new int[] {3, 30, 60}) {
      for (int zero : new int[] {0, 1, n / 2, n - 1}) {
        Dense a = random(n, n, false, n);
        for (int i = 0; i < n; i++) {
          a.set(i, zero, 0, 0);
        }
        int[] pivots = new int[n];
        assertThat(LuFactor.run(a, pivots, 0)).isEqualTo(zero + 1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("orders")
  void trianglesAreSolvedOnBothSides(int n, boolean complex) {
    for (boolean upper : new boolean[] {true, false}) {
      for (boolean unit : new boolean[] {true, false}) {
        for (int turn = 0; turn < 4; turn++) {
          Dense whole = turned(triangle(n, complex, 3), turn);
          Dense t = copy(whole);
          t.clear(!upper);
          for (int i = 0; unit && i < n; i++) {
            t.set(i, i, 1, 0);
          }
          Dense b = random(n, 5, complex, 4);
          Dense x = copy(b);
          TriangularSolve.left(whole, upper, unit, x);
          same(product(t, x), b, 1e-10);
          Dense c = random(5, n, complex, 5);
          Dense y = copy(c);
          TriangularSolve.right(whole, upper, unit, y);
          same(product(y, t), c, 1e-10);
        }
      }
    }
  }

  private static Dense turned(Dense x, int turn) {
    return switch (turn) {
      case 0 -> x;
      case 1 -> x.transposed();
      case 2 -> x.adjoint();
      default -> x.conjugated();
    };
  }

  @ParameterizedTest
  @MethodSource("orders")
  void factorsSolveWithEveryFormOfTheMatrix(int n, boolean complex) {
    Dense a = random(n, n, complex, 6);
    Dense lu = copy(a);
    int[] pivots = new int[n];
    LuFactor.run(lu, pivots, 0);
    for (int turn = 0; turn < 4; turn++) {
      Dense b = random(n, 3, complex, 7);
      Dense x = copy(b);
      boolean conj = turn >= 2;
      LuFactor.solve(conj ? lu.conjugated() : lu, pivots, 0, turn == 1 || turn == 2, x);
      same(product(turned(a, turn), x), b, 1e-9);
    }
  }

  @ParameterizedTest
  @MethodSource("orders")
  void choleskyIsTheRootOfAPositiveMatrix(int n, boolean complex) {
    Dense a = positive(n, complex);
    Dense l = copy(a);
    assertThat(CholeskyFactor.run(l)).isZero();
    l.clear(true);
    same(product(l, l.adjoint()), a, 1e-10);
    for (int i = 0; i < n; i++) {
      assertThat(l.re(i, i)).isPositive();
      assertThat(l.im(i, i)).isZero();
    }
  }

  @Test
  void choleskyTellsTheMinorThatIsNotPositive() {
    for (int n : new int[] {2, 16, 17, 50}) {
      for (int bad : new int[] {0, n / 2, n - 1}) {
        Dense a = positive(n, true);
        a.set(bad, bad, -1, 0);
        assertThat(CholeskyFactor.run(a)).isEqualTo(bad + 1);
      }
    }
    Dense nan = Dense.of(false, new double[] {Double.NaN}, 0, 1, 1);
    assertThat(CholeskyFactor.run(nan)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void reflectionsMakeUpTheMatrix(int m, int n, boolean complex) {
    Dense a = random(m, n, complex, 8);
    Dense both = copy(a);
    int k = Math.min(m, n);
    Dense tau = Dense.zeros(complex, k, 1);
    Householder.factor(both, tau);
    Dense r = copy(both.part(0, 0, k, n));
    r.clear(false);
    for (int i = 0; i < k; i++) {
      assertThat(r.im(i, i)).isZero();
    }
    Dense q = Dense.zeros(complex, m, k);
    Householder.form(both, tau, q);
    same(product(q, r), a, 1e-12);
    Dense identity = Dense.zeros(complex, k, k);
    identity.setIdentity();
    same(product(q.adjoint(), q), identity, 1e-12);
    Dense whole = Dense.zeros(complex, m, m);
    Householder.form(both, tau, whole);
    for (boolean left : new boolean[] {true, false}) {
      for (boolean adjoint : new boolean[] {true, false}) {
        Dense c = left ? random(m, 3, complex, 9) : random(3, m, complex, 9);
        Dense y = copy(c);
        Householder.multiply(both, tau, left, adjoint, y);
        Dense turned = adjoint ? whole.adjoint() : whole;
        same(y, left ? product(turned, c) : product(c, turned), 1e-12);
      }
    }
  }

  @Test
  void reflectionsOfExtremeColumnsStayFinite() {
    for (double size : new double[] {1e-320, 1e-300, 1e300}) {
      double[] column = {3 * size, 4 * size};
      Dense a = Dense.of(false, column, 0, 2, 1);
      Dense tau = Dense.zeros(false, 1, 1);
      Householder.factor(a, tau);
      assertThat(a.re(0, 0) / size).isCloseTo(-5, within(1e-2));
      assertThat(tau.re(0, 0)).isCloseTo(1.6, within(1e-2));
    }
    Dense zero = Dense.zeros(false, 3, 1);
    Dense tau = Dense.zeros(false, 1, 1);
    Householder.factor(zero, tau);
    assertThat(tau.re(0, 0)).isZero();
  }

  @ParameterizedTest
  @MethodSource("orders")
  void bunchKaufmanSolvesIndefiniteMatrices(int n, boolean complex) {
    for (boolean hermitian : new boolean[] {true, false}) {
      Dense a = random(n, n, complex, 10);
      for (int j = 0; j < n; j++) {
        // Small diagonals call for blocks of two.
        a.set(j, j, a.re(j, j) / 100, hermitian ? 0 : a.im(j, j));
        for (int i = 0; i < j; i++) {
          Pair.of(a, j, i).conjIf(hermitian).put(a, i, j);
        }
      }
      Dense ld = copy(a);
      int[] pivots = new int[n];
      assertThat(BunchKaufman.run(ld, hermitian, pivots, 0)).isZero();
      if (n >= 24) {
        assertThat(IntStream.of(pivots).filter(p -> p < 0).count()).isBetween(1L, n - 1L);
      }
      Dense b = random(n, 4, complex, 11);
      Dense x = copy(b);
      BunchKaufman.solve(ld, hermitian, pivots, 0, x);
      same(product(a, x), b, 1e-8);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theLeastSquaresAreLeast(int m, int n, boolean complex) {
    Dense a = random(m, n, complex, 12);
    double[] values = new double[Math.min(m, n)];
    Dense[] all = new Dense[3];
    for (int way = 0; way < 3; way++) {
      Dense b = Dense.zeros(complex, Math.max(m, n), 2);
      b.part(0, 0, m, 2).copy(random(m, 2, complex, 13));
      int rank =
          switch (way) {
            case 0 -> LeastSquares.fullRank(copy(a), b) + values.length;
            case 1 -> LeastSquares.byColumns(copy(a), b, 1e-12);
            default -> LeastSquares.bySingularValues(copy(a), b, 1e-12, values, 0);
          };
      assertThat(rank).isEqualTo(values.length);
      all[way] = copy(b.part(0, 0, n, 2));
      same(all[way], all[0], 1e-9);
    }
    Dense rest = product(a, all[0]);
    Dense b = random(m, 2, complex, 13);
    for (int j = 0; j < 2; j++) {
      for (int i = 0; i < m; i++) {
        Pair.of(b, i, j).minus(Pair.of(rest, i, j)).put(rest, i, j);
      }
    }
    same(product(a.adjoint(), rest), Dense.zeros(complex, n, 2), 1e-9);
  }

  @ParameterizedTest
  @MethodSource("orders")
  void missingRankGivesTheLeastSolution(int n, boolean complex) {
    if (n < 2) {
      return;
    }
    int r = n / 2;
    Dense a = product(random(n + 3, r, complex, 14), random(r, n, complex, 15));
    double[] values = new double[n];
    Dense first = Dense.zeros(complex, n + 3, 1);
    first.copy(random(n + 3, 1, complex, 16));
    Dense second = copy(first);
    assertThat(LeastSquares.byColumns(copy(a), first, 1e-10)).isEqualTo(r);
    assertThat(LeastSquares.bySingularValues(copy(a), second, 1e-10, values, 0)).isEqualTo(r);
    same(first.part(0, 0, n, 1), second.part(0, 0, n, 1), 1e-8);
    assertThat(values[r - 1]).isGreaterThan(1e-6 * values[0]);
    assertThat(values[r]).isLessThan(1e-12 * values[0]);
  }

  // --- Matrices ---

  private static Dense random(int m, int n, boolean complex, int seed) {
    Random random = new Random(1000L * m + 7L * n + seed);
    Dense x = Dense.zeros(complex, m, n);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        x.set(i, j, random.nextGaussian(), random.nextGaussian());
      }
    }
    return x;
  }

  private static Dense triangle(int n, boolean complex, int seed) {
    Dense x = random(n, n, complex, seed);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        double scale = i == j ? 1 : 0.5 / n;
        x.set(i, j, scale * x.re(i, j) + (i == j ? 3 : 0), scale * x.im(i, j));
      }
    }
    return x;
  }

  private static Dense positive(int n, boolean complex) {
    Dense x = random(n, n + 2, complex, 17);
    return product(x, x.adjoint());
  }

  private static Dense copy(Dense x) {
    Dense y = Dense.zeros(x.complex(), x.rows(), x.columns());
    y.copy(x);
    return y;
  }

  private static Dense product(Dense a, Dense b) {
    Dense c = Dense.zeros(a.complex(), a.rows(), b.columns());
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < b.columns(); j++) {
        Pair sum = new Pair(0, 0);
        for (int k = 0; k < a.columns(); k++) {
          sum = sum.plus(Pair.of(a, i, k).times(Pair.of(b, k, j)));
        }
        sum.put(c, i, j);
      }
    }
    return c;
  }

  private static void same(Dense x, Dense y, double tolerance) {
    assertThat(x.rows()).isEqualTo(y.rows());
    assertThat(x.columns()).isEqualTo(y.columns());
    for (int j = 0; j < x.columns(); j++) {
      for (int i = 0; i < x.rows(); i++) {
        close(Pair.of(x, i, j), Pair.of(y, i, j), tolerance);
      }
    }
  }

  private static void close(Pair x, Pair y, double tolerance) {
    if (!(x.minus(y).size() <= tolerance * (1 + y.size()))) {
      throw new AssertionError(x + " instead of " + y);
    }
  }
}
