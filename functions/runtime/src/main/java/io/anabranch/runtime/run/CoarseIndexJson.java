package io.anabranch.runtime.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.anabranch.runtime.shuffle.CoarseIndex;
import java.io.IOException;

/** The index of a packed object as one text in a receipt; its form belongs to the shuffle. */
final class CoarseIndexJson {
    private CoarseIndexJson() {}

    static final class Writer extends JsonSerializer<CoarseIndex> {
        @Override
        public void serialize(CoarseIndex index, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(index.toBase64());
        }
    }

    static final class Reader extends JsonDeserializer<CoarseIndex> {
        @Override
        public CoarseIndex deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return CoarseIndex.fromBase64(json.getText());
        }
    }
}
