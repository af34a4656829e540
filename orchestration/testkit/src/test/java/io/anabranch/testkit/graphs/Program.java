package io.anabranch.testkit.graphs;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.format.Compression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A pipeline as data.
 *
 * @param steps each after those that it gets records from
 * @param writes at least one
 */
record Program(List<ProgramStep> steps, List<Write> writes) {
    /** A write of a step's records. */
    record Write(int number, int step, FileKind files, Compression compression) {}

    Program {
        steps = List.copyOf(steps);
        writes = List.copyOf(writes);
    }

    /** Says it to a flow. */
    void define(Flow flow, Input input, Output output) {
        Building building = new Building(flow, input, output);
        steps.forEach(step -> building.add(step.build(building)));
        for (Write write : writes) {
            Kind kind = steps.get(write.step()).kind();
            building.dataset(write.step())
                    .write(write.files().format(kind, write.compression()), building.target(write.number()));
        }
    }

    /** The reads, in the order of their numbers. */
    List<NarrowSteps.Read> reads() {
        List<NarrowSteps.Read> reads = new ArrayList<>();
        for (ProgramStep step : steps) {
            if (step instanceof NarrowSteps.Read read) {
                reads.add(read);
            }
        }
        return reads;
    }

    /** What is left when steps that nothing is made of are gone. Numbers of reads and writes stay. */
    private static Program pruned(List<ProgramStep> steps, List<Write> writes) {
        Set<Integer> used = new TreeSet<>();
        writes.forEach(write -> used.add(write.step()));
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (used.contains(i)) {
                used.addAll(steps.get(i).inputs());
            }
        }
        List<Integer> numbers = new ArrayList<>();
        List<ProgramStep> left = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            numbers.add(left.size());
            if (used.contains(i)) {
                left.add(steps.get(i)
                        .on(steps.get(i).inputs().stream().map(numbers::get).toList()));
            }
        }
        return new Program(
                left,
                writes.stream()
                        .map(write -> new Write(
                                write.number(), numbers.get(write.step()), write.files(), write.compression()))
                        .toList());
    }

    /** Without one of its writes. */
    Program withoutWrite(int index) {
        List<Write> others = new ArrayList<>(writes);
        others.remove(index);
        return pruned(steps, others);
    }

    /** Without a step: {@code instead} takes its place, an earlier one of the same kind. */
    Program without(int step, int instead) {
        List<ProgramStep> others = new ArrayList<>();
        for (ProgramStep each : steps) {
            others.add(each.on(each.inputs().stream()
                    .map(input -> input == step ? instead : input)
                    .toList()));
        }
        return pruned(
                others,
                writes.stream()
                        .map(write -> write.step() == step
                                ? new Write(write.number(), instead, write.files(), write.compression())
                                : write)
                        .toList());
    }

    /** The same, each write of lines that tell its records. */
    Program inLines() {
        List<ProgramStep> more = new ArrayList<>(steps);
        List<Write> lines = new ArrayList<>();
        for (Write write : writes) {
            lines.add(new Write(write.number(), more.size(), FileKind.LINES, write.compression()));
            more.add(new Tell(write.step()));
        }
        return new Program(more, lines);
    }

    /** With one write alone, of a step that need not have been written. */
    Program upTo(int step) {
        Kind kind = steps.get(step).kind();
        return pruned(steps, List.of(new Write(0, step, FileKind.of(kind).get(0), Compression.NONE)));
    }

    /** As code that a person can read. */
    @Override
    public String toString() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            ProgramStep step = steps.get(i);
            code.append(String.format(Locale.ROOT, "s%d = ", i));
            if (!step.inputs().isEmpty()) {
                code.append('s').append(step.inputs().get(0)).append('.');
            }
            code.append(step.code()).append('\n');
        }
        for (Write write : writes) {
            code.append("s" + write.step() + ".write(" + write.files() + " of "
                    + steps.get(write.step()).kind().typeName() + ", " + write.compression() + ", '"
                    + RandomCase.target(write.number()) + "')\n");
        }
        return code.toString();
    }
}
