package io.anabranch.states.reader;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The elements of a JSON array, or, where a pointer leads to an object, its fields; read one by one. */
final class JsonSource implements ItemSource {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonParser parser;
    private final boolean object;

    JsonSource(InputStream bytes, @Nullable String pointer) throws IOException {
        parser = MAPPER.createParser(bytes);
        try {
            parser.nextToken();
            if (pointer != null) {
                seek(JsonPointer.compile(pointer), pointer);
            }
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (IllegalArgumentException e) {
            throw Items.failed("ItemsPointer " + pointer + " is not a JSON pointer: " + e.getMessage());
        }
        object = pointer != null && parser.currentToken() == JsonToken.START_OBJECT;
        if (!object && parser.currentToken() != JsonToken.START_ARRAY) {
            throw Items.failed("Attempting to map over non-iterable node.");
        }
    }

    private void seek(JsonPointer path, String text) throws IOException {
        for (JsonPointer step = path; !step.matches(); step = step.tail()) {
            boolean found = switch (parser.currentToken()) {
                case START_OBJECT -> seekField(step.getMatchingProperty());
                case START_ARRAY -> seekElement(step.getMatchingIndex());
                default -> false;
            };
            if (!found) {
                throw Items.failed("ItemsPointer " + text + " does not lead to anything in the object");
            }
        }
    }

    private boolean seekField(String name) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(name);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private boolean seekElement(int index) throws IOException {
        for (int at = 0; parser.nextToken() != JsonToken.END_ARRAY; at++) {
            if (at == index) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    @Override
    public @Nullable JsonNode next() throws IOException {
        try {
            JsonToken token = parser.nextToken();
            if (token == null || token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
                return null;
            }
            if (!object) {
                return MAPPER.readTree(parser);
            }
            String key = parser.currentName();
            parser.nextToken();
            return JsonNodeFactory.instance.objectNode().put("Key", key).set("Value", MAPPER.readTree(parser));
        } catch (JsonProcessingException e) {
            throw notJson(e);
        }
    }

    private static RuntimeException notJson(JsonProcessingException e) {
        return Items.failed("The object is not valid JSON: " + e.getOriginalMessage()
                + (e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr()));
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
