package io.anabranch.testkit.disasters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What happened in a world, in order. */
final class EventLog {
    private final Turns turns;
    private final List<String> lines = new ArrayList<>();

    EventLog(Turns turns) {
        this.turns = turns;
    }

    void add(Activity who, Call call, String outcome) {
        add(who + ": " + call + (outcome.isEmpty() ? "" : " " + outcome));
    }

    void add(String what) {
        lines.add(Duration.ofNanos(turns.nanos() / 1000 * 1000) + " " + what);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
