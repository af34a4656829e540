package io.anabranch.cli.remote;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/** Ids for runs that were given none: {@code word-count-20261123-170512-4f2a9c}. */
final class RunIds {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int MAX_PIPELINE = 40;
    private static final int RANDOM_DIGITS = 6;

    private RunIds() {}

    static String next(String pipeline, Clock clock) {
        String name = pipeline.substring(pipeline.lastIndexOf('.') + 1).replaceAll("[^A-Za-z0-9-]", "-");
        String random = UUID.randomUUID().toString().substring(0, RANDOM_DIGITS);
        String prefix = name.matches("[A-Za-z0-9].*") ? name : "run" + name;
        return prefix.substring(0, Math.min(MAX_PIPELINE, prefix.length())) + "-" + TIME.format(clock.instant()) + "-"
                + random;
    }
}
