package io.anabranch.runtime.shuffle;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The hash that decides where a key goes: nanoseconds for each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(1024)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class KeyHashBenchmark {
    @Param({"5", "12", "40"})
    public int length = 5;

    private final byte[] keys = new byte[1024 + 64];

    @Setup
    public void setUp() {
        new SplittableRandom(1).nextBytes(keys);
    }

    @Benchmark
    public int hash() {
        int all = 0;
        for (int i = 0; i < 1024; i++) {
            all ^= KeyHash.orderHash(keys, i, length);
        }
        return all;
    }
}
