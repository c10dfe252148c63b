package dev.gradus.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How sequences of one length are transformed: Xₖ = Σ xⱼ·e^(−2πijk/n).
///
/// Several sequences are transformed together, element by element side by side, so that the inner
/// loops are long whatever the length. Real and imaginary parts lie in arrays of their own. The
/// inverse is the same transform with both exchanged.
abstract sealed class FourierPlan permits MixedRadix, ChirpTransform {
  private static final int KEPT = 32;

  /// The plans used last: their tables cost more than a transform.
  private static final class Recent extends LinkedHashMap<Integer, FourierPlan> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(KEPT, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Integer, FourierPlan> eldest) {
      return size() > KEPT;
    }
  }

  private static final Recent RECENT = new Recent();

  /// The plan for a length of at least 1.
  static FourierPlan of(int n) {
    synchronized (RECENT) {
      FourierPlan known = RECENT.get(n);
      if (known != null) {
        return known;
      }
    }
    FourierPlan plan = MixedRadix.serves(n) ? new MixedRadix(n) : new ChirpTransform(n);
    synchronized (RECENT) {
      RECENT.put(n, plan);
    }
    return plan;
  }

  private volatile @Nullable RootsOfUnity between;

  /// The first roots for twice the length, as many as there are up to half a turn: what joins the
  /// transforms of even and odd elements.
  final RootsOfUnity between(int n) {
    RootsOfUnity known = between;
    if (known == null) {
      known = new RootsOfUnity(2L * n, n + 1);
      between = known;
    }
    return known;
  }

  /// How many elements of each array a sequence needs, at least its length.
  abstract int room();

  /// Transforms sequences in place: element `k` of sequence `b` is at `k * count + b`.
  ///
  /// @param count how many sequences
  /// @param workRe as long as `re`, of any content
  /// @param workIm as long as `im`, of any content
  abstract void run(int count, double[] re, double[] im, double[] workRe, double[] workIm);
}
