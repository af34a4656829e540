/** The deployed stack on the embedded services, for tests of commands and roles. */
@NullMarked
package io.anabranch.cli.stack;

import org.jspecify.annotations.NullMarked;
