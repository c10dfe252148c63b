/// Rows of a table picked by number, alone or in bags.
@NullMarked
package dev.gradus.op.embedding;

import org.jspecify.annotations.NullMarked;
