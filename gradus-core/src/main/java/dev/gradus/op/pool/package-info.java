/// Pooling: greatest elements and means of windows, and where they came from.
@NullMarked
package dev.gradus.op.pool;

import org.jspecify.annotations.NullMarked;
