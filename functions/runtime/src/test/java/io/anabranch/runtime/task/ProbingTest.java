package io.anabranch.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Dataset;
import io.anabranch.Flow;
import io.anabranch.JoinStrategy;
import io.anabranch.Utf8;
import io.anabranch.error.AnabranchException;
import io.anabranch.format.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broadcast joins, in which records wait for one another to be looked up together. */
class ProbingTest {
    private static final String IN = "s3://in/lines.txt";
    private static final String NAMES = "s3://in/names.txt";
    private static final String OUT = "s3://out/o";

    @TempDir
    Path directory;

    record Key(Utf8 text, int length) {}

    private TestRun run(Consumer<Flow> definition) {
        return new TestRun(directory, 1, definition).options(1 << 20, 1 << 20, 0);
    }

    private static String lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("line ").append(i).append('\n');
        }
        return lines.toString();
    }

    @Test
    void findsWhatAMapFindsWhateverTheKeys() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<String> left = texts(random, random.nextInt(200));
            List<String> right = texts(random, random.nextBoolean() ? random.nextInt(4) : random.nextInt(500));
            boolean keep = random.nextBoolean();
            TestRun run = run(flow -> {
                        Dataset<Utf8> lines = flow.read(Text.lines(), IN).map(Utf8::of);
                        Dataset<Utf8> names = flow.read(Text.lines(), NAMES).map(Utf8::of);
                        var join = keep
                                ? lines.leftJoin(names, ProbingTest::key, ProbingTest::key)
                                : lines.join(names, ProbingTest::key, ProbingTest::key);
                        join.strategy(JoinStrategy.BROADCAST)
                                .map((line, name) -> line + " " + name)
                                .write(Text.lines(), OUT);
                    })
                    .input(IN, String.join("\n", left))
                    .input(NAMES, String.join("\n", right));
            run.run();

            Map<String, List<String>> partners = new TreeMap<>();
            right.forEach(name ->
                    partners.computeIfAbsent(name, any -> new ArrayList<>()).add(name));
            List<String> expected = new ArrayList<>();
            for (String line : left) {
                List<String> found = line.startsWith("n") ? List.of() : partners.getOrDefault(line, List.of());
                found.forEach(name -> expected.add(line + " " + name));
                if (found.isEmpty() && keep) {
                    expected.add(line + " null");
                }
            }
            assertThat(run.lines(OUT)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** Null, which is equal to none, where the text begins with n. */
    private static Key key(Utf8 text) {
        return text.toString().startsWith("n") ? null : new Key(text, text.length());
    }

    private static List<String> texts(Random random, int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = Integer.toString(random.nextInt(100), 36) + "x".repeat(random.nextInt(3) * 70);
            texts.add(random.nextInt(10) == 0 ? "n" + text : text);
        }
        return texts;
    }

    @Test
    void aRecordThatWaitedForOthersFailsWithItsOwnPlace() {
        for (int bad : new int[] {0, 5, 31, 32, 40, 99}) {
            String wrong = "line " + bad;
            TestRun run = run(flow -> flow.read(Text.lines(), IN)
                            .leftJoin(flow.read(Text.lines(), NAMES), line -> line, name -> name)
                            .strategy(JoinStrategy.BROADCAST)
                            .map((line, name) -> line)
                            .leftJoin(flow.read(Text.lines(), NAMES), line -> line, name -> name)
                            .strategy(JoinStrategy.BROADCAST)
                            .map((line, name) -> line.length() / (line.equals(wrong) ? 0 : 1))
                            .map(Object::toString)
                            .write(Text.lines(), OUT))
                    .input(IN, lines(100))
                    .input(NAMES, "line 3\nline 5\n");
            assertThatThrownBy(run::run)
                    .isInstanceOf(AnabranchException.class)
                    .hasMessageContaining("Left: '" + wrong + "'")
                    .hasMessageContaining(
                            "(s3://in/lines.txt, byte " + lines(100).indexOf(wrong + "\n") + "; stage 1, task 0)");
        }
    }

    @Test
    void theRecordBehindOneThatWaitedFailsWithItsOwnPlace() {
        TestRun run = run(flow -> flow.read(Text.lines(), IN)
                        .map(line -> line + line.length() / (line.equals("line 50") ? 0 : 1))
                        .leftJoin(flow.read(Text.lines(), NAMES), line -> line, name -> name)
                        .strategy(JoinStrategy.BROADCAST)
                        .map((line, name) -> line)
                        .write(Text.lines(), OUT))
                .input(IN, lines(100))
                .input(NAMES, "line 3\nline 5\n");
        assertThatThrownBy(run::run)
                .hasMessageContaining("(s3://in/lines.txt, byte " + lines(100).indexOf("line 50\n") + ";");
    }

    @Test
    void whatMayChangeDoesNotWait() {
        TestRun run = run(flow -> flow.read(Text.lines(), IN)
                        .map(new Collecting())
                        .leftJoin(flow.read(Text.lines(), NAMES), list -> list.get(0), name -> name)
                        .strategy(JoinStrategy.BROADCAST)
                        .map((list, name) -> list.get(0) + " " + name)
                        .write(Text.lines(), OUT))
                .input(IN, "a\nb\nc\n")
                .input(NAMES, "b\n");
        run.run();

        assertThat(run.lines(OUT)).containsExactly("a null", "b b", "c null");
    }

    /** Gives the same list each time, with something else in it. */
    static final class Collecting implements io.anabranch.function.Fn<String, List<String>> {
        private final List<String> list = new ArrayList<>();

        @Override
        public List<String> apply(String line) {
            list.clear();
            list.add(line);
            return list;
        }
    }
}
