package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.memory.Elements;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Recurrent cells against their formulas, slopes of both orders, and packed sequences against each
/// sequence alone.
class RecurrentTest {
  private static Tensor filled(int seed, long... sizes) {
    Tensor x = Tensor.empty(float64, sizes);
    for (int i = 0; i < x.numel(); i++) {
      Elements.setDouble(x.storage(), float64, i, 0.8 * Math.sin(seed + 1.7 * i + 0.01 * i * i));
    }
    return x;
  }

  private static List<Tensor> params(long gates, int layers, int directions, int size, int n) {
    List<Tensor> all = new ArrayList<>();
    for (int k = 0; k < layers * directions; k++) {
      long in = k < directions ? size : (long) directions * n;
      all.add(filled(4 * k, gates * n, in));
      all.add(filled(4 * k + 1, gates * n, n));
      all.add(filled(4 * k + 2, gates * n));
      all.add(filled(4 * k + 3, gates * n));
    }
    return all;
  }

  @Test
  void cellsAreTheirFormulas() {
    Tensor x = filled(1, 3, 2);
    Tensor h = filled(2, 3, 2);
    Tensor c = filled(3, 3, 2);
    Tensor wIh = filled(4, 8, 2);
    Tensor wHh = filled(5, 8, 2);
    Tensor bIh = filled(6, 8);
    LstmState next = lstmCell(x, new LstmState(h, c), wIh, wHh, bIh, null);
    Tensor[] g = x.matmul(wIh.t()).add(bIh).add(h.matmul(wHh.t())).chunk(4, 1);
    Tensor cell = g[1].sigmoid().mul(c).add(g[0].sigmoid().mul(g[2].tanh()));
    assertNear(next.cell(), cell);
    assertNear(next.hidden(), g[3].sigmoid().mul(cell.tanh()));

    Tensor[] gi = x.matmul(wIh.narrow(0, 0, 6).t()).chunk(3, 1);
    Tensor[] gh = h.matmul(wHh.narrow(0, 0, 6).t()).chunk(3, 1);
    Tensor r = gi[0].add(gh[0]).sigmoid();
    Tensor z = gi[1].add(gh[1]).sigmoid();
    Tensor n = gi[2].add(r.mul(gh[2])).tanh();
    Tensor got = gruCell(x, h, wIh.narrow(0, 0, 6), wHh.narrow(0, 0, 6), null, null);
    assertNear(got, z.rsub(1).mul(n).add(z.mul(h)));
    assertNear(
        rnnReluCell(x, h, wIh.narrow(0, 0, 2), wHh.narrow(0, 0, 2), null, null),
        x.matmul(wIh.narrow(0, 0, 2).t()).add(h.matmul(wHh.narrow(0, 0, 2).t())).relu());
  }

  private static void assertNear(Tensor got, Tensor wanted) {
    double[] a = values(got);
    double[] b = values(wanted);
    assertThat(got.shape()).isEqualTo(wanted.shape());
    for (int i = 0; i < a.length; i++) {
      assertThat(a[i]).isCloseTo(b[i], within(1e-13));
    }
  }

  @Test
  void slopesOfBothOrders() {
    Tensor x = filled(1, 3, 2).requiresGrad_();
    Tensor h = filled(2, 3, 2).requiresGrad_();
    Tensor c = filled(3, 3, 2).requiresGrad_();
    Tensor wIh = filled(4, 8, 2).requiresGrad_();
    Tensor wHh = filled(5, 8, 2).requiresGrad_();
    Tensor b = filled(6, 8).requiresGrad_();
    GradientCheck.check(
        "lstm cell",
        v -> {
          LstmState s = lstmCell(v[0], new LstmState(v[1], v[2]), v[3], v[4], v[5], null);
          return cat(List.of(s.hidden(), s.cell()), 1);
        },
        x,
        h,
        c,
        wIh,
        wHh,
        b);
    GradientCheck.check(
        "hidden state alone",
        v -> lstmCell(v[0], new LstmState(v[1], v[2]), v[3], v[4], null, v[5]).hidden(),
        x,
        h,
        c,
        wIh,
        wHh,
        b);
    GradientCheck.check(
        "gru cell",
        v ->
            gruCell(
                v[0],
                v[1],
                v[2].narrow(0, 0, 6),
                v[3].narrow(0, 1, 6),
                v[4].narrow(0, 0, 6),
                v[4].narrow(0, 2, 6)),
        x,
        h,
        wIh,
        wHh,
        b);
  }

