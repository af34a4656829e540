package io.anabranch.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The definition that {@code sam deploy} ships, with its substitutions made as CloudFormation makes them: textually. */
public final class PipelineDefinition {
    private static final String RESOURCE = "/pipeline.asl.json";
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");

    private PipelineDefinition() {}

    /** The definition in a place where the functions are those of {@link Function}. */
    public static String in(String region, String account) {
        Map<String, String> substitutions = new LinkedHashMap<>();
        for (Function function : Function.values()) {
            substitutions.put(function.substitution(), function.arn(region, account));
        }
        substitutions.put("ChildExecutionType", "STANDARD");
        return with(substitutions);
    }

    /** @throws IllegalArgumentException if the definition wants a value that {@code substitutions} does not have */
    private static String with(Map<String, String> substitutions) {
        return SUBSTITUTION.matcher(text()).replaceAll(found -> {
            String value = substitutions.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException("Cannot use the definition: no value for ${" + found.group(1) + "}");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String text() {
        try (InputStream in = PipelineDefinition.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("Cannot find the definition: no " + RESOURCE + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
