package io.anabranch.embedded.lambda;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Passes an environment's log lines on, and keeps the last of them. */
final class LogTail {
    /** What {@code LogType: Tail} answers at most. */
    private static final int MAX_BYTES = 4096;

    private static final int LOOKS = 25;
    private static final int LOOK_MILLIS = 10;

    private final Consumer<String> sink;
    private final Deque<String> lines = new ArrayDeque<>();
    private int bytes;
    private long count;
    private long mark;

    LogTail(Consumer<String> sink) {
        this.sink = sink;
    }

    void add(String line) {
        sink.accept(line);
        synchronized (lines) {
            count++;
            lines.addLast(line);
            bytes += length(line);
            while (bytes > MAX_BYTES && lines.size() > 1) {
                bytes -= length(lines.removeFirst());
            }
        }
    }

    String text() {
        synchronized (lines) {
            String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
            byte[] all = text.getBytes(StandardCharsets.UTF_8);
            return all.length <= MAX_BYTES
                    ? text
                    : new String(all, all.length - MAX_BYTES, MAX_BYTES, StandardCharsets.UTF_8);
        }
    }

    /** Notes that an invocation begins: the lines that come now are its own. */
    void mark() {
        synchronized (lines) {
            mark = count;
        }
    }

    /** Waits for a first line since the mark, but not long, as there may be none; and then until no more come. */
    void awaitQuiet() throws InterruptedException {
        long seen = -1;
        for (int look = 0; look < LOOKS; look++) {
            long now;
            synchronized (lines) {
                now = count;
                if (now > mark && now == seen) {
                    return;
                }
            }
            seen = now;
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static int length(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length + 1;
    }
}
