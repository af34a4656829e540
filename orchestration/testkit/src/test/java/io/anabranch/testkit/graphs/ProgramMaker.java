package io.anabranch.testkit.graphs;

import io.anabranch.JoinStrategy;
import io.anabranch.format.Compression;
import io.anabranch.testkit.graphs.NarrowSteps.Besides;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a random program, step by step. */
final class ProgramMaker {
    private static final int MOST_READS = 3;
    private static final int MOST_STEPS = 9;
    private static final int MOST_WRITES = 3;
    /** Nothing that could give more records than that is added. */
    private static final long MOST_RECORDS = 600;

    private final Random random;
    private final Random counting;
    private final boolean refuses;
    private final boolean waits;
    private final List<ProgramStep> steps = new ArrayList<>();
    private final List<Long> sizes = new ArrayList<>();
    /** Whether a step runs where its input is read. */
    private final List<Boolean> atReads = new ArrayList<>();

    private int counters;

    /**
     * @param refuses whether functions and formats refuse records
     * @param counting says which functions count
     */
    ProgramMaker(Random random, boolean refuses, Random counting) {
        this.random = random;
        this.counting = counting;
        this.refuses = refuses;
        // Where steps wait for others an input may be read in several stages, and each refuses for itself.
        this.waits = random.nextInt(4) > 0;
    }

    Program make() {
        int reads = 1 + random.nextInt(MOST_READS);
        for (int i = 0; i < reads; i++) {
            add(read(i));
        }
        for (int tries = random.nextInt(MOST_STEPS * 2), more = MOST_STEPS; tries > 0 && more > 0; tries--) {
            ProgramStep step = step();
            if (step != null && (waits || !step.waits()) && most(step) <= MOST_RECORDS) {
                add(step);
                more--;
            }
        }
        return new Program(steps, writes());
    }

    private void add(ProgramStep step) {
        sizes.add(most(step));
        boolean narrow = step.isNarrow();
        for (int input : step.inputs()) {
            narrow &= atReads.get(input);
        }
        atReads.add(narrow);
        steps.add(step);
    }

    private long most(ProgramStep step) {
        return step.most(step.inputs().stream().map(sizes::get).toList());
    }

    private NarrowSteps.Read read(int number) {
        // The first two are often of one kind, for unions and joins.
        Kind kind = number == 1 && random.nextBoolean() ? steps.get(0).kind() : any(List.of(Kind.values()));
        List<Compression> compressions = new ArrayList<>();
        for (int files = 1 + random.nextInt(3); files > 0; files--) {
            compressions.add(random.nextInt(3) > 0 ? Compression.NONE : any(List.of(Compression.values())));
        }
        boolean checks = refuses && random.nextBoolean();
        return new NarrowSteps.Read(
                number,
                kind,
                any(FileKind.of(kind)),
                compressions,
                new Besides(counter(counting), checks ? 5 + random.nextInt(9) : 0));
    }

    private @Nullable ProgramStep step() {
        int input = anyStep();
        int other = anyStep();
        Kind kind = steps.get(input).kind();
        Key key = any(kind.keys());
        return switch (random.nextInt(23)) {
            case 0, 1 ->
                new NarrowSteps.Convert(input, any(List.of(Kind.values())), random.nextInt(40), besides(input));
            case 2 -> new NarrowSteps.Keep(input, kind, 2 + random.nextInt(4), besides(input));
            case 3 -> new NarrowSteps.Expand(input, any(List.of(Kind.values())), random.nextBoolean(), besides(input));
            case 4, 5 -> steps.get(other).kind() == kind ? new NarrowSteps.Union(input, other, kind) : null;
            case 6 ->
                new NarrowSteps.LookUp(
                        input, other, any(List.of(Kind.values())), random.nextBoolean(), counter(counting));
            case 7 -> new GroupSteps.Count(input, key, random.nextBoolean() ? 0 : 1 + random.nextInt(4));
            case 8, 9 -> new GroupSteps.Measured(input, key, measures(kind, false));
            case 10 -> new GroupSteps.Reduce(input, key, Sorting.total(kind, random));
            case 11 -> new GroupSteps.Fold(input, key);
            case 12 -> new GroupSteps.Top(input, key, 1 + random.nextInt(4), Sorting.total(kind, random));
            case 13 -> new GroupSteps.MapGroups(input, key, random.nextBoolean() ? null : Sorting.total(kind, random));
            case 14 -> new GroupSteps.MapReduce(input, key, random.nextBoolean());
            case 15 -> new WholeSteps.Distinct(input, kind);
            case 16 ->
                new WholeSteps.Sort(
                        input,
                        kind,
                        random.nextBoolean() ? Sorting.some(kind, random) : Sorting.total(kind, random),
                        kind.isOrdered() && random.nextInt(3) == 0);
            case 17 -> new WholeSteps.Top(input, kind, 1 + random.nextInt(9), Sorting.total(kind, random));
            case 18 -> new WholeSteps.Partitions(input, kind, 1 + random.nextInt(5));
            case 19 -> new WholeSteps.Measured(input, measures(kind, true));
            case 20 -> join(input, other);
            case 21 -> join(input, other);
            default -> partners(input, other, kind);
        };
    }

