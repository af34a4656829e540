package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.storage.Distance;

/** The same of objects that are near: not compressed, and read where they are. */
class NearPackedObjectTest extends PackedObjectTest {
    @Override
    Distance distance() {
        return Distance.NEAR;
    }
}
