package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** A record as tests see it; slow and plain. */
record Rec(byte[] key, byte[] extra, byte[] value, int tag) {
    /** What the shuffle promises, said as simply as can be. */
    static Comparator<Rec> order(ShuffleOrder order) {
        Comparator<Rec> byKey = (a, b) -> Arrays.compareUnsigned(a.key, b.key);
        Comparator<Rec> byGroup = order == ShuffleOrder.ORDERED
                ? byKey
                : Comparator.<Rec>comparingLong(r -> KeyHash.orderHash(r.key, 0, r.key.length) & 0xFFFFFFFFL)
                        .thenComparing(byKey);
        return byGroup.thenComparingInt(Rec::tag).thenComparing((a, b) -> Arrays.compareUnsigned(a.extra, b.extra));
    }

    static List<Rec> random(SplittableRandom random, int count, int tag) {
        int keys = 1 << random.nextInt(0, 12);
        int maxKey = random.nextInt(3) == 0 ? 200 : random.nextInt(1, 20);
        byte[] common = bytes(random, random.nextInt(4) == 0 ? random.nextInt(120) : 0, 256);
        int alphabet = random.nextBoolean() ? 256 : 2;
        boolean extras = random.nextBoolean();
        int maxValue = random.nextInt(4) == 0 ? 3000 : 40;
        List<byte[]> known = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            byte[] tail = bytes(random, random.nextInt(maxKey), alphabet);
            byte[] key = Arrays.copyOf(common, common.length + tail.length);
            System.arraycopy(tail, 0, key, common.length, tail.length);
            known.add(key);
        }
        List<Rec> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(new Rec(
                    known.get(random.nextInt(keys)),
                    extras ? bytes(random, random.nextInt(12), alphabet) : new byte[0],
                    bytes(random, random.nextInt(maxValue), 256),
                    tag));
        }
        return records;
    }

    static byte[] bytes(SplittableRandom random, int length, int alphabet) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (alphabet == 256 ? random.nextInt() : -random.nextInt(alphabet));
        }
        return bytes;
    }

    void writeTo(SortedShuffleWriter writer) {
        BytesOut out = writer.begin();
        out.write(key, 0, key.length);
        writer.endKey();
        if (extra.length > 0) {
            out.write(extra, 0, extra.length);
            writer.endExtra();
        }
        out.write(value, 0, value.length);
        writer.end();
    }

    static Rec at(MergeReader reader) {
        return new Rec(all(reader.key()), all(reader.extra()), all(reader.value()), reader.tag());
    }

    static byte[] all(BytesIn in) {
        return in.readBytes(in.remaining());
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.formatHex(key) + ":" + hex.formatHex(extra) + "=" + hex.formatHex(value) + "@" + tag;
    }
}
