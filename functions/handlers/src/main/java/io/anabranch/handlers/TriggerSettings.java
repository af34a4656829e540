package io.anabranch.handlers;

import com.fasterxml.jackson.core.type.TypeReference;
import io.anabranch.runtime.run.RunJson;
import io.anabranch.runtime.storage.S3Uri;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an upload starts.
 *
 * @param stateMachine ARN: {@code ANABRANCH_STATE_MACHINE_ARN}
 * @param pipeline name or class: {@code ANABRANCH_PIPELINE}
 * @param params its parameters but input and output, as JSON: {@code ANABRANCH_PARAMS}
 * @param output folder below which each run has its own: {@code ANABRANCH_OUTPUT}
 * @param work folder of the runs' own objects: {@code ANABRANCH_WORK}
 */
public record TriggerSettings(
        String stateMachine, String pipeline, SortedMap<String, List<String>> params, S3Uri output, S3Uri work) {
    private static final TypeReference<TreeMap<String, List<String>>> PARAMS = new TypeReference<>() {};

    /** @throws io.anabranch.error.InputException if a variable is missing or malformed */
    public static TriggerSettings of(Map<String, String> environment) {
        return new TriggerSettings(
                Settings.required(environment, "ANABRANCH_STATE_MACHINE_ARN"),
                Settings.required(environment, "ANABRANCH_PIPELINE"),
                params(environment.getOrDefault("ANABRANCH_PARAMS", "{}")),
                S3Uri.inS3(Settings.required(environment, "ANABRANCH_OUTPUT")),
                S3Uri.inS3(Settings.required(environment, "ANABRANCH_WORK")));
    }

    private static SortedMap<String, List<String>> params(String json) {
        try {
            return RunJson.MAPPER.readValue(json.isBlank() ? "{}" : json, PARAMS);
        } catch (IOException e) {
            throw RunJson.refused(e, "ANABRANCH_PARAMS");
        }
    }
}
