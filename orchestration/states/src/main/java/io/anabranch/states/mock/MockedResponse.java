package io.anabranch.states.mock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a mocked state answers, call by call.
 *
 * @param name the response's name in the file
 * @param answers one after another, from call 0 on, without gaps
 */
record MockedResponse(String name, List<MockedAnswer> answers) {
    /** The answer to the calls {@code first} to {@code last}. */
    record MockedAnswer(
            int first,
            int last,
            @Nullable JsonNode result,
            @Nullable String error,
            @Nullable String cause) {}

    private static final Pattern CALLS = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

    MockedResponse {
        answers = List.copyOf(answers);
    }

    static MockedResponse parse(String name, JsonNode json) {
        String location = "/MockedResponses/" + name;
        if (!json.isObject() || json.isEmpty()) {
            throw InvalidMocks.at(
                    location, "'" + json + "'", "an object with answers by call, such as {\"0\": {\"Return\": {}}}");
        }
        List<MockedAnswer> answers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            answers.add(answer(entry.getKey(), entry.getValue(), location + "/" + entry.getKey()));
        }
        answers.sort(Comparator.comparingInt(MockedAnswer::first));
        int next = 0;
        for (MockedAnswer answer : answers) {
            if (answer.first != next) {
                throw InvalidMocks.at(
                        location,
                        "an answer to call " + answer.first,
                        "the next one to be for call " + next + ": calls count from 0, without gaps and overlaps");
            }
            next = answer.last + 1;
        }
        return new MockedResponse(name, answers);
    }

    private static MockedAnswer answer(String calls, JsonNode json, String location) {
        Matcher range = CALLS.matcher(calls);
        if (!range.matches()) {
            throw InvalidMocks.at(location, "'" + calls + "'", "a call number such as 0, or a range such as 1-3");
        }
        int first = Integer.parseInt(range.group(1));
        int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
        if (last < first) {
            throw InvalidMocks.at(location, "'" + calls + "'", "a range that does not end before it begins");
        }
        if (!json.isObject() || json.size() != 1 || !(json.has("Return") || json.has("Throw"))) {
            throw InvalidMocks.at(location, "'" + cut(json) + "'", "one of Return and Throw, and nothing else");
        }
        if (json.has("Return")) {
            return new MockedAnswer(first, last, json.get("Return"), null, null);
        }
        return thrown(first, last, json.get("Throw"), location + "/Throw");
    }

    private static MockedAnswer thrown(int first, int last, JsonNode json, String location) {
        JsonNode error = json.get("Error");
        JsonNode cause = json.get("Cause");
        boolean right = error != null
                && error.isTextual()
                && (cause == null ? json.size() == 1 : cause.isTextual() && json.size() == 2);
        if (!right) {
            throw InvalidMocks.at(location, "'" + cut(json) + "'", "{\"Error\": text, \"Cause\": text}");
        }
        return new MockedAnswer(first, last, null, error.textValue(), cause == null ? null : cause.textValue());
    }

    private static String cut(JsonNode json) {
        String text = json.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    /** The answer to the call, counted from 0; null when the file has none. */
    @Nullable
    MockedAnswer answer(int call) {
        for (MockedAnswer answer : answers) {
            if (call <= answer.last) {
                return answer;
            }
        }
        return null;
    }

    /** How many calls have an answer. */
    int calls() {
        return answers.get(answers.size() - 1).last + 1;
    }
}
