@NullMarked
package dev.gradus.bench;

import org.jspecify.annotations.NullMarked;
