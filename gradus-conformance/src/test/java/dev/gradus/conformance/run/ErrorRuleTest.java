package dev.gradus.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorRuleTest {
  @Test
  void theSameSentenceHasEverything() {
    for (String sentence :
        new String[] {
          "Dimension out of range (expected to be in range of [-3, 2], but got -4)",
          "shape '[5, -1, 2]' is invalid for input of size 15",
          "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)",
          "dilation=1 doesn't fit in input's 7.5e-3 or 1e5",
          "bartlett expects float32 or float64 dtypes, got: torch.float16",
          "Negation, the `-` operator, on a bool tensor is not supported"
        }) {
      assertThat(ErrorRule.missing(sentence, sentence + "\nWhat to do.")).isNull();
      assertThat(ErrorRule.missing(sentence, "in other words: " + sentence)).isNull();
    }
  }

  @Test
  void numbersAreWholeAndInOrder() {
    assertThat(ErrorRule.missing("got 2 and 3", "12 and 3")).isEqualTo("the number '2'");
    assertThat(ErrorRule.missing("got 2 and 3", "3 and 2")).isEqualTo("the number '3'");
    assertThat(ErrorRule.missing("got -2", "got 2")).isEqualTo("the number '-2'");
    assertThat(ErrorRule.missing("got 2", "got -2")).isEqualTo("the number '2'");
    assertThat(ErrorRule.missing("size 0.5", "size 0")).isEqualTo("the number '0.5'");
    assertThat(ErrorRule.missing("2x3", "2x4")).isEqualTo("the number '3'");
    assertThat(ErrorRule.missing("from float16", "from float32")).isEqualTo("the number '16'");
  }

  @Test
  void quotedWordsAreNeeded() {
    assertThat(ErrorRule.missing("no 'abc'", "no 'abd'")).isEqualTo("the quoted word 'abc'");
    assertThat(ErrorRule.missing("no \"abc\"", "abc is unknown")).isNull();
    assertThat(ErrorRule.missing("can't take input's dtype", "another sentence")).isNull();
  }

  @Test
  void onlyWhatTheCompilerRefusesIsNotApplicable() {
    assertThat(ErrorRule.notApplicable("f(): argument 'x' (position 1) must be Tensor, not int"))
        .isNotNull();
    assertThat(ErrorRule.notApplicable("f() received an invalid combination of arguments - got"))
        .isNotNull();
    assertThat(ErrorRule.notApplicable("descriptor '__radd__' for objects")).isNotNull();
    assertThat(ErrorRule.notApplicable("unsupported operand type(s) for +")).isNotNull();
    assertThat(
            ErrorRule.notApplicable(
                "cat(): argument 'tensors' must be tuple of Tensors, not Tensor"))
        .isNotNull();
    assertThat(ErrorRule.notApplicable("'int' object has no attribute 'reciprocal'")).isNotNull();
    assertThat(ErrorRule.notApplicable("unsupported operation: some elements")).isNull();
    assertThat(
            ErrorRule.notApplicable(
                "unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory location. Please"))
        .startsWith("the record does not say");
  }
}
