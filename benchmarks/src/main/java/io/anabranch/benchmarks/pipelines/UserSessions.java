package io.anabranch.benchmarks.pipelines;

import io.anabranch.Emitter;
import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.format.Csv;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The sessions of each user: events that are no more than 30 minutes apart. */
public final class UserSessions implements Pipeline<UserSessions.Params> {
    private static final Duration GAP = Duration.ofMinutes(30);

    /**
     * What to read and where to write.
     *
     * @param input events as CSV
     * @param output where the sessions go
     */
    public record Params(Input input, Output output) {}

    record Event(Instant eventTime, String userId, long bytes) {}

    record Session(String userId, Instant first, Instant last, long events, long bytes) {
        static Session of(Event event) {
            return new Session(event.userId(), event.eventTime(), event.eventTime(), 1, event.bytes());
        }

        boolean goesOnWith(Event event) {
            return Duration.between(last, event.eventTime()).compareTo(GAP) <= 0;
        }

        Session with(Event event) {
            return new Session(userId, first, event.eventTime(), events + 1, bytes + event.bytes());
        }
    }

    @Override
    public void define(Flow flow, Params params) {
        flow.read(Csv.records(Event.class), params.input())
                .groupBy(event -> event.userId())
                .sortedBy(event -> event.eventTime())
                .mapGroups(Session.class, (user, events, out) -> sessions(events, out))
                .write(Csv.records(Session.class), params.output());
    }

    private static void sessions(Iterable<Event> events, Emitter<Session> out) {
        @Nullable Session session = null;
        for (Event event : events) {
            if (session != null && session.goesOnWith(event)) {
                session = session.with(event);
            } else {
                if (session != null) {
                    out.emit(session);
                }
                session = Session.of(event);
            }
        }
        if (session != null) {
            out.emit(session);
        }
    }
}
