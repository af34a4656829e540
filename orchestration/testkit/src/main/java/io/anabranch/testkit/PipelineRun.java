package io.anabranch.testkit;

import io.anabranch.runtime.run.StageOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a run ended. Its files are read from the tester's folder, so it is of use until the tester is closed. */
public final class PipelineRun {
    private final CommittedFiles files;
    private final @Nullable String error;
    private final String problem;
    private final String trace;
    private final List<String> outputs;
    private final List<StageOutcome> outcomes;

    /**
     * @param error class name of the error, null if the run was committed
     * @param problem one line, empty if the run was committed
     * @param trace the stack of the task that failed first, empty if none failed
     * @param outputs paths of what was committed
     */
    PipelineRun(
            CommittedFiles files,
            @Nullable String error,
            String problem,
            String trace,
            List<String> outputs,
            List<StageOutcome> outcomes) {
        this.files = files;
        this.error = error;
        this.problem = problem;
        this.trace = trace;
        this.outputs = List.copyOf(outputs);
        this.outcomes = List.copyOf(outcomes);
    }

    /** Whether the output is there, all of it. If not, none of it is. */
    public boolean committed() {
        return error == null;
    }

    /** Why the run failed, in one line; empty if it did not. */
    public String error() {
        return problem;
    }

    /** Class name of the error, as the state machine sees it, as {@code io.anabranch.error.InputException}. */
    public Optional<String> errorType() {
        return Optional.ofNullable(error);
    }

    /**
     * All lines of all part files of an output, in the order of the parts, header lines included.
     *
     * @param output path as it was given, with what the pipeline appended to it
     * @throws AssertionError if nothing is committed there
     */
    public List<String> lines(String output) {
        return files.parts(output).stream().flatMap(String::lines).toList();
    }

    /**
     * The rows of a CSV output, in the order of the parts: as they are in the files, without the header that each part begins
     * with. A newline in quotes does not end a row.
     */
    public List<String> rows(String output) {
        List<String> rows = new ArrayList<>();
        for (String part : files.parts(output)) {
            List<String> all = csvRows(part);
            rows.addAll(all.subList(Math.min(1, all.size()), all.size()));
        }
        return rows;
    }

    /** Texts of the part files, decompressed, in their order. */
    public List<String> parts(String output) {
        return files.parts(output);
    }

    /** Whether anything is committed below a path, by this run or another one. */
    public boolean isVisible(String output) {
        return files.exists(output);
    }

    /** Names of the files below a path, committed or not. */
    public List<String> files(String output) {
        return files.names(output);
    }

    /** What a counter of the pipeline came to; 0 if nothing was added to it. Stages that failed do not count. */
    public long counter(String name) {
        return counters().getOrDefault(name, 0L);
    }

    /** All counters that something was added to. */
    public SortedMap<String, Long> counters() {
        SortedMap<String, Long> counters = new TreeMap<>();
        outcomes.forEach(stage -> stage.counters().forEach((name, count) -> counters.merge(name, count, Long::sum)));
        return counters;
    }

    /** The records that were refused; none if the run failed. */
    public List<DeadLetter> deadLetters() {
        return outputs.stream()
                .flatMap(output -> files.deadLetters(output).stream())
                .toList();
    }

    /** The stages that ended, in their order. */
    public List<StageTotals> stages() {
        return outcomes.stream().map(StageTotals::of).toList();
    }

    private static List<String> csvRows(String text) {
        List<String> rows = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (c == '\n' && !quoted) {
                rows.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (start < text.length()) {
            rows.add(text.substring(start));
        }
        return rows;
    }

    /** For the message of a test that fails. */
    String trace() {
        return trace;
    }
}
