package io.anabranch.runtime.flow;

import io.anabranch.runtime.codec.Types;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A hash of what a flow does: its steps, their inputs, types, formats, addresses, and the names of the functions' methods. The bodies of
 * functions are not part of it; a run is tied to a jar by other means.
 */
final class Fingerprint {
    private static final int BYTES = 16;

    private Fingerprint() {}

    static String of(List<FlowStep> steps) {
        StringBuilder text = new StringBuilder();
        for (FlowStep step : steps) {
            text.append(step.id())
                    .append(' ')
                    .append(step.kind())
                    .append(' ')
                    .append(step.inputs().stream().map(FlowStep::id).toList())
                    .append(' ')
                    .append(Types.describe(step.type()))
                    .append(' ')
                    .append(step.detail())
                    .append('\n');
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot find SHA-256, which every Java has", e);
        }
    }
}
