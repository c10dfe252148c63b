package dev.gradus.kernel;

/// Partial orders of a row of keys, equal elements placed as PyTorch's CPU kernels leave them.
///
/// Which of equal elements `topk`, `kthvalue`, `median` and `mode` name depends on the algorithm
/// alone, and people compare places. PyTorch calls the C++ standard library, on Linux libstdc++; so
/// these are its algorithms: selecting and sorting by partitions around a median of three, a heap
/// where a few of many are wanted or partitions degenerate, insertion for short ranges.
final class Selection {
  /// A range that a selection leaves to insertion has up to so many elements.
  private static final int SELECTED_BY_INSERTION = 3;

  /// The same for a sort.
  private static final int SORTED_BY_INSERTION = 16;

  private final long[] keys;
  private final int[] places;

  /// Works on both arrays alike, ordering by the keys.
  Selection(long[] keys, int[] places) {
    this.keys = keys;
    this.places = places;
  }

  /// Puts at `nth` what a sort would put there, nothing greater before, nothing less behind
  /// (`std::nth_element`).
  void select(int nth) {
    int from = 0;
    int to = keys.length;
    int depth = depth(to);
    while (to - from > SELECTED_BY_INSERTION) {
      if (depth == 0) {
        collect(from, nth + 1, to);
        swap(from, nth);
        return;
      }
      depth--;
      int cut = partition(from, to);
      if (cut <= nth) {
        from = cut;
      } else {
        to = cut;
      }
    }
    insert(from, to);
  }

  /// Sorts the first `end` elements (`std::sort`).
  void sort(int end) {
    divide(0, end, depth(end));
    insert(0, end);
  }

  /// Puts the least `count` elements in order in front (`std::partial_sort`).
  void sortFirst(int count) {
    collect(0, count, keys.length);
    unheap(0, count);
  }

  /// As [#select(int)] by the partitions that `kthvalue` has of its own.
  void selectByQuickSelect(int nth) {
    int left = 0;
    int right = keys.length - 1;
    while (right > left + 1) {
      swap(left + (right - left) / 2, left + 1);
      exchangeIfGreater(left + 1, right);
      exchangeIfGreater(left, right);
      exchangeIfGreater(left + 1, left);
      long pivot = keys[left];
      int i = left + 1;
      int j = right;
      while (true) {
        do {
          i++;
        } while (keys[i] < pivot);
        do {
          j--;
        } while (keys[j] > pivot);
        if (j < i) {
          break;
        }
        swap(i, j);
      }
      swap(left, j);
      left = j <= nth ? i : left;
      right = j >= nth ? j - 1 : right;
    }
    if (right == left + 1) {
      exchangeIfGreater(left, right);
    }
  }

  private static int depth(int n) {
    return n == 0 ? 0 : 2 * (31 - Integer.numberOfLeadingZeros(n));
  }

  /// Splits ranges until they are short, the rear part first.
  private void divide(int from, int end, int limit) {
    int to = end;
    int depth = limit;
    while (to - from > SORTED_BY_INSERTION) {
      if (depth == 0) {
        heap(from, to);
        unheap(from, to);
        return;
      }
      depth--;
      int cut = partition(from, to);
      divide(cut, to, depth);
      to = cut;
    }
  }

  /// Splits a range by the median of three of its elements, which it puts first.
  private int partition(int from, int to) {
    swap(from, median(from + 1, from + (to - from) / 2, to - 1));
    long pivot = keys[from];
    int i = from + 1;
    int j = to;
    while (true) {
      while (keys[i] < pivot) {
        i++;
      }
      do {
        j--;
      } while (pivot < keys[j]);
      if (i >= j) {
        return i;
      }
      swap(i, j);
      i++;
    }
  }

  private int median(int a, int b, int c) {
    if (keys[a] < keys[b]) {
      return keys[b] < keys[c] ? b : keys[a] < keys[c] ? c : a;
    }
    return keys[a] < keys[c] ? a : keys[b] < keys[c] ? c : b;
  }

  private void insert(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long key = keys[i];
      int place = places[i];
      int at = i;
      for (; at > from && key < keys[at - 1]; at--) {
        move(at - 1, at);
      }
      set(at, key, place);
    }
  }

  /// Gathers the least elements of a range as a heap before `middle`.
  private void collect(int from, int middle, int to) {
    heap(from, middle);
    for (int i = middle; i < to; i++) {
      if (keys[i] < keys[from]) {
        pop(from, middle, i);
      }
    }
  }

  private void heap(int from, int to) {
    int n = to - from;
    for (int parent = n / 2 - 1; parent >= 0; parent--) {
      sink(from, parent, n, keys[from + parent], places[from + parent]);
    }
  }

  private void unheap(int from, int to) {
    for (int last = to - 1; last > from; last--) {
      pop(from, last, last);
    }
  }

  /// Moves the greatest element of a heap to `target`, whose element enters the heap.
  private void pop(int from, int to, int target) {
    long key = keys[target];
    int place = places[target];
    move(from, target);
    sink(from, 0, to - from, key, place);
  }

  /// Lets the hole at `start` sink to the bottom along the greater children, then the element rise.
  private void sink(int from, int start, int n, long key, int place) {
    int hole = start;
    while (hole < (n - 1) / 2) {
      int child = 2 * hole + 2;
      if (keys[from + child] < keys[from + child - 1]) {
        child--;
      }
      move(from + child, from + hole);
      hole = child;
    }
    if (n % 2 == 0 && hole == (n - 2) / 2) {
      move(from + 2 * hole + 1, from + hole);
      hole = 2 * hole + 1;
    }
    while (hole > start && keys[from + (hole - 1) / 2] < key) {
      move(from + (hole - 1) / 2, from + hole);
      hole = (hole - 1) / 2;
    }
    set(from + hole, key, place);
  }

  private void exchangeIfGreater(int a, int b) {
    if (keys[a] > keys[b]) {
      swap(a, b);
    }
  }

  private void swap(int a, int b) {
    long key = keys[a];
    int place = places[a];
    move(b, a);
    set(b, key, place);
  }

  private void move(int from, int to) {
    keys[to] = keys[from];
    places[to] = places[from];
  }

  private void set(int at, long key, int place) {
    keys[at] = key;
    places[at] = place;
  }
}
