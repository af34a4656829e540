package io.anabranch.states.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something ran, and ran again.
 *
 * @param stopDate null while it runs
 * @param redriveDate null when it was never redriven
 */
public record Times(
        Instant startDate,
        @Nullable Instant stopDate,
        int redriveCount,
        @Nullable Instant redriveDate) {}
