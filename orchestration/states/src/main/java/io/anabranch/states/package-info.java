/** An interpreter of the Amazon States Language. */
@NullMarked
package io.anabranch.states;

import org.jspecify.annotations.NullMarked;
