package io.anabranch.benchmarks.pipelines;

import static io.anabranch.aggregate.Aggregates.distinctCount;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.aggregate.Aggregate;
import io.anabranch.format.Csv;

/** How many different users each country has, exactly and about. */
public final class DistinctUsers implements Pipeline<DistinctUsers.Params> {
    /**
     * What to read and where to write.
     *
     * @param input events as CSV
     * @param output where the counts go
     */
    public record Params(Input input, Output output) {}

    record Event(String country, String userId) {}

    record Users(String country, long exact, long approximate) {}

    /** HyperLogLog with 4,096 registers: off by 1.6 % (standard error). */
    static final class ApproximateUsers implements Aggregate<Event, byte[], Long> {
        private static final int BITS = 12;

        @Override
        public byte[] create() {
            return new byte[1 << BITS];
        }

        @Override
        public byte[] accumulate(byte[] registers, Event event) {
            long hash = mix(event.userId().hashCode());
            int at = (int) (hash >>> (64 - BITS));
            int rank = Long.numberOfLeadingZeros(hash << BITS | 1L << (BITS - 1)) + 1;
            if (rank > registers[at]) {
                registers[at] = (byte) rank;
            }
            return registers;
        }

        @Override
        public byte[] combine(byte[] registers, byte[] others) {
            for (int i = 0; i < registers.length; i++) {
                registers[i] = (byte) Math.max(registers[i], others[i]);
            }
            return registers;
        }

        @Override
        public Long finish(byte[] registers) {
            double sum = 0;
            int empty = 0;
            for (byte register : registers) {
                sum += 1.0 / (1L << register);
                empty += register == 0 ? 1 : 0;
            }
            double n = registers.length;
            double estimate = 0.7213 / (1 + 1.079 / n) * n * n / sum;
            return Math.round(estimate < 2.5 * n && empty > 0 ? n * Math.log(n / empty) : estimate);
        }

        private static long mix(long seed) {
            long hash = (seed + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
            hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
            return hash ^ hash >>> 31;
        }
    }

    @Override
    public void define(Flow flow, Params params) {
        flow.read(Csv.records(Event.class), params.input())
                .groupBy(event -> event.country())
                .aggregate(distinctCount(event -> event.userId()), new ApproximateUsers(), Users::new)
                .write(Csv.records(Users.class), params.output());
    }
}
