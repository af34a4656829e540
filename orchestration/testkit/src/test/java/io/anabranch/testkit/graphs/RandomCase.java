package io.anabranch.testkit.graphs;

import io.anabranch.runtime.run.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A random pipeline with its input and how it is run.
 *
 * @param seed all of it follows from the seed, as long as it is not reduced
 * @param input entries of each read, by its number
 */
record RandomCase(long seed, Program program, List<List<Entry>> input, Options options) {
    /** Of one read. */
    static final int MOST_ENTRIES = 40;

    private static final int FEW_ENTRIES = 12;
    private static final long SMALL_SPLITS = 20;
    private static final long LARGE_SPLITS = 80;

    private static final List<String> NAMES =
            List.of("a", "b", "", "ab", "é", "b€", "\uFF5E", "\uD83D\uDE00", "a,b", "\"q\"", " c", "x\ny", "d'");
    private static final long BUDGET = 1000;

    /** The program of a seed. */
    static Program program(long seed) {
        Random random = random(seed);
        return new ProgramMaker(random, refuses(random), counting(seed)).make();
    }

    private static Random random(long seed) {
        return new Random(seed * 0x9E3779B97F4A7C15L + 7);
    }

    /** What is counted is no matter of the program, so that it is the same whatever counts. */
    private static Random counting(long seed) {
        return new Random(seed * 0x9E3779B97F4A7C15L + 11);
    }

    private static boolean refuses(Random random) {
        return random.nextInt(3) == 0;
    }

    static RandomCase of(long seed) {
        Random random = random(seed);
        boolean refuses = refuses(random);
        Program program = new ProgramMaker(random, refuses, counting(seed)).make();
        return new RandomCase(
                seed, program, input(program, random, refuses, MOST_ENTRIES), options(random, refuses, SMALL_SPLITS));
    }

    /** A case of a seed that refuses nothing and writes lines of text, of few tasks. */
    static RandomCase inLines(long seed) {
        Random random = random(seed);
        Program program = new ProgramMaker(random, false, counting(seed)).make().inLines();
        return new RandomCase(
                seed, program, input(program, random, false, FEW_ENTRIES), options(random, false, LARGE_SPLITS));
    }

    /** The same over another input. */
    RandomCase edition(int number) {
        return with(input(program, random(seed + 31L * number), false, FEW_ENTRIES));
    }

    private static List<List<Entry>> input(Program program, Random random, boolean refuses, int most) {
        List<List<Entry>> input = new ArrayList<>();
        program.reads().forEach(read -> input.add(entries(read, random, refuses, most)));
        return input;
    }

    private static List<Entry> entries(NarrowSteps.Read read, Random random, boolean refuses, int usual) {
        List<Entry> entries = new ArrayList<>();
        int names = 1 + random.nextInt(NAMES.size());
        long numbers = 1L + random.nextInt((int) Palette.NUMBERS);
        int most = random.nextInt(6) == 0 ? 2 : usual;
        for (int i = random.nextInt(most); i > 0; i--) {
            Entry bad = refuses && random.nextInt(12) == 0 ? read.files().unreadable(random) : null;
            // Small ones are many.
            String name = NAMES.get((int) (names * random.nextDouble() * random.nextDouble()));
            long number = (long) (numbers * random.nextDouble() * random.nextDouble());
            entries.add(bad != null ? bad : Entry.of(read.kind().make(name, number)));
        }
        return List.copyOf(entries);
    }

    private static Options options(Random random, boolean refuses, long leastBytes) {
        return Options.NONE
                .withSplitBytes(leastBytes << random.nextInt(8))
                .withObjectCostBytes((long) random.nextInt(3))
                .withReduceBytes(leastBytes << random.nextInt(8))
                .withBroadcastBytes(random.nextBoolean() ? 0L : 50L << random.nextInt(10))
                .withDeadLetters(refuses ? BUDGET : 0)
                .withMaxConcurrency(2);
    }

    /** Folder of a read's files. */
    static String folder(int read) {
        return "in" + read;
    }

    /** Folder of a write's parts. */
    static String target(int write) {
        return "out" + write;
    }

    RandomCase with(Program other) {
        return new RandomCase(seed, other, input, options);
    }

    RandomCase with(List<List<Entry>> fewer) {
        return new RandomCase(seed, program, fewer, options);
    }

    RandomCase with(Options others) {
        return new RandomCase(seed, program, input, others);
    }

    /** What should come of it. */
    Answer answer() {
        return Answer.of(program, input);
    }

    /** The files of all reads by their names below the input's folder. */
    SortedMap<String, FileKind.Stored> files() {
        SortedMap<String, FileKind.Stored> files = new TreeMap<>();
        for (NarrowSteps.Read read : program.reads()) {
            List<Entry> entries = input.get(read.number());
            int count = read.compressions().size();
            for (int i = 0; i < count; i++) {
                List<Entry> own = entries.subList(entries.size() * i / count, entries.size() * (i + 1) / count);
                String name = folder(read.number()) + "/f" + i + ".dat"
                        + read.compressions().get(i).suffix();
                files.put(
                        name,
                        read.files().store(read.kind(), read.compressions().get(i), own));
            }
        }
        return files;
    }

    /** As a person can read it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed " + seed + "\n" + program);
        for (NarrowSteps.Read read : program.reads()) {
            text.append(folder(read.number())).append(":\n");
            input.get(read.number())
                    .forEach(entry -> text.append("  ").append(entry).append('\n'));
        }
        return text.append(options).append('\n').toString();
    }
}
