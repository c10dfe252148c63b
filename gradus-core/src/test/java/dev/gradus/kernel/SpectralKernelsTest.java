package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Singular values and eigenvalues of [Dense] matrices: residuals and orthogonality of matrices of
/// many sizes and kinds, real and complex.
class SpectralKernelsTest {
  private static final double EPS = 0x1p-52;

  /// A matrix and what it is.
  record Sample(String what, Dense a) {}

  static Stream<Arguments> rectangles() {
    List<Sample> all = new ArrayList<>();
    for (boolean complex : new boolean[] {false, true}) {
      int[][] sizes = {
        {0, 0},
        {0, 3},
        {3, 0},
        {1, 1},
        {1, 4},
        {4, 1},
        {2, 2},
        {3, 5},
        {5, 3},
        {40, 40},
        {33, 70},
        {100, 37},
        {101, 101}
      };
      for (int[] s : sizes) {
        all.add(new Sample(s[0] + " by " + s[1], random(s[0], s[1], complex, s[0] + 31 * s[1])));
      }
      all.addAll(special(complex));
    }
    return arguments(all);
  }

  static Stream<Arguments> squares() {
    List<Sample> all = new ArrayList<>();
    for (boolean complex : new boolean[] {false, true}) {
      for (int n : new int[] {0, 1, 2, 3, 4, 5, 8, 20, 51, 101}) {
        all.add(new Sample("of " + n, random(n, n, complex, n)));
      }
      all.addAll(special(complex));
      all.add(new Sample("permuted triangle", permutedTriangle(complex)));
    }
    return arguments(all);
  }

