/** Failures, by who can mend them. Class names are error names in the state machine. */
@NullMarked
package io.anabranch.error;

import org.jspecify.annotations.NullMarked;
