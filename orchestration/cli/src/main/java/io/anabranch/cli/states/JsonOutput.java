package io.anabranch.cli.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.cli.UsageException;
import io.anabranch.states.service.ServiceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** Reads the files these commands take, and prints their one answer. */
final class JsonOutput {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommandSpec spec;

    JsonOutput(CommandSpec spec) {
        this.spec = spec;
    }

    /** @throws UsageException if the file cannot be read; {@code -} is standard input */
    String text(Path file, String what) {
        try {
            return file.toString().equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(file);
        } catch (IOException unreadable) {
            throw new UsageException(
                    "Cannot read the " + what + " '" + file + "': " + reason(unreadable) + ". Name a readable file",
                    unreadable);
        }
    }

    /** @throws UsageException if the file cannot be read or is not JSON */
    JsonNode json(Path file, String what) {
        try {
            return JSON.readTree(text(file, what));
        } catch (JsonProcessingException invalid) {
            throw new UsageException(
                    "Cannot read the " + what + " '" + file + "': not JSON at line "
                            + (invalid.getLocation() == null
                                    ? 1
                                    : invalid.getLocation().getLineNr()) + ": "
                            + invalid.getOriginalMessage().lines().findFirst().orElse(""),
                    invalid);
        }
    }

    void print(JsonNode answer) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(answer.toPrettyString());
        out.flush();
    }

    /** What the service refused, as its API words it. */
    int refuse(ServiceException refused) {
        print(JsonNodeFactory.instance
                .objectNode()
                .put("errorCode", refused.errorCode())
                .put("message", refused.getMessage()));
        return 2;
    }

    private static String reason(IOException error) {
        return error instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : String.valueOf(error.getMessage());
    }
}
