package io.anabranch.cli.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** template.yaml as the stack {@code anabranch} deploys it, with new buckets named {@code in}, {@code out} and {@code work}. */
record Template(ObjectNode tree) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");
    private static final String VERSION = ".Version";
    private static final String STATES = "arn:aws:states:us-east-1:123456789012:";

    /** What references stand for; the parameters and attributes that no rule below gives. */
    private static final Map<String, String> VALUES = Map.of(
            "AWS::Partition", "aws",
            "AWS::Region", "us-east-1",
            "AWS::AccountId", "123456789012",
            "AWS::StackName", "anabranch",
            "InputBucket", "in",
            "OutputBucket", "out",
            "WorkBucket", "work",
            "WorkPrefix", "work",
            "OutputPrefix", "output",
            "StateMachine", STATES + "stateMachine:anabranch");

    static Template read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return new Template(new ObjectMapper().valueToTree(new Yaml(new Functions()).load(reader)));
        }
    }

    Template copy() {
        return new Template(tree.deepCopy());
    }

    /** The statements of all roles, to be looked at or changed, by role. */
    Map<String, List<ObjectNode>> statements() {
        Map<String, List<ObjectNode>> statements = new TreeMap<>();
        resources("AWS::IAM::Role").forEach((role, resource) -> {
            List<ObjectNode> all = statements.computeIfAbsent(role, any -> new ArrayList<>());
            for (JsonNode policy : resource.at("/Properties/Policies")) {
                policy.at("/PolicyDocument/Statement").forEach(statement -> all.add((ObjectNode) statement));
            }
        });
        return statements;
    }

    List<Grant> grants() {
        List<Grant> grants = new ArrayList<>();
        statements().forEach((role, statements) -> {
            for (JsonNode statement : statements) {
                if (!statement.path("Effect").asText().equals("Allow")) {
                    throw new IllegalStateException("Cannot judge " + role + ": a statement that does not allow");
                }
                List<String> prefixes = prefixes(statement.path("Condition"));
                for (JsonNode action : list(statement.path("Action"))) {
                    for (JsonNode resource : list(statement.path("Resource"))) {
                        grants.add(new Grant(
                                role, statement.path("Sid").asText(), action.asText(), text(resource), prefixes));
                    }
                }
            }
        });
        return grants;
    }

    /** Logical id of the role that a function runs with. */
    String roleOf(String function) {
        JsonNode role = tree.at("/Resources/" + function + "/Properties/Role/Fn::GetAtt");
        return (role.isArray() ? role.get(0).asText() : role.asText()).replaceFirst("\\.Arn$", "");
    }

    /** Resources of a type by logical id. */
    Map<String, JsonNode> resources(String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        tree.path("Resources").properties().forEach(entry -> {
            if (entry.getValue().path("Type").asText().equals(type)) {
                found.put(entry.getKey(), entry.getValue());
            }
        });
        return found;
    }

    /** What a value comes to. */
    String text(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        if (value.has("Ref")) {
            return value(value.get("Ref").asText());
        }
        if (value.has("Fn::GetAtt")) {
            return value(value.get("Fn::GetAtt").asText());
        }
        if (value.has("Fn::If")) {
            // Conditions of the new buckets hold here.
            return text(value.get("Fn::If").get(1));
        }
        JsonNode sub = value.path("Fn::Sub");
        return sub.isArray() ? substitute(sub.get(0).asText(), sub.get(1)) : substitute(sub.asText(), null);
    }

    private String substitute(String text, @Nullable JsonNode variables) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String name = found.group(1);
            return Matcher.quoteReplacement(
                    variables != null && variables.has(name) ? text(variables.get(name)) : value(name));
        });
    }

    private String value(String name) {
        String known = VALUES.get(name);
        if (known != null) {
            return known;
        }
        if (name.endsWith(VERSION)) {
            // What SAM calls the version that AutoPublishAlias publishes; its Ref is its ARN.
            return value(name.replace(VERSION, ".Arn")) + ":2";
        }
        if (tree.at("/Resources/" + name + "/Type").asText().equals("AWS::Logs::LogGroup")) {
            return value(name + ".Arn");
        }
        if (!name.endsWith(".Arn")) {
            throw new IllegalStateException("Cannot tell what ${" + name + "} of the template stands for");
        }
        String id = name.substring(0, name.length() - ".Arn".length());
        String type = tree.at("/Resources/" + id + "/Type").asText();
        return switch (type) {
            case "AWS::Serverless::Function" -> "arn:aws:lambda:us-east-1:123456789012:function:" + id;
            case "AWS::Logs::LogGroup" -> "arn:aws:logs:us-east-1:123456789012:log-group:" + id + ":*";
            case "AWS::SQS::Queue" -> "arn:aws:sqs:us-east-1:123456789012:" + id;
            case "AWS::IAM::Role" -> "arn:aws:iam::123456789012:role/" + id;
            default -> throw new IllegalStateException("Cannot tell the ARN of " + id + ", a " + type);
        };
    }

    private List<String> prefixes(JsonNode condition) {
        if (condition.isMissingNode()) {
            return List.of("*");
        }
        JsonNode prefix = condition.at("/StringLikeIfExists/s3:prefix");
        if (condition.size() != 1 || prefix.isMissingNode()) {
            throw new IllegalStateException("Cannot judge the condition " + condition);
        }
        return list(prefix).stream().map(this::text).toList();
    }

    private static List<JsonNode> list(JsonNode value) {
        List<JsonNode> all = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(all::add);
        } else {
            all.add(value);
        }
        return all;
    }

    /** Turns {@code !Sub x} into {@code {"Fn::Sub": "x"}}, and so on. */
    private static final class Functions extends SafeConstructor {
        Functions() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    String name = node.getTag().getValue().substring(1);
                    return Map.of(name.equals("Ref") ? name : "Fn::" + name, argument(node));
                }
            });
        }

        private Object argument(Node node) {
            if (node instanceof ScalarNode scalar) {
                return constructScalar(scalar);
            }
            return node instanceof SequenceNode sequence
                    ? constructSequence(sequence)
                    : constructMapping((MappingNode) node);
        }
    }
}
