/// The `./gradus` command: a table of subcommands, each a class of its own.
@NullMarked
package dev.gradus.cli;

import org.jspecify.annotations.NullMarked;
