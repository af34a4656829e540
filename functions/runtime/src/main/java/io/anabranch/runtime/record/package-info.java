/**
 * The anatomy of Java records: components, accessors and canonical constructor, taken apart once for each class.
 *
 * <p>In: a record class, and a method handle for each of its components. Out: code that makes records or takes them apart without reflection, in
 * a hidden class of its own that the just-in-time compiler sees through.
 *
 * <p>What must hold: components keep their order, and a primitive is never boxed.
 */
@NullMarked
package io.anabranch.runtime.record;

import org.jspecify.annotations.NullMarked;
