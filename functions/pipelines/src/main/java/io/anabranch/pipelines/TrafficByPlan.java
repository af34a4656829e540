package io.anabranch.pipelines;

import static io.anabranch.aggregate.Aggregates.count;
import static io.anabranch.aggregate.Aggregates.sumLong;

import io.anabranch.Counter;
import io.anabranch.Dataset;
import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.Utf8;
import io.anabranch.format.Csv;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Web traffic by the plan of the user and the month (UTC). Events of unknown users are counted and left out. */
public final class TrafficByPlan implements Pipeline<TrafficByPlan.Params> {
    /**
     * What to read and where to write.
     *
     * @param input events as CSV
     * @param users users as CSV
     * @param output where {@code plan,month,hits,bytes} goes
     */
    public record Params(Input input, Input users, Output output) {}

    record Event(Instant eventTime, Utf8 userId, long bytes) {}

    record User(Utf8 userId, Utf8 plan) {}

    /**
     * An event with the plan of its user.
     *
     * @param month months since the year 0
     */
    record Visit(@Nullable Utf8 plan, int month, long bytes) {
        static Visit of(Event event, @Nullable User user) {
            LocalDate day = LocalDate.ofInstant(event.eventTime(), ZoneOffset.UTC);
            int month = day.getYear() * 12 + day.getMonthValue() - 1;
            return new Visit(user == null ? null : user.plan(), month, event.bytes());
        }

        boolean isOfKnownUser() {
            return plan != null;
        }
    }

    record Period(@Nullable Utf8 plan, int month) {}

    record Traffic(@Nullable Utf8 plan, String month, long hits, long bytes) {
        static Traffic of(Period period, long hits, long bytes) {
            String month = String.format("%04d-%02d", period.month() / 12, period.month() % 12 + 1);
            return new Traffic(period.plan(), month, hits, bytes);
        }
    }

    @Override
    public void define(Flow flow, Params params) {
        Counter unknownUsers = flow.counter("events of unknown users");
        Dataset<User> users = flow.named("users").read(Csv.records(User.class), params.users());
        flow.named("events")
                .read(Csv.records(Event.class), params.input())
                .named("events with their plan")
                .leftJoin(users, Event::userId, User::userId)
                .map(Visit::of)
                .named("events of known users")
                .filter(visit -> isKnown(visit, unknownUsers))
                .groupBy(visit -> new Period(visit.plan(), visit.month()))
                .aggregate(count(), sumLong(Visit::bytes), Traffic::of)
                .write(Csv.records(Traffic.class), params.output());
    }

    private static boolean isKnown(Visit visit, Counter unknownUsers) {
        if (!visit.isOfKnownUser()) {
            unknownUsers.increment();
        }
        return visit.isOfKnownUser();
    }
}
