package io.anabranch.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.Counter;
import io.anabranch.Dataset;
import io.anabranch.Emitter;
import io.anabranch.Flow;
import io.anabranch.JoinStrategy;
import io.anabranch.Order;
import io.anabranch.aggregate.Aggregates;
import io.anabranch.error.LimitException;
import io.anabranch.format.Csv;
import io.anabranch.format.Json;
import io.anabranch.format.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refused record leaves nothing but its dead letter: the rest is as if it had not been in the input. */
class RefusalPropertyTest {
    private static final String IN = "s3://in/lines.txt";
    private static final int PROBE = 9;

    @TempDir
    Path directory;

    /** @param n decides which of the functions refuse the item */
    record Item(int n, String name) {
        static Item of(String line) {
            int n = Integer.parseInt(line);
            return new Item(n, "i" + n % 5);
        }

        Item unless(int prime) {
            if (refuses(prime)) {
                throw new IllegalArgumentException(n + " is a multiple of " + prime);
            }
            return this;
        }

        boolean refuses(int prime) {
            return n % prime == 0;
        }
    }

    /** Refuses to be taken apart when it is written. */
    record Reluctant(int n, String name) {
        @Override
        public String name() {
            if (n % 29 == 0) {
                throw new AssertionError("not to be written");
            }
            return name;
        }
    }

    record Members(List<Integer> numbers) {
        Members() {
            this(new ArrayList<>());
        }
    }

    /** Whatever a branch does, it has counted, emitted and written some of it before it refuses an item. */
    private static void branch(int kind, Flow flow, Dataset<Item> items, Counter counter, String out) {
        switch (kind) {
            case 0 ->
                items.filter(item -> {
                            counter.increment();
                            return item.unless(31).n() % 2 == 0;
                        })
                        .map(item -> item.refuses(37) ? item.n() + "\nin two lines" : item.name())
                        .write(Text.lines(), out);
            case 1 ->
                items.flatMap((Item item, Emitter<Item> emitter) -> {
                            for (int i = 0; i < 5; i++) {
                                counter.add(10);
                                emitter.emit(i == 3 ? item.unless(23) : item);
                            }
                        })
                        .map(item -> new Reluctant(item.n(), item.name()))
                        .write(Csv.records(Reluctant.class), out);
            case 2 ->
                items.groupBy(item -> item.unless(41).name())
                        .aggregate(
                                Aggregates.count(),
                                Aggregates.sumLong(item -> item.unless(19).n()),
                                (name, count, sum) -> new Item((int) (count + 1000 * sum), name))
                        .write(Json.records(Item.class), out);
            case 3 ->
                items.sortBy(Order.by(Item::name)
                                .thenDescending(item -> item.unless(43).n()))
                        .write(Csv.records(Item.class), out);
            case 4 ->
                items.map(item -> new Reluctant(item.n(), item.name()))
                        .groupBy(item -> item.n() % 3)
                        .sortedBy(Reluctant::name)
                        .mapGroups((Integer group, Iterable<Reluctant> members, Emitter<String> emitter) -> {
                            int sum = 0;
                            for (Reluctant member : members) {
                                sum += member.n();
                            }
                            emitter.emit(group + " " + sum);
                        })
                        .write(Text.lines(), out);
            case 5 ->
                items.partitionBy(item -> item.refuses(47) ? 9 : item.n() % 3, 3)
                        .write(Json.records(Item.class), out);
            case 6 ->
                items.map(Item::name)
                        .distinct()
                        .union(items.map(item -> item.unless(53).name()))
                        .write(Text.lines(), out);
            case 7 ->
                items.filter(item -> item.unless(59).n() > 0)
                        .topN(3, Order.descending(Item::n))
                        .write(Csv.records(Item.class), out);
            case PROBE ->
                items.join(flow.read(Text.lines(), "s3://in/others.txt").map(Item::of), Item::name, Item::name)
                        .strategy(JoinStrategy.BROADCAST)
                        .map((item, other) -> {
                            counter.increment();
                            return new Item(item.unless(7).n(), other.name());
                        })
                        .write(Csv.records(Item.class), out);
            default ->
                items.groupBy(Item::name)
                        .fold(
                                Members::new,
                                (members, item) -> {
                                    // Half done, then refused: an accumulator of the user's is no better than that.
                                    members.numbers().add(item.n());
                                    item.unless(67);
                                    return members;
                                },
                                (members, more) -> {
                                    members.numbers().addAll(more.numbers());
                                    return members;
                                })
                        .map(pair -> pair.key() + new TreeSet<>(pair.value().numbers()))
                        .write(Text.lines(), out);
        }
    }

