package io.anabranch.embedded.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What a process holds in memory, as Linux tells it; other systems tell nothing. */
final class ProcessMemory {
    private final Path status;

    ProcessMemory(long pid) {
        this.status = Path.of("/proc", Long.toString(pid), "status");
    }

    /** The most it has held so far, mapped files included. */
    OptionalLong peakBytes() {
        return read("VmHWM:");
    }

    /** What it holds of its own: without mapped files, which the system could drop. */
    OptionalLong privateBytes() {
        return read("RssAnon:");
    }

    private OptionalLong read(String field) {
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith(field)) {
                    return OptionalLong.of(1024 * Long.parseLong(line.replaceAll("\\D", "")));
                }
            }
        } catch (IOException goneOrNoSuchSystem) {
            // Then nothing is known.
        }
        return OptionalLong.empty();
    }
}
