/// Recurrent cells and layers of them.
@NullMarked
package dev.gradus.op.recurrent;

import org.jspecify.annotations.NullMarked;
