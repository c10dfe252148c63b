package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.error.GradusArgumentException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("threads")
class NumThreadsTest {
  private final int before = Gradus.getNumThreads();

  @AfterEach
  void restore() {
    Gradus.setNumThreads(before);
  }

  @Test
  void whatIsSetIsRead() {
    Gradus.setNumThreads(before + 1);
    assertThat(Gradus.getNumThreads()).isEqualTo(before + 1);
  }

  @Test
  void lessThanOneIsRefusedAndChangesNothing() {
    assertThatThrownBy(() -> Gradus.setNumThreads(0))
        .isInstanceOf(GradusArgumentException.class)
        .hasMessageStartingWith("set_num_threads expects a positive integer");
    assertThat(Gradus.getNumThreads()).isEqualTo(before);
  }
}
