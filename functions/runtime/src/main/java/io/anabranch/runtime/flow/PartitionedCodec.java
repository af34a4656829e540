package io.anabranch.runtime.flow;

import io.anabranch.function.ToInt;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.graph.FunctionFault;

/** A key behind the 4 bytes of its partition's number. */
record PartitionedCodec(ToInt<Object> partition, int partitions, Codec<Object> key) implements Codec<Object> {
    @Override
    public void write(Object value, BytesOut out) {
        out.writeInt(partitionOf(value));
        key.write(value, out);
    }

    @Override
    public Object read(BytesIn in) {
        in.advance(Integer.BYTES);
        return key.read(in);
    }

    private int partitionOf(Object value) {
        int number;
        try {
            number = partition.apply(value);
        } catch (Throwable thrown) {
            throw FunctionFault.thrown("partition function", thrown);
        }
        if (number < 0 || number >= partitions) {
            throw FunctionFault.result(
                    "partition function", "returned " + number + ", expected 0 to " + (partitions - 1));
        }
        return number;
    }
}
