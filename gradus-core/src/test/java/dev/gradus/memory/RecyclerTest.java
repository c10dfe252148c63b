package dev.gradus.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecyclerTest {
  private static final int LARGE = 1 << 20;
  private static final int OTHER = 3 << 18;

  @AfterEach
  void leaveNothing() {
    Recycler.clear();
  }

  // With the same array again and again, which nobody reads.
  private static void fill() {
    assumeThat(Recycler.bound()).isPositive();
    Recycler.clear();
    long many = Recycler.bound() / Recycler.sizeClass(ArrayKind.DOUBLES, LARGE);
    Object array = Recycler.take(ArrayKind.DOUBLES, LARGE, false);
    for (long i = 0; i < many; i++) {
      Recycler.give(ArrayKind.DOUBLES, array);
    }
  }

  @Test
  void sizesThatNobodyAsksForMakeRoomForOthers() {
    fill();
    long full = Recycler.kept();
    for (int look = 0; look < 3; look++) {
      Recycler.dropIdle();
    }
    assertThat(Recycler.kept()).isLessThan(full / 2);
    Object other = Recycler.take(ArrayKind.DOUBLES, OTHER, false);
    Recycler.give(ArrayKind.DOUBLES, other);
    assertThat(Recycler.take(ArrayKind.DOUBLES, OTHER, false)).isSameAs(other);
  }

  @Test
  void aSizeThatIsAskedForStays() {
    fill();
    for (int look = 0; look < 10; look++) {
      Recycler.give(ArrayKind.DOUBLES, Recycler.take(ArrayKind.DOUBLES, LARGE, false));
      Recycler.dropIdle();
    }
    assertThat(Recycler.kept()).isGreaterThan(Recycler.bound() / 2);
  }
}
