package io.anabranch.states.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PayloadSizeTest {
    private static final String[] TEXTS = {"", "a", "\"\\\n\t\r\b\f", "\u0001\u007f", "é", "€", "😀", "plain text"};

    @Test
    void theSizeIsThatOfTheTextInUtf8() {
        for (long seed = 0; seed < 500; seed++) {
            JsonNode json = random(new SplittableRandom(seed), 4);
            long bytes = json.toString().getBytes(StandardCharsets.UTF_8).length;

            assertThat(PayloadSize.count(json, Long.MAX_VALUE))
                    .as("seed %s: %s", seed, json)
                    .isEqualTo(bytes);
            assertThat(PayloadSize.exceeds(json, (int) bytes))
                    .as("seed %s", seed)
                    .isFalse();
            assertThat(PayloadSize.exceeds(json, (int) bytes - 1))
                    .as("seed %s", seed)
                    .isTrue();
        }
    }

    private static JsonNode random(SplittableRandom random, int depth) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> make.textNode(TEXTS[random.nextInt(TEXTS.length)]);
            case 1 -> make.numberNode(random.nextLong());
            case 2 -> make.numberNode(random.nextDouble());
            case 3 -> random.nextBoolean() ? make.nullNode() : make.booleanNode(random.nextBoolean());
            case 4 -> {
                var array = make.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(random(random, depth - 1));
                }
                yield array;
            }
            default -> {
                var object = make.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(TEXTS[random.nextInt(TEXTS.length)] + i, random(random, depth - 1));
                }
                yield object;
            }
        };
    }
}
