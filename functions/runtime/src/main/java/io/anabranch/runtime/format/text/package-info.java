/** Lines of text, as strings or as the bytes they are; and the other way round. What must hold: what is written as a line is read as one. */
@NullMarked
package io.anabranch.runtime.format.text;

import org.jspecify.annotations.NullMarked;
