/// Shows the lesson: its text in a terminal, and the code of its cells while that code runs.
@NullMarked
package dev.gradus.cli.lesson;

import org.jspecify.annotations.NullMarked;
