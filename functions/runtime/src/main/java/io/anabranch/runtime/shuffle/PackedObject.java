package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.storage.ObjectRef;

/**
 * What a writer wrote: for the receipt.
 *
 * @param object the object, pinned by its entity tag
 * @param index where in it which keys are
 * @param records records in it
 * @param rawBytes bytes of its records before compression
 */
public record PackedObject(ObjectRef object, CoarseIndex index, long records, long rawBytes) {}
