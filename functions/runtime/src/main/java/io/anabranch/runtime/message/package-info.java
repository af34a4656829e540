/**
 * What messages quote: offending text in a line, what user code threw and where, and the name that may have been meant.
 *
 * <p>What must hold: a message stays one line, of a length that does not grow with the data.
 */
@NullMarked
package io.anabranch.runtime.message;

import org.jspecify.annotations.NullMarked;