    private static void define(Flow flow, long seed) {
        Random random = new Random(seed);
        Dataset<Item> items = flow.read(Text.lines(), IN).map(Item::of);
        // What waits for a table reads the input in a stage of its own, which refuses for itself.
        boolean probe = seed % 7 == 6;
        for (int i = probe ? 1 : 2 + random.nextInt(3); i > 0; i--) {
            int kind = probe ? PROBE : random.nextInt(PROBE);
            branch(kind, flow, items, flow.counter("counter " + i), "s3://out/" + i);
        }
    }

    private record Answer(Map<String, List<String>> outputs, Map<String, Long> counters, List<String> refused) {}

    private Answer answer(long seed, List<String> lines, long budget) {
        TestRun run = new TestRun(directory, seed, flow -> define(flow, seed))
                .options(200L << (seed % 3), 1 << 20, budget)
                .input("s3://in/others.txt", "1\n2\n3\n")
                .input(IN, String.join("\n", lines));
        run.run();
        Map<String, List<String>> outputs = new TreeMap<>();
        Map<String, Long> counters = new TreeMap<>();
        run.receipts().forEach(receipt -> {
            assertThat(receipt.flow().balanced()).as(receipt.flow().equation()).isTrue();
            receipt.output().counters().forEach((name, count) -> counters.merge(name, count, Long::sum));
        });
        List<String> refused = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            // Each part has a header, and there are fewer parts of less input.
            outputs.put(
                    "s3://out/" + i,
                    run.lines("s3://out/" + i).stream()
                            .filter(line -> !line.equals("n,name"))
                            .toList());
            run.deadLetters("s3://out/" + i).forEach(letter -> refused.add(record(letter)));
        }
        return new Answer(outputs, counters, refused);
    }

    private static String record(String letter) {
        try {
            JsonNode json = new ObjectMapper().readTree(letter);
            return json.get("record").textValue();
        } catch (IOException e) {
            throw new IllegalStateException(letter, e);
        }
    }

    @Test
    void theRestIsAsIfTheRefusedRecordsHadNotBeenThere() {
        for (long seed = 0; seed < 14; seed++) {
            Random random = new Random(seed);
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                lines.add(random.nextInt(40) == 0 ? "no number " + i : Integer.toString(1 + random.nextInt(400)));
            }
            Answer answer = answer(seed, lines, 120);
            List<String> rest = new ArrayList<>(lines);
            answer.refused().forEach(rest::remove);
            assertThat(rest)
                    .as("seed %d, refused %s", seed, answer.refused())
                    .hasSize(lines.size() - answer.refused().size());

            Answer right = answer(seed, rest, 0);
            assertThat(answer.outputs()).as("seed %d", seed).isEqualTo(right.outputs());
            assertThat(answer.counters()).as("seed %d", seed).isEqualTo(right.counters());
            assertThat(answer.refused()).as("seed %d", seed).isNotEmpty();
            String one = answer.refused().get(random.nextInt(answer.refused().size()));
            long failing = seed;
            assertThatThrownBy(() -> answer(failing, List.of(one), 0))
                    .as("seed %d, %s", seed, one)
                    .hasMessageContaining("Cannot run step")
                    .hasMessageContaining("byte 0; stage");
        }
    }

    @Test
    void aRecordThatGaveMoreThanCanBeTakenBackFailsTheTask() {
        TestRun run = new TestRun(
                        directory,
                        1,
                        flow -> flow.read(Text.lines(), IN)
                                .flatMap((String line, Emitter<String> out) -> {
                                    for (int i = 0; i < 200; i++) {
                                        out.emit("x".repeat(10_000));
                                    }
                                    throw new IllegalStateException("too late");
                                })
                                .write(Text.lines(), "s3://out/1"))
                .options(1000, 0, 5)
                .input(IN, "a\n");
        assertThatThrownBy(run::run)
                .isInstanceOf(LimitException.class)
                .hasMessageStartingWith("Cannot refuse a record: it had given more than can be taken back")
                .hasMessageContaining("too late")
                .hasMessageContaining("s3://in/lines.txt, byte 0; stage 0, task 0");
        assertThat(run.s3().openUploads()).isZero();
    }

    @Test
    void theBudgetOfATaskEnds() {
        TestRun run = new TestRun(
                        directory,
                        1,
                        flow -> flow.read(Text.lines(), IN)
                                .map(Integer::valueOf)
                                .map(number -> "n" + number)
                                .write(Text.lines(), "s3://out/1"))
                .options(1000, 0, 2)
                .input(IN, "a\n1\nb\nc\n");
        assertThatThrownBy(run::run)
                .isInstanceOf(LimitException.class)
                .hasMessageContaining("the budget of 2 dead letters is used up")
                .hasMessageContaining("byte 6");
    }
}