    private List<Measure> measures(Kind kind, boolean ofNothing) {
        List<Measure> measures = new ArrayList<>();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            measures.add(Measure.random(kind, random, ofNothing));
        }
        return List.copyOf(measures);
    }

    private @Nullable ProgramStep join(int input, int other) {
        Key left = any(steps.get(input).kind().keys());
        Key right = partner(left, steps.get(other).kind());
        JoinSteps.Sides sides = any(List.of(JoinSteps.Sides.values()));
        JoinStrategy strategy = !waits
                ? JoinStrategy.REPARTITION
                : sides == JoinSteps.Sides.FULL
                        ? any(List.of(JoinStrategy.AUTO, JoinStrategy.REPARTITION))
                        : any(List.of(JoinStrategy.values()));
        return right == null ? null : new JoinSteps.Join(input, other, left, right, sides, strategy, counter(counting));
    }

    private @Nullable ProgramStep partners(int input, int other, Kind kind) {
        Key left = any(kind.keys());
        Key right = partner(left, steps.get(other).kind());
        return right == null ? null : new JoinSteps.Partners(input, other, kind, left, right, random.nextBoolean());
    }

    private @Nullable Key partner(Key left, Kind kind) {
        List<Key> fitting =
                kind.keys().stream().filter(key -> key.type() == left.type()).toList();
        return fitting.isEmpty() ? null : any(fitting);
    }

    /** The name of one, or empty; some functions share one. */
    private String counter(Random dice) {
        return dice.nextInt(3) > 0 ? "" : "counter " + (dice.nextInt(4) == 0 ? 0 : ++counters);
    }

    private Besides besides(int input) {
        // With dice of its own, so that a seed means the program that it always meant.
        String counter = counter(waits ? counting : random);
        boolean mayRefuse = refuses && !waits && atReads.get(input) && random.nextInt(3) == 0;
        return new Besides(counter, mayRefuse ? 5 + random.nextInt(9) : 0);
    }

    /** All that leads nowhere is written, together where there is much of it. */
    private List<Program.Write> writes() {
        Set<Integer> open = new TreeSet<>();
        for (int i = 0; i < steps.size(); i++) {
            open.add(i);
            open.removeAll(steps.get(i).inputs());
        }
        List<Integer> ends = new ArrayList<>(open);
        while (ends.size() > MOST_WRITES) {
            int one = ends.remove(random.nextInt(ends.size()));
            int two = ends.remove(random.nextInt(ends.size()));
            Kind kind = steps.get(one).kind();
            if (steps.get(two).kind() != kind) {
                add(new NarrowSteps.Convert(two, kind, random.nextInt(40), Besides.NOTHING));
                two = steps.size() - 1;
            }
            add(new NarrowSteps.Union(one, two, kind));
            ends.add(steps.size() - 1);
        }
        if (random.nextInt(4) == 0) {
            ends.add(anyStep());
        }
        List<Program.Write> writes = new ArrayList<>();
        for (int end : ends) {
            writes.add(new Program.Write(
                    writes.size(),
                    end,
                    any(FileKind.of(steps.get(end).kind())),
                    random.nextInt(3) > 0 ? Compression.NONE : any(List.of(Compression.values()))));
        }
        return writes;
    }

    /** Later ones more often. */
    private int anyStep() {
        return Math.max(random.nextInt(steps.size()), random.nextInt(steps.size()));
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
