/**
 * The one place that knows all formats.
 *
 * <p>In: a format's description. Out: what it brings. Who reads or writes records goes through here and knows no format by name.
 */
@NullMarked
package io.anabranch.runtime.format.registry;

import org.jspecify.annotations.NullMarked;
