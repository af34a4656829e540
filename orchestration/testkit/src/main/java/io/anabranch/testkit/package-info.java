/** For users' tests. */
@NullMarked
package io.anabranch.testkit;

import org.jspecify.annotations.NullMarked;
