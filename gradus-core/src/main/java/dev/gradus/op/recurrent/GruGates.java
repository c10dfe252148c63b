package dev.gradus.op.recurrent;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a gated recurrent unit does with its gates r, z, n, which stand side by side. Inputs: the
/// gates of the input, those of the hidden state, and the hidden state h. Result: n' + σ(z) (h −
/// n') with n' = tanh(n of the input + σ(r) · n of the state); r and z are sums of both.
///
/// Gradient: its derivatives, the gates' side by side.
record GruGates() implements SingleOperation {
  @Override
  public String name() {
    return "gru_cell";
  }

  private static Tensor gate(Tensor all, int k) {
    long n = all.size(-1) / 3;
    return all.narrow(-1, k * n, n);
  }

  private static Tensor sum(Tensor gi, Tensor gh, int k) {
    return gate(gi, k).add(gate(gh, k));
  }

  @Override
  public Tensor forward(Tensor[] in) {
    return Call.unrecorded(() -> {
      Tensor gi = in[0].detach();
      Tensor gh = in[1].detach();
      Tensor n = GateRows.CANDIDATE.apply(gate(gi, 2), sum(gi, gh, 0), gate(gh, 2));
      return GateRows.BLEND.apply(n, sum(gi, gh, 1), in[2].detach());
    });
  }

  // The rows multiply by slopes of holomorphic functions; a complex gradient wants their
  // conjugates.
  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    if (!g.isComplex()) {
      return slopes(b, g);
    }
    @Nullable Tensor[] out = slopes(b, g.conj());
    for (int i = 0; i < out.length; i++) {
      Tensor one = out[i];
      out[i] = one == null ? null : one.conj();
    }
    return out;
  }

  private static @Nullable Tensor[] slopes(Backward b, Tensor g) {
    Tensor gi = b.x(0);
    Tensor gh = b.x(1);
    Tensor r = sum(gi, gh, 0);
    Tensor z = sum(gi, gh, 1);
    Tensor n = GateRows.CANDIDATE.apply(gate(gi, 2), r, gate(gh, 2));
    Tensor byN = GateRows.BY_CANDIDATE.apply(g, z, n);
    Tensor byR = GateRows.BY_FORGET.apply(byN, r, gate(gh, 2));
    Tensor byZ = GateRows.BY_BLEND.apply(g, b.x(2), n, z);
    return new @Nullable Tensor[] {
      b.needs(0) ? Gradus.cat(List.of(byR, byZ, byN), -1) : null,
      b.needs(1) ? Gradus.cat(List.of(byR, byZ, GateRows.OPEN.apply(byN, r)), -1) : null,
      b.needs(2) ? GateRows.OPEN.apply(g, z) : null
    };
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, b.front(x));
  }

  @Override
  public long savesInputs(long needs) {
    return 7;
  }
}
