/// Reading and writing by index.
@NullMarked
package dev.gradus.op.index;

import org.jspecify.annotations.NullMarked;
