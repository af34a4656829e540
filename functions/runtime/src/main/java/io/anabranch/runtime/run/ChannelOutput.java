package io.anabranch.runtime.run;

import io.anabranch.runtime.shuffle.CoarseIndex;
import io.anabranch.runtime.shuffle.PackedObject;
import io.anabranch.runtime.storage.ObjectRef;

/**
 * What a task shuffled through one channel: one packed object. A task without records for a channel has no output there.
 *
 * @param channel id of the channel
 * @param object the object of the attempt whose receipt this is in
 * @param index where in the object which keys are
 * @param records records in the object
 */
public record ChannelOutput(int channel, ObjectRef object, CoarseIndex index, long records) {
    /** Of what a shuffle writer returned. */
    public static ChannelOutput of(int channel, PackedObject packed) {
        return new ChannelOutput(channel, packed.object(), packed.index(), packed.records());
    }
}
