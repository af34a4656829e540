/**
 * What an attempt of a task has done: one small object, written once, by the first attempt that ends.
 *
 * <p>Readers go only through receipts, so that retries, speculation, redrive and duplicate invocations are harmless: whatever an
 * attempt wrote without a receipt that names it, nobody sees.
 */
@NullMarked
package io.anabranch.runtime.receipt;

import org.jspecify.annotations.NullMarked;
