package io.anabranch.local;

import io.anabranch.states.history.HistoryEvent;
import io.anabranch.states.history.HistoryListener;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The history of a run's executions as JSON lines {@code {"execution", "event"}}, to be read afterwards. */
final class HistoryFile implements HistoryListener, AutoCloseable {
    private final BufferedWriter writer;
    private @Nullable String problem;

    /** @param file appended to: a run that is taken up again goes on in it */
    HistoryFile(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the history " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void onEvent(String executionArn, HistoryEvent event) {
        if (problem != null) {
            return;
        }
        try {
            writer.write("{\"execution\":\"" + executionArn + "\",\"event\":" + event.toJson() + "}\n");
        } catch (IOException e) {
            incomplete(e);
        }
    }

    /** It is for reading afterwards: the run does not end for it. */
    private void incomplete(IOException e) {
        if (problem == null) {
            problem = "Cannot write all of the history of the run: " + e.getMessage();
        }
    }

    /** What is wrong with it; null if it is complete. */
    synchronized @Nullable String problem() {
        return problem;
    }

    @Override
    public synchronized void close() {
        try {
            writer.close();
        } catch (IOException e) {
            incomplete(e);
        }
    }
}
