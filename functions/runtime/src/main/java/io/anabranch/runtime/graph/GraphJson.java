package io.anabranch.runtime.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A graph as JSON, for programs. */
final class GraphJson {
    private final StageGraph graph;

    GraphJson(StageGraph graph) {
        this.graph = graph;
    }

    ObjectNode print() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("fingerprint", graph.fingerprint());
        ArrayNode stages = json.putArray("stages");
        graph.stages().forEach(stage -> stage(stages.addObject(), stage));
        ArrayNode channels = json.putArray("channels");
        for (Channel channel : graph.channels()) {
            channels.addObject()
                    .put("id", channel.id())
                    .put("name", channel.name())
                    .put("mode", channel.mode().name())
                    .put("contents", channel.contents().name())
                    .put("partitions", channel.partitions());
        }
        ArrayNode joins = json.putArray("joins");
        for (JoinPoint join : graph.joins()) {
            joins.addObject()
                    .put("id", join.id())
                    .put("name", join.name())
                    .put("strategy", join.strategy().name())
                    .put("rightChannel", join.rightChannel())
                    .put("afterStage", join.afterStage());
        }
        return json;
    }

    private void stage(ObjectNode json, Stage stage) {
        json.put("id", stage.id());
        ArrayNode whole = json.putArray("wholeChannels");
        stage.wholeChannels().forEach(whole::add);
        ArrayNode sources = json.putArray("sources");
        for (Source source : stage.sources()) {
            ObjectNode each = sources.addObject();
            each.put("kind", source.getClass().getSimpleName());
            each.put("name", source.name());
            ArrayNode channels = each.putArray("channels");
            source.channels().forEach(channels::add);
            if (source instanceof ReadSource read) {
                each.put("format", Labels.format(read.format()));
                ArrayNode locations = each.putArray("locations");
                read.input().locations().forEach(locations::add);
            }
            ArrayNode next = each.putArray("next");
            source.next().forEach(node -> node(next.addObject(), node));
        }
    }

    private void node(ObjectNode json, Node each) {
        Node node = Nodes.work(each);
        json.put("kind", node.getClass().getSimpleName());
        json.put("name", node.name());
        Integer channel = node instanceof JoinProbe probe ? (Integer) probe.channel() : Nodes.channelWritten(node);
        if (channel != null) {
            json.put("channel", channel);
        }
        if (node instanceof WriteSink write) {
            json.put("write", write.index())
                    .put("location", write.output().location())
                    .put("format", Labels.format(write.format()));
        }
        if (!(node instanceof Sink)) {
            ArrayNode next = json.putArray("next");
            Nodes.next(node).forEach(follower -> node(next.addObject(), follower));
        }
    }
}
