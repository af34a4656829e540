package io.anabranch.states.engine;

import io.anabranch.states.history.EventDetails;
import io.anabranch.states.history.EventType;
import io.anabranch.states.history.HistoryEvent;
import io.anabranch.states.history.HistoryListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The events of one execution. Written on its loop, read from any thread. */
final class History {
    /** The history is full; the execution has to end. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Full() {
            super(null, null, false, false);
        }
    }

    private final String executionArn;
    private final HistoryListener listener;
    private final int limit;
    private final int kept;
    private final List<HistoryEvent> events = new ArrayList<>();
    private long count;

    /**
     * @param limit how many events there may be; the last is left for the end of the execution
     * @param kept how many of them to keep
     */
    History(String executionArn, HistoryListener listener, int limit, int kept) {
        this.executionArn = executionArn;
        this.listener = listener;
        this.limit = limit;
        this.kept = kept;
    }

    /** @throws Full when only the last event is left */
    long append(EventType type, long previous, EventDetails details, Instant now) {
        if (count >= limit - 1) {
            throw new Full();
        }
        return add(type, previous, details, now);
    }

    /** Writes how the execution ended, for which there is always room. */
    long end(EventType type, long previous, EventDetails details, Instant now) {
        return add(type, previous, details, now);
    }

    private long add(EventType type, long previous, EventDetails details, Instant now) {
        HistoryEvent event = new HistoryEvent(++count, previous, now, type, details);
        if (count <= kept) {
            synchronized (events) {
                events.add(event);
            }
        }
        listener.onEvent(executionArn, event);
        return event.id();
    }

    long count() {
        return count;
    }

    List<HistoryEvent> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }
}
