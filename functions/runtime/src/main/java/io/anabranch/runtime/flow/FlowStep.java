package io.anabranch.runtime.flow;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of a flow: one call of the user's, with the steps it gets records from. Numbered in the order of the calls. */
final class FlowStep {
    private final int id;
    private final String kind;
    private final String detail;
    private final List<FlowStep> inputs;
    private final List<Consumer> consumers = new ArrayList<>();
    private final String name;
    private final Type type;
    private Op op;

    /** A step that gets records, and which of its inputs they are. */
    record Consumer(FlowStep step, int input) {}

    /**
     * @param kind the operation, as {@code filter}
     * @param detail what else makes it this step: names of functions, formats, addresses
     * @param type of the records that come out; may be unknown
     * @param name what the user calls it; null for kind and id
     */
    FlowStep(int id, String kind, String detail, List<FlowStep> inputs, Type type, @Nullable String name) {
        this.id = id;
        this.kind = kind;
        this.detail = detail;
        this.inputs = List.copyOf(inputs);
        this.name = name == null ? kind + " " + id : name;
        this.type = type;
        this.op = new Op.Union();
        for (int i = 0; i < inputs.size(); i++) {
            inputs.get(i).consumers.add(new Consumer(this, i));
        }
    }

    int id() {
        return id;
    }

    String kind() {
        return kind;
    }

    String detail() {
        return detail;
    }

    List<FlowStep> inputs() {
        return inputs;
    }

    List<Consumer> consumers() {
        return consumers;
    }

    String name() {
        return name;
    }

    Type type() {
        return type;
    }

    Op op() {
        return op;
    }

    /** Set once, when the step has its channels. */
    void become(Op newOp) {
        op = newOp;
    }
}
