package io.anabranch.embedded.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the lines a process prints. What a handler logs through its context ends in no line break; so text that is followed by nothing
 * for now is a line too.
 */
final class LogReader implements Runnable {
    private final InputStream in;
    private final LogTail log;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean isBreakDue;

    LogReader(InputStream in, LogTail log) {
        this.in = in;
        this.log = log;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[8192];
        try (in) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    take(buffer[i]);
                }
                if (line.size() > 0 && in.available() == 0) {
                    endLine();
                    isBreakDue = true;
                }
            }
        } catch (IOException ended) {
            // The process was killed while it wrote.
        }
    }

    private void take(byte next) {
        if (next != '\n') {
            line.write(next);
        } else if (!isBreakDue) {
            endLine();
        }
        isBreakDue = false;
    }

    private void endLine() {
        log.add(line.toString(StandardCharsets.UTF_8));
        line.reset();
    }
}
