/**
 * Values as bytes: compact codecs for what is shuffled, ordered codecs for what is sorted. Built once per graph, without reflection per
 * record.
 */
@NullMarked
package io.anabranch.runtime.codec;

import org.jspecify.annotations.NullMarked;
