/// The code of the lesson, a class per chapter.
///
/// Note [Code shown is code run]: these sources are compiled into the program and also packed into
/// it as text. When a chapter has come through `in.cell(3)`, the runner shows the lines of that
/// source from there to the next cell, and what they printed. So there is no second copy that could
/// differ.
///
/// Not null-marked: what a learner types is not checked for null either.
package dev.gradus.cli.lesson.chapter;
