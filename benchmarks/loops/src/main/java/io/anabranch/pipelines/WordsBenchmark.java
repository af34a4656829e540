package io.anabranch.pipelines;

import io.anabranch.Utf8;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Taking a line apart: nanoseconds for a word. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(WordsBenchmark.WORDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class WordsBenchmark {
    static final int WORDS = 1000;

    private final Utf8 line = line();

    private static Utf8 line() {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder words = new StringBuilder();
        for (int word = 0; word < WORDS; word++) {
            words.append((char) ((random.nextInt(8) == 0 ? 'A' : 'a') + random.nextInt(26)));
            for (int more = 1 + random.nextInt(8); more > 0; more--) {
                words.append((char) ('a' + random.nextInt(26)));
            }
            words.append(random.nextInt(50) == 0 ? "é" : "").append(random.nextInt(10) == 0 ? ", " : " ");
        }
        return Utf8.of(words.toString());
    }

    @Benchmark
    public void words(Blackhole into) {
        Words.emit(line, into::consume);
    }
}
