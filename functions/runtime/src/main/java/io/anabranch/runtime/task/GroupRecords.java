package io.anabranch.runtime.task;

import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.graph.RecordGroups;
import io.anabranch.runtime.shuffle.MergeReader;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The records of the present group, once, for user code to walk through. */
final class GroupRecords implements Iterator<Object> {
    private final RecordGroups source;
    private final MergeReader reader;
    private final UserCode code;
    private final Passage passage;
    private boolean walked;
    private boolean waiting;
    private boolean ended;
    private long count;
    private @Nullable Object last;

    GroupRecords(RecordGroups source, MergeReader reader, UserCode code, Passage passage) {
        this.source = source;
        this.reader = reader;
        this.code = code;
        this.passage = passage;
    }

    /** What user code sees as the group. */
    Iterator<Object> walk() {
        if (walked) {
            throw new IllegalStateException(
                    "Cannot walk through the values of a group twice: they are streamed. Keep what you need in a list");
        }
        walked = true;
        return this;
    }

    @Override
    public boolean hasNext() {
        try {
            return advance();
        } catch (Throwable failure) {
            throw passage.carry(failure);
        }
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The group has no more values");
        }
        waiting = false;
        try {
            BytesIn record = reader.extra();
            if (source.sorted()) {
                record.advance(reader.value().readInt());
            }
            Object value = code.decode(source.recordCodec(), record);
            last = value;
            return value;
        } catch (Throwable failure) {
            throw passage.carry(failure);
        }
    }

    /** The record that user code got last, for messages. */
    @Nullable
    Object last() {
        return last;
    }

    /** User code need not walk to the end, but what it left has to be counted. */
    long drain() {
        waiting = false;
        while (advance()) {
            waiting = false;
        }
        return count;
    }

    private boolean advance() {
        if (!waiting && !ended) {
            waiting = reader.nextRecord();
            ended = !waiting;
            count += waiting ? 1 : 0;
        }
        return waiting;
    }
}