  private static List<Sample> special(boolean complex) {
    List<Sample> all = new ArrayList<>();
    Dense identity = Dense.zeros(complex, 6, 6);
    identity.setIdentity();
    all.add(new Sample("identity", identity));
    all.add(new Sample("zeros", Dense.zeros(complex, 5, 5)));
    Dense ones = Dense.zeros(complex, 7, 7);
    Dense shift = Dense.zeros(complex, 7, 7);
    Dense graded = random(9, 9, complex, 7);
    Dense cycle = Dense.zeros(complex, 8, 8);
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 7; j++) {
        ones.set(i, j, 1, 0);
        shift.set(i, j, j == i + 1 ? 1 : 0, 0);
      }
    }
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 9; j++) {
        double by = Math.pow(10, -i);
        graded.set(i, j, graded.re(i, j) * by, graded.im(i, j) * by);
      }
    }
    for (int i = 0; i < 8; i++) {
      cycle.set((i + 1) % 8, i, 1, 0);
    }
    all.add(new Sample("ones", ones));
    all.add(new Sample("shift", shift));
    all.add(new Sample("graded", graded));
    all.add(new Sample("cycle", cycle));
    all.add(new Sample("huge", scaled(random(6, 6, complex, 3), 1e300)));
    all.add(new Sample("tiny", scaled(random(6, 6, complex, 4), 1e-300)));
    all.add(new Sample("subnormal", scaled(random(4, 4, complex, 4), 1e-310)));
    // Of rank 1 and complex: what remains of it falls below the squares of the smallest numbers.
    Dense same = Dense.zeros(complex, 13, 13);
    for (int j = 0; j < 13; j++) {
      for (int i = 0; i < 13; i++) {
        same.set(i, j, 0.3, 0.7);
      }
    }
    all.add(new Sample("constant", same));
    Dense half = random(30, 30, complex, 5);
    half.part(0, 15, 30, 15).copy(half.part(0, 0, 30, 15));
    all.add(new Sample("of half rank", half));
    return all;
  }

  private static Dense permutedTriangle(boolean complex) {
    Dense a = random(6, 6, complex, 8);
    a.clear(false);
    Dense y = Dense.zeros(complex, 6, 6);
    int[] order = {3, 0, 5, 1, 4, 2};
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        y.set(order[i], order[j], a.re(i, j), a.im(i, j));
      }
    }
    return y;
  }

  private static Stream<Arguments> arguments(List<Sample> all) {
    return all.stream().map(s -> Arguments.of(s.what + (s.a.complex() ? ", complex" : ""), s.a));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rectangles")
  void singularValuesMakeUpTheMatrix(String what, Dense a) {
    int m = a.rows();
    int n = a.columns();
    int k = Math.min(m, n);
    for (boolean full : new boolean[] {true, false}) {
      Dense u = Dense.zeros(a.complex(), m, full ? m : k);
      Dense vh = Dense.zeros(a.complex(), full ? n : k, n);
      double[] s = new double[k];
      assertThat(SingularValues.run(copy(a), s, 0, u, vh)).isZero();
      assertOrthonormal(u);
      assertOrthonormal(vh.adjoint());
      Dense us = copy(u.part(0, k));
      scaleColumns(us, s);
      double bound = 40 * EPS * Math.max(1, k) * (k == 0 ? 0 : s[0]) + Double.MIN_VALUE * 8 * k;
      assertThat(difference(product(us, vh.part(0, 0, k, n)), a)).isLessThanOrEqualTo(bound);
      for (int i = 0; i < k; i++) {
        assertThat(s[i]).isGreaterThanOrEqualTo(0).isLessThanOrEqualTo(i > 0 ? s[i - 1] : 1e308);
      }
      double[] alone = new double[k];
      Dense none = Dense.zeros(a.complex(), 0, 0);
      assertThat(SingularValues.run(copy(a), alone, 0, none, none)).isZero();
      assertThat(alone).isEqualTo(s);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("squares")
  void hermitianEigenvaluesMakeUpTheMatrix(String what, Dense x) {
    int n = x.rows();
    Dense a = copy(x);
    a.mirror();
    for (int i = 0; i < n; i++) {
      a.set(i, i, a.re(i, i), 0);
    }
    Dense v = Dense.zeros(a.complex(), n, n);
    double[] w = new double[n];
    assertThat(HermitianEigen.run(copy(x), false, w, 0, v)).isZero();
    assertOrthonormal(v);
    Dense left = product(a, v);
    Dense right = copy(v);
    scaleColumns(right, w);
    double bound = 40 * EPS * n * norm(a) + Double.MIN_VALUE * 8 * n;
    assertThat(difference(left, right)).isLessThanOrEqualTo(bound);
    assertThat(w).isSorted();
    double[] upper = new double[n];
    Dense turned = copy(copy(x).adjoint());
    assertThat(HermitianEigen.run(turned, true, upper, 0, copy(v))).isZero();
    assertThat(upper).isEqualTo(w);
    double[] alone = new double[n];
    assertThat(HermitianEigen.run(copy(x), false, alone, 0, Dense.zeros(a.complex(), 0, 0)))
        .isZero();
    assertThat(alone).isEqualTo(w);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("squares")
  void eigenvaluesAndVectorsBelongTogether(String what, Dense a) {
    int n = a.rows();
    Dense v = Dense.zeros(true, n, n);
    Dense w = Dense.zeros(true, n, 1);
    assertThat(GeneralEigen.run(copy(a), w, v)).isZero();
    Dense z = Dense.zeros(true, n, n);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        z.set(i, j, a.re(i, j), a.im(i, j));
      }
    }
    Dense left = product(z, v);
    double size = norm(a);
    for (int j = 0; j < n; j++) {
      Pair value = Pair.of(w, j, 0);
      for (int i = 0; i < n; i++) {
        Pair rest = Pair.of(left, i, j).minus(value.times(Pair.of(v, i, j)));
        assertThat(rest.size()).isLessThanOrEqualTo(60 * EPS * n * size + Double.MIN_VALUE * 8 * n);
      }
      assertThat(Math.abs(Householder.norm(v.part(j, 1)) - 1)).isLessThan(1e-14);
    }
    Dense alone = Dense.zeros(true, n, 1);
    assertThat(GeneralEigen.run(copy(a), alone, Dense.zeros(true, 0, 0))).isZero();
    Pair sum = new Pair(0, 0);
    Pair trace = new Pair(0, 0);
    for (int i = 0; i < n; i++) {
      sum = sum.plus(Pair.of(alone, i, 0));
      trace = trace.plus(Pair.of(a, i, i));
    }
    assertThat(sum.minus(trace).size()).isLessThanOrEqualTo(100 * EPS * n * size + 1e-320);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("squares")
  void theExponentialTimesThatOfTheNegativeIsTheIdentity(String what, Dense x) {
    int n = x.rows();
    double size = norm(x);
    Dense a = size > 5 || size < 1e-200 ? scaled(x, 5 / Math.max(size, 1e-290)) : copy(x);
    Dense y = Dense.zeros(a.complex(), n, n);
    Dense inverse = Dense.zeros(a.complex(), n, n);
    MatrixExponential.run(copy(a), y);
    MatrixExponential.run(scaled(a, -1), inverse);
    Dense identity = Dense.zeros(a.complex(), n, n);
    identity.setIdentity();
    double bound = 100 * EPS * Math.max(1, n) * Math.max(1, norm(y) * norm(inverse));
    assertThat(difference(product(y, inverse), identity)).isLessThanOrEqualTo(bound);
  }

  // --- Matrices ---

  static Dense random(int m, int n, boolean complex, int seed) {
    Random random = new Random(seed);
    Dense a = Dense.zeros(complex, m, n);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        a.set(i, j, random.nextGaussian(), random.nextGaussian());
      }
    }
    return a;
  }

  private static Dense scaled(Dense a, double by) {
    Dense y = Dense.zeros(a.complex(), a.rows(), a.columns());
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        y.set(i, j, by * a.re(i, j), by * a.im(i, j));
      }
    }
    return y;
  }

  private static Dense copy(Dense a) {
    return scaled(a, 1);
  }

  private static void scaleColumns(Dense a, double[] by) {
    for (int j = 0; j < by.length; j++) {
      Columns.of(a).scale(a.rows(), by[j], 0, a.data(), a.at(0, j));
    }
  }

  private static Dense product(Dense a, Dense b) {
    Dense y = Dense.zeros(a.complex(), a.rows(), b.columns());
    for (int j = 0; j < b.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        Pair sum = new Pair(0, 0);
        for (int k = 0; k < a.columns(); k++) {
          sum = sum.plus(Pair.of(a, i, k).times(Pair.of(b, k, j)));
        }
        sum.put(y, i, j);
      }
    }
    return y;
  }

  private static double difference(Dense a, Dense b) {
    double most = 0;
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        most = Math.max(most, Pair.of(a, i, j).minus(Pair.of(b, i, j)).size());
      }
    }
    return most;
  }

  private static double norm(Dense a) {
    double norm = 0;
    for (int j = 0; j < a.columns(); j++) {
      norm = PlaneRotation.length(norm, Householder.norm(a.part(j, 1)));
    }
    return norm;
  }

  private static void assertOrthonormal(Dense q) {
    Dense inner = product(copy(q.adjoint()), q);
    Dense identity = Dense.zeros(q.complex(), q.columns(), q.columns());
    identity.setIdentity();
    assertThat(difference(inner, identity))
        .isLessThanOrEqualTo(20 * EPS * Math.max(1, q.columns()));
  }
}
