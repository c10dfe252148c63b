/// Products of matrices and vectors.
@NullMarked
package dev.gradus.op.matrix;

import org.jspecify.annotations.NullMarked;
