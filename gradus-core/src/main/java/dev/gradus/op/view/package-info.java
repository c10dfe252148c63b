/// Views and copies of them.
@NullMarked
package dev.gradus.op.view;

import org.jspecify.annotations.NullMarked;
