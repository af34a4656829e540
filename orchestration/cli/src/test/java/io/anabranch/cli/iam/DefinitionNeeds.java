package io.anabranch.cli.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the state machine's role needs, by its definition. */
final class DefinitionNeeds {
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:";

    private final Template template;
    private final String role;
    private final List<Need> needs = new ArrayList<>();

    private DefinitionNeeds(Template template, String role) {
        this.template = template;
        this.role = role;
    }

    static List<Need> of(JsonNode definition, Template template) {
        DefinitionNeeds found = new DefinitionNeeds(template, template.roleOf("StateMachine"));
        found.visit("", definition);
        return found.needs;
    }

    private void visit(String name, JsonNode node) {
        if (node.path("Type").asText().equals("Task")) {
            task(name, node);
        }
        if (node.at("/ItemProcessor/ProcessorConfig/Mode").asText().equals("DISTRIBUTED")) {
            distributedMap(name, node.path("Label").asText());
        }
        node.properties().forEach(field -> visit(field.getKey(), field.getValue()));
    }

    private void task(String state, JsonNode task) {
        if (!task.path("Resource").asText().equals("arn:aws:states:::lambda:invoke")) {
            throw new IllegalStateException("Cannot tell what " + task.path("Resource") + " needs. Add it here");
        }
        String substitution = task.at("/Arguments/FunctionName").asText().replaceAll("[${}]", "");
        JsonNode value =
                template.tree().at("/Resources/StateMachine/Properties/DefinitionSubstitutions/" + substitution);
        String version = template.text(value);
        need("lambda:InvokeFunction", version, "state " + state);
        // An execution that runs keeps the versions that it began with, whatever version the policy is deployed with.
        need(
                "lambda:InvokeFunction",
                version.replaceFirst(":\\d+$", ":1"),
                "state " + state + " of an execution that began earlier");
    }

    /**
     * Step Functions Developer Guide, "IAM policies for using Distributed Map states": start executions of the machine itself, describe
     * and stop its executions, redrive those of the Map Run, whose ARN has the label. Children are executions under the label.
     */
    private void distributedMap(String state, String label) {
        String why = "Distributed Map " + state;
        need("states:StartExecution", ARN + "stateMachine:anabranch", why);
        for (String execution : List.of("execution:anabranch:a-run", "execution:anabranch/" + label + ":a-child")) {
            need("states:DescribeExecution", ARN + execution, why);
            need("states:StopExecution", ARN + execution, why);
        }
        need("states:RedriveExecution", ARN + "execution:anabranch/" + label + ":a-child", why);
    }

    private void need(String action, String resource, String why) {
        needs.add(new Need(role, action, resource, null, why));
    }
}
