/** What the user said: {@code define} recorded as steps, their functions' types, and how steps are cut into stages. */
@NullMarked
package io.anabranch.runtime.flow;

import org.jspecify.annotations.NullMarked;
