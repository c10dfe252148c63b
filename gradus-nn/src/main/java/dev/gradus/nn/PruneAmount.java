package dev.gradus.nn;

import dev.gradus.error.GradusArgumentException;

/// How much is pruned: a share or a number.
sealed interface PruneAmount {
  /// So many of that many. **Errors**: there are fewer.
  long of(long all);

  /// A share between 0 and 1.
  record Share(double share) implements PruneAmount {
    public Share {
      if (!(share >= 0 && share <= 1)) {
        throw new GradusArgumentException(
            "amount=%s should either be a float in the range [0, 1] or a non-negative integer"
                .formatted(LayerText.of(share)));
      }
    }

    @Override
    public long of(long all) {
      return (long) Math.rint(share * all);
    }
  }

  /// A number.
  record Count(long count) implements PruneAmount {
    public Count {
      if (count < 0) {
        throw new GradusArgumentException(
            "amount="
                + count
                + " should either be a float in the range [0, 1] or a non-negative integer");
      }
    }

    @Override
    public long of(long all) {
      if (count > all) {
        throw new GradusArgumentException(
            "amount=%d should be smaller than the number of parameters to prune=%d"
                .formatted(count, all));
      }
      return count;
    }
  }
}
