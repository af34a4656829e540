package io.anabranch.testkit.disasters;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Something that acts in the simulated world, on a thread of its own. It is at work only while it is its {@link Turns turn}. */
final class Activity {
    private final String name;
    private final Runnable body;
    private final SplittableRandom chance;
    private final Map<String, Integer> counts = new TreeMap<>();
    private long deadline = Long.MAX_VALUE;
    private @Nullable Killed fate;
    private @Nullable Worker worker;

    /**
     * @param name no other activity of the world has it
     * @param chance what it decides by chance, as pauses and names
     */
    Activity(String name, SplittableRandom chance, Runnable body) {
        this.name = name;
        this.chance = chance;
        this.body = body;
    }

    String name() {
        return name;
    }

    SplittableRandom chance() {
        return chance;
    }

    Runnable body() {
        return body;
    }

    /** How often it has done what has this name, this time included. */
    int count(String what) {
        return counts.merge(what, 1, Integer::sum);
    }

    /** Nanoseconds of the world's time; whoever still runs then is killed. */
    long deadline() {
        return deadline;
    }

    void limitTo(long nanos) {
        deadline = nanos;
    }

    /** Why it is not to go on; null if it is. */
    @Nullable
    Killed fate() {
        return fate;
    }

    /** It stops where it stands, and does nothing any more. */
    void kill(Killed how) {
        if (fate == null) {
            fate = how;
        }
    }

    @Nullable
    Worker worker() {
        return worker;
    }

    void runOn(Worker thread) {
        worker = thread;
    }

    @Override
    public String toString() {
        return name;
    }
}