  @Test
  void layersInBothDirections() {
    Tensor x = filled(1, 4, 2, 3).requiresGrad_();
    Tensor h = filled(2, 4, 2, 2).requiresGrad_();
    List<Tensor> gru = params(3, 2, 2, 3, 2);
    RecurrentOptions o = RecurrentOptions.DEFAULT.withNumLayers(2).withBidirectional(true);
    GradientCheck.check(
        "gru",
        v -> gru(v[0], v[1], gru, o).output().add(gru(v[0], v[1], gru, o).hidden().sum()),
        x,
        h);
    Tensor first = gru(x.transpose(0, 1), h, gru, o.withBatchFirst(true)).output();
    assertNear(first.transpose(0, 1), gru(x, h, gru, o).output());
  }

  @Test
  void aProjectedHiddenState() {
    List<Tensor> p =
        List.of(filled(1, 12, 2), filled(2, 12, 2), filled(3, 12), filled(4, 12), filled(5, 2, 3));
    Tensor x = filled(1, 4, 2, 2).requiresGrad_();
    Tensor h = filled(2, 1, 2, 2).requiresGrad_();
    Tensor c = filled(3, 1, 2, 3).requiresGrad_();
    GradientCheck.check(
        "projection",
        v -> lstm(v[0], new LstmState(v[1], v[2]), p, RecurrentOptions.DEFAULT).output(),
        x,
        h,
        c);
  }

  @Test
  void packedSequencesAreEachSequenceAlone() {
    long[] lengths = {4, 2, 1};
    Tensor x = filled(1, 4, 3, 2);
    Tensor h = filled(2, 4, 3, 2);
    Tensor c = filled(3, 4, 3, 2);
    long[] sizes = {3, 2, 1, 1};
    List<Tensor> rows = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      rows.add(x.select(0, t).narrow(0, 0, sizes[t]));
    }
    RecurrentOptions o = RecurrentOptions.DEFAULT.withNumLayers(2).withBidirectional(true);
    List<Tensor> p = params(4, 2, 2, 2, 2);
    LstmResult all = lstm(cat(rows, 0), sizes, new LstmState(h, c), p, o);
    for (int k = 0; k < 3; k++) {
      LstmState own = new LstmState(h.narrow(1, k, 1), c.narrow(1, k, 1));
      LstmResult alone = lstm(x.narrow(0, 0, lengths[k]).narrow(1, k, 1), own, p, o);
      assertNear(all.last().hidden().narrow(1, k, 1), alone.last().hidden());
      assertNear(all.last().cell().narrow(1, k, 1), alone.last().cell());
      long row = k;
      for (int t = 0; t < lengths[k]; t++) {
        assertNear(all.output().select(0, row), alone.output().select(0, t).select(0, 0));
        row += sizes[t];
      }
    }
  }

  @Test
  void faultsAreToldInPyTorchsSentences() {
    Class<GradusArgumentException> kind = GradusArgumentException.class;
    Tensor w = zeros(6, 2);
    assertRefused(
        kind,
        "input has inconsistent input_size: got 3 expected 2",
        () -> gruCell(zeros(1, 3), zeros(1, 2), w, w, null, null));
    assertRefused(
        kind,
        "Input batch size 1 doesn't match hidden0 batch size 2",
        () -> gruCell(zeros(1, 2), zeros(2, 2), w, w, null, null));
    assertRefused(
        kind,
        "hidden0 has inconsistent hidden_size: got 3, expected 2",
        () -> gruCell(zeros(1, 2), zeros(1, 3), w, w, null, null));
    assertRefused(
        kind,
        "got an incorrect number of RNN parameters",
        () -> gru(zeros(1, 1, 2), zeros(1, 1, 2), List.of(w, w), RecurrentOptions.DEFAULT));
  }
}
