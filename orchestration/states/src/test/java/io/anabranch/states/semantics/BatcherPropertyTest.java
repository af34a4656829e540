package io.anabranch.states.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BatcherPropertyTest {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    @Test
    void everyItemIsInOneBatchAndNoBatchCouldHaveTakenTheNextItem() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            JsonNode batchInput = random.nextBoolean() ? MAKE.textNode("é".repeat(random.nextInt(5))) : null;
            Batching batching = new Batching(batchInput, 1 + random.nextInt(6), 40 + random.nextInt(60));
            List<JsonNode> items = items(random);

            List<JsonNode> batches = batches(batching, items);

            String as = "seed " + seed + ": " + batching + " of " + items;
            List<JsonNode> gathered = new ArrayList<>();
            for (JsonNode batch : batches) {
                assertThat(batch.get("BatchInput")).as(as).isEqualTo(batchInput);
                int size = batch.get("Items").size();
                assertThat(size).as(as).isBetween(1, (int) batching.maxItems());
                assertThat(size == 1 || bytes(batch) <= batching.maxBytes())
                        .as(as)
                        .isTrue();
                batch.get("Items").forEach(gathered::add);
                if (gathered.size() < items.size()) {
                    int withNext = bytes(batch) + 1 + bytes(items.get(gathered.size()));
                    assertThat(size == batching.maxItems() || withNext > batching.maxBytes())
                            .as(as)
                            .isTrue();
                }
            }
            assertThat(gathered).as(as).isEqualTo(items);
        }
    }

    private static List<JsonNode> items(Random random) {
        List<JsonNode> items = new ArrayList<>();
        int count = random.nextInt(30);
        for (int i = 0; i < count; i++) {
            items.add(random.nextBoolean() ? MAKE.numberNode(i) : MAKE.textNode("é€😀".repeat(random.nextInt(4))));
        }
        return items;
    }

    private static List<JsonNode> batches(Batching batching, List<JsonNode> items) {
        Batcher batcher = batching.start();
        List<JsonNode> batches = new ArrayList<>();
        items.forEach(item -> keep(batcher.add(item), batches));
        keep(batcher.flush(), batches);
        return batches;
    }

    private static void keep(Batcher.@Nullable Batch batch, List<JsonNode> batches) {
        if (batch != null) {
            assertThat(batch.items()).isEqualTo(batch.input().get("Items").size());
            batches.add(batch.input());
        }
    }

    private static int bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
