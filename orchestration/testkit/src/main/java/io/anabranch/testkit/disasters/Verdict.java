package io.anabranch.testkit.disasters;

import java.util.List;

/**
 * How a simulation of a seed ended.
 *
 * @param violations what should not have been; none if all is well
 * @param happened the disasters, in their order
 * @param ends how each execution ended, in a line
 * @param log every call and what became of it
 */
record Verdict(long seed, List<String> violations, List<Happening> happened, List<String> ends, List<String> log) {
    Verdict {
        violations = List.copyOf(violations);
        happened = List.copyOf(happened);
        ends = List.copyOf(ends);
        log = List.copyOf(log);
    }

    /** For people: what is wrong, of what it came, and how the executions ended. */
    String report() {
        StringBuilder report = new StringBuilder("Seed " + seed + ":");
        violations.forEach(each -> report.append("\n  ").append(each));
        report.append("\nIt takes ").append(happened.isEmpty() ? "no disaster" : happened.size() + " disasters:");
        happened.forEach(each -> report.append("\n  ").append(each.name()));
        report.append("\nThe executions:");
        ends.forEach(each -> report.append("\n  ").append(each));
        return report.toString();
    }
}
