package io.anabranch.runtime.shuffle;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree of losers over sorted runs: each step costs one comparison per level, nearly always of two numbers.
 *
 * <p>Order: key, tag, extra, number of the run. Knuth, The Art of Computer Programming 3, 5.4.1.
 */
final class Merge implements AutoCloseable {
    private final ShuffleOrder order;
    private final BlockCursor[] runs;
    /** losers[1..n-1]: who lost there; losers[0]: who won all. */
    private final int[] losers;

    Merge(ShuffleOrder order, List<BlockCursor> cursors) {
        this.order = order;
        this.runs = cursors.toArray(new BlockCursor[0]);
        this.losers = new int[Math.max(1, runs.length)];
        if (runs.length > 0) {
            losers[0] = play(1);
        }
    }

    /** The run with the least record, or null when all are at their end. */
    @Nullable
    BlockCursor winner() {
        if (runs.length == 0) {
            return null;
        }
        BlockCursor run = runs[losers[0]];
        return run.isDone() ? null : run;
    }

    /** Steps over the winner's record. */
    void advance() {
        int winner = losers[0];
        runs[winner].advance();
        for (int node = (winner + runs.length) >>> 1; node > 0; node >>>= 1) {
            int loser = losers[node];
            if (isBefore(loser, winner)) {
                losers[node] = winner;
                winner = loser;
            }
        }
        losers[0] = winner;
    }

    static boolean isSameKey(
            ShuffleOrder order, long prefix, RecordCursor a, long otherPrefix, byte[] key, int length) {
        return prefix == otherPrefix
                && (Prefix.isWhole(order, prefix)
                        || Arrays.equals(a.bytes, a.key, a.key + a.keyLength, key, 0, length));
    }

    @Override
    public void close() {
        for (BlockCursor run : runs) {
            run.close();
        }
    }

    private int play(int node) {
        if (node >= runs.length) {
            return node - runs.length;
        }
        int left = play(2 * node);
        int right = play(2 * node + 1);
        boolean leftWins = isBefore(left, right);
        losers[node] = leftWins ? right : left;
        return leftWins ? left : right;
    }

    private boolean isBefore(int a, int b) {
        BlockCursor left = runs[a];
        BlockCursor right = runs[b];
        if (left.isDone() || right.isDone()) {
            return !left.isDone() || (right.isDone() && a < b);
        }
        int compared = Long.compareUnsigned(left.prefix, right.prefix);
        if (compared == 0) {
            compared = compareRest(left, right);
        }
        return compared != 0 ? compared < 0 : a < b;
    }

    private int compareRest(BlockCursor left, BlockCursor right) {
        int compared = Prefix.isWhole(order, left.prefix) ? 0 : left.record.compareKey(right.record);
        if (compared == 0) {
            compared = Integer.compare(left.tag(), right.tag());
        }
        return compared != 0 ? compared : left.record.compareExtra(right.record);
    }
}
