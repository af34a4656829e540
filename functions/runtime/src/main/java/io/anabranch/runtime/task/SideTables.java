package io.anabranch.runtime.task;

import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.graph.Channel;
import io.anabranch.runtime.graph.JoinProbe;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.SegmentsFile;
import io.anabranch.runtime.run.SegmentsRef;
import io.anabranch.runtime.shuffle.KeyRange;
import io.anabranch.runtime.shuffle.MergeReader;
import io.anabranch.runtime.shuffle.Segment;
import io.anabranch.runtime.shuffle.Workspace;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the channels that a task needs whole. Tables of broadcast joins are kept, softly, for the next task of this process: tasks that
 * run side by side share one.
 */
final class SideTables {
    private final RunObjects objects;
    private final Map<SegmentsRef, SoftReference<BroadcastTable>> tables = new HashMap<>();

    SideTables(RunObjects objects) {
        this.objects = objects;
    }

    /** The right side of a broadcast join; one thread builds it while the others wait. */
    synchronized BroadcastTable table(
            JoinProbe join, Channel channel, SegmentsRef segments, TaskSettings settings, Workspace workspace) {
        SoftReference<BroadcastTable> kept = tables.get(segments);
        BroadcastTable table = kept == null ? null : kept.get();
        if (table == null) {
            tables.values().removeIf(reference -> reference.get() == null);
            try (MergeReader reader = open(channel, segments, workspace)) {
                table = BroadcastTable.of(join.name(), reader, settings.memoryBytes());
            }
            tables.put(segments, new SoftReference<>(table));
        }
        return table;
    }

    /** The records of a side input, in the channel's order. */
    List<Object> records(
            Channel channel, SegmentsRef segments, UserCode code, Codec<Object> codec, Workspace workspace) {
        List<Object> records = new ArrayList<>();
        try (MergeReader reader = open(channel, segments, workspace)) {
            while (reader.next()) {
                records.add(code.decode(codec, reader.extra()));
            }
        }
        return records;
    }

    private MergeReader open(Channel channel, SegmentsRef segments, Workspace workspace) {
        List<Segment> list = SegmentsFile.read(objects, segments);
        return MergeReader.open(Outputs.order(channel), workspace, list, KeyRange.ALL);
    }
}
