package io.anabranch.states.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One event of an execution's history.
 *
 * @param id 1 for the first, without gaps
 * @param previousEventId the event this one follows on its branch; 0 for none
 * @param timestamp when, by the scheduler's clock
 */
public record HistoryEvent(long id, long previousEventId, Instant timestamp, EventType type, EventDetails details) {
    /** The event in the shape of GetExecutionHistory; payloads are texts, the timestamp is in epoch seconds. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("timestamp", BigDecimal.valueOf(timestamp.toEpochMilli(), 3));
        json.put("type", type.text());
        json.put("id", id);
        json.put("previousEventId", previousEventId);
        ObjectNode members = details.toJson();
        if (!members.isEmpty()) {
            json.set(type.detailsMember(), members);
        }
        return json;
    }
}
