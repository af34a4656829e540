package io.anabranch.cli.run;

import io.anabranch.cli.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which pipeline, with which parameters: shared by the commands that take one. */
public final class PipelineOptions {
    @Parameters(
            index = "0",
            paramLabel = "<pipeline>",
            description = "A pipeline by its name (word-count) or its class; 'anabranch list' shows them.")
    private String pipeline = "";

    @Option(
            names = "--input",
            arity = "1..*",
            paramLabel = "U",
            description = "What to read: paths, folders, quoted globs or s3:// addresses; may be given several times.")
    private List<String> input = new ArrayList<>();

    @Option(names = "--output", paramLabel = "U", description = "Where to write: a folder or an s3:// prefix.")
    private @Nullable String output;

    @Option(
            names = "-p",
            paramLabel = "name=value",
            description = "A parameter of the pipeline; the same name again adds a value.")
    private List<String> parameters = new ArrayList<>();

    public String pipeline() {
        return pipeline;
    }

    /** @throws UsageException if a {@code -p} is not {@code name=value} */
    public SortedMap<String, List<String>> params() {
        SortedMap<String, List<String>> params = new TreeMap<>();
        if (!input.isEmpty()) {
            params.put("input", List.copyOf(input));
        }
        if (output != null) {
            params.put("output", List.of(output));
        }
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw new UsageException("Invalid -p: '" + parameter + "', expected name=value");
            }
            params.computeIfAbsent(parameter.substring(0, equals), name -> new ArrayList<>())
                    .add(parameter.substring(equals + 1));
        }
        return params;
    }
}
