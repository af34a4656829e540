package io.anabranch.testkit.disasters;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A safeguard that is taken away, or several of which one alone would do.
 *
 * @param name what is missing then
 * @param sabotages of requests
 * @param edits of the runtime's sources
 * @param faults what the runtime does wrong besides, of which a safeguard keeps the answer
 */
record Mutation(String name, List<Sabotage> sabotages, List<Edit> edits, List<Edit> faults) {
    Mutation {
        sabotages = List.copyOf(sabotages);
        edits = List.copyOf(edits);
        faults = List.copyOf(faults);
    }

    /**
     * A change of a source.
     *
     * @param file below the main sources of the runtime
     * @param old text that stands in it once
     * @param changed what stands there instead
     */
    record Edit(String file, String old, String changed) {}

    /** Requests go without a condition. */
    static Mutation of(String name, String operation, ObjectKind kind, String header) {
        return new Mutation(name, List.of(new Sabotage(operation, kind, header)), List.of(), List.of());
    }

    /** Code is left out, or changed. */
    static Mutation of(String name, String file, String old, String changed) {
        return new Mutation(name, List.of(), List.of(new Edit(file, old, changed)), List.of());
    }

    /** Something else is changed too: a second line, which would do alone. */
    Mutation and(String file, String old, String changed) {
        return new Mutation(name, sabotages, with(edits, new Edit(file, old, changed)), faults);
    }

    /** The runtime does this wrong, and with the safeguards in place fails of it. */
    Mutation where(String file, String old, String changed) {
        return new Mutation(name, sabotages, edits, with(faults, new Edit(file, old, changed)));
    }

    private static List<Edit> with(List<Edit> edits, Edit another) {
        List<Edit> more = new ArrayList<>(edits);
        more.add(another);
        return more;
    }

    /** As {@link Sabotage#parse} reads it. */
    String sabotage() {
        return sabotages.stream().map(Sabotage::toString).collect(Collectors.joining(";"));
    }

    /** All changes of sources. */
    List<Edit> all() {
        List<Edit> all = new ArrayList<>(faults);
        all.addAll(edits);
        return all;
    }
}
