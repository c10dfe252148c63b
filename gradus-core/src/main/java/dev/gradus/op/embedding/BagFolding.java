package dev.gradus.op.embedding;

import dev.gradus.Batching;
import dev.gradus.Gradus;
import dev.gradus.Tensor;

/// The tables, rows and bags of all examples under `vmap` as those of one.
final class BagFolding {
  private BagFolding() {}

  /// The inputs of an operation whose table `table` and bags are apart for each example.
  ///
  /// @param from which input has the rows in the table
  /// @param to which input has the bags
  /// @param count how many bags an example has
  /// @param own whether each example has a table of its own even where it is the same
  static Tensor[] of(Batching b, Tensor[] x, int table, int from, int to, long count, boolean own) {
    Tensor[] all = x.clone();
    Tensor rows = b.front(x, from);
    if (own || b.has(table)) {
      Tensor tables = b.front(x, table);
      rows = apart(b, rows, tables.size(1));
      all[table] = tables.flatten(0, 1);
    }
    all[from] = rows.flatten();
    all[to] = apart(b, b.front(x, to), count).flatten();
    return all;
  }

  /// The numbers of each example behind those of the one before; negative ones stay.
  static Tensor apart(Batching b, Tensor numbers, long step) {
    Tensor own = numbers.add(Gradus.arange(b.size()).mul(step).unsqueeze(1));
    return Gradus.where(numbers.lt(0L), numbers, own);
  }

  /// A table whose rows are those of all examples one beside the other.
  static Tensor wide(Batching b, Tensor table) {
    long[] own = b.sizes(0);
    return table.transpose(0, 1).reshape(own[0], b.size() * own[1]);
  }

  /// What came of a wide table, for each example.
  static Tensor apart(Batching b, Tensor wide) {
    return wide.unflatten(1, b.size(), b.sizes(0)[1]).transpose(0, 1);
  }
}
