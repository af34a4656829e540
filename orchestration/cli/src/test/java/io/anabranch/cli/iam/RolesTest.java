package io.anabranch.cli.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolesTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    private static Template template;
    private static Set<Need> needs;

    @BeforeAll
    static void runEverythingOnce(@TempDir Path folder) throws IOException {
        template = Template.read(ROOT.resolve("template.yaml"));
        JsonNode definition = new ObjectMapper()
                .readTree(ROOT.resolve("orchestration/pipeline.asl.json").toFile());
        needs = new LinkedHashSet<>(DefinitionNeeds.of(definition, template));
        needs.addAll(ServiceNeeds.of(template));
        try (RecordedRuns runs = new RecordedRuns(template, folder)) {
            runs.successes();
            runs.failures();
            runs.losses();
            runs.upload(ROOT.resolve("events/upload.json"));
            needs.addAll(runs.needs());
        }
    }

    @Test
    void theRolesMayWhatTheyNeedAndNoMore() {
        assertThat(RoleCheck.problems(template.grants(), needs)).isEmpty();
    }

    @Test
    void everyFunctionAndTheStateMachineHaveARoleAndNoRoleIsLeftOver() {
        Set<String> used = new TreeSet<>();
        template.resources("AWS::Serverless::Function")
                .keySet()
                .forEach(function -> used.add(template.roleOf(function)));
        used.add(template.roleOf("StateMachine"));

        assertThat(template.resources("AWS::IAM::Role").keySet()).isEqualTo(used);
    }

    /** Running executions keep their definition, and so the code that they began with. */
    @Test
    void theStateMachineCallsPublishedVersions() {
        JsonNode substitutions = template.tree().at("/Resources/StateMachine/Properties/DefinitionSubstitutions");
        Set<String> called = new TreeSet<>();
        substitutions.properties().forEach(each -> {
            if (each.getKey().endsWith("FunctionArn")) {
                assertThat(each.getValue().path("Ref").asText())
                        .as(each.getKey())
                        .endsWith(".Version");
                called.add(each.getValue().path("Ref").asText().replace(".Version", ""));
            }
        });
        Set<String> functions =
                new TreeSet<>(template.resources("AWS::Serverless::Function").keySet());
        functions.remove("TriggerFunction");
        assertThat(called).isEqualTo(functions);
        assertThat(called)
                .allSatisfy(function ->
                        assertThat(properties(function).has("AutoPublishAlias")).isTrue());
    }

    /** Of a state machine an execution keeps the definition that it was started with, and that names published versions. */
    @Test
    void anUploadStartsTheStateMachineAsItIsDeployedThen() {
        JsonNode variables = properties("TriggerFunction").at("/Environment/Variables");
        assertThat(variables.at("/ANABRANCH_STATE_MACHINE_ARN/Ref").asText()).isEqualTo("StateMachine");
        assertThat(template.tree().at("/Resources/StateMachine/Type").asText())
                .isEqualTo("AWS::Serverless::StateMachine");
    }

    /** SAM publishes no version for a parameter that changes; a description that names it does. */
    @Test
    void everySettingOfAVersionIsInItsDescription() {
        JsonNode globals = template.tree().at("/Globals/Function");
        Set<String> parameters = new TreeSet<>();
        template.tree().path("Parameters").fieldNames().forEachRemaining(parameters::add);
        for (String function : template.resources("AWS::Serverless::Function").keySet()) {
            ObjectNode properties = (ObjectNode) properties(function).deepCopy();
            JsonNode description = properties.remove("VersionDescription");
            if (description != null) {
                Set<String> settings = new TreeSet<>();
                names(properties, settings);
                names(globals, settings);
                settings.retainAll(parameters);
                Set<String> described = new TreeSet<>();
                names(description, described);
                assertThat(described).as(function).containsAll(settings);
                assertThat(settings).hasSizeGreaterThan(4);
            }
        }
    }

    private static JsonNode properties(String function) {
        return template.tree().at("/Resources/" + function + "/Properties");
    }

    /** What a value of the template refers to, through its conditions too. */
    private static void names(JsonNode node, Set<String> found) {
        if (node.isTextual()) {
            Matcher variable = VARIABLE.matcher(node.asText());
            while (variable.find()) {
                found.add(variable.group(1));
            }
        }
        if (node.has("Ref")) {
            found.add(node.path("Ref").asText());
        }
        if (node.has("Fn::If")) {
            names(template.tree().path("Conditions").path(node.at("/Fn::If/0").asText()), found);
        }
        node.forEach(each -> names(each, found));
    }

    /** Mutation: without any one action of any one statement, something is missing. */
    @Test
    void anyActionThatIsRemovedIsMissed() {
        List<String> survivors = new ArrayList<>();
        int mutants = 0;
        for (Map.Entry<String, List<ObjectNode>> role : template.statements().entrySet()) {
            for (int i = 0; i < role.getValue().size(); i++) {
                int actions = actions(role.getValue().get(i)).size();
                for (int action = 0; action < actions; action++) {
                    Template mutant = template.copy();
                    JsonNode removed = actions(
                                    mutant.statements().get(role.getKey()).get(i))
                            .remove(action);
                    mutants++;
                    if (problems(mutant, role.getKey()).stream()
                            .noneMatch(problem ->
                                    problem.startsWith("missing: " + role.getKey() + " needs " + removed.asText()))) {
                        survivors.add(role.getKey() + " without " + removed);
                    }
                }
            }
        }

        assertThat(survivors).isEmpty();
        assertThat(mutants).isGreaterThan(50);
    }

    /** Mutation: any action of the template, and any other of S3's usual ones, is too much where it is not yet. */
    @Test
    void anyActionThatIsAddedIsSuperfluous() {
        Set<String> all = new TreeSet<>(
                List.of("s3:*", "s3:GetObjectVersion", "s3:DeleteObjectVersion", "s3:PutObjectAcl", "states:*"));
        template.grants().forEach(grant -> all.add(grant.action()));
        List<String> survivors = new ArrayList<>();
        int mutants = 0;
        for (Map.Entry<String, List<ObjectNode>> role : template.statements().entrySet()) {
            for (int i = 0; i < role.getValue().size(); i++) {
                Set<String> there = new TreeSet<>();
                actions(role.getValue().get(i)).forEach(action -> there.add(action.asText()));
                for (String action : all) {
                    if (there.contains(action)) {
                        continue;
                    }
                    Template mutant = template.copy();
                    actions(mutant.statements().get(role.getKey()).get(i)).add(action);
                    mutants++;
                    if (problems(mutant, role.getKey()).stream()
                            .noneMatch(problem -> problem.startsWith("superfluous: " + role.getKey())
                                    && problem.contains(" grants " + action + " on "))) {
                        survivors.add(role.getKey() + " statement "
                                + role.getValue().get(i).path("Sid") + " with " + action);
                    }
                }
            }
        }

        assertThat(survivors).isEmpty();
        assertThat(mutants).isGreaterThan(500);
    }

    private static List<String> problems(Template mutant, String role) {
        return RoleCheck.problems(
                mutant.grants().stream()
                        .filter(grant -> grant.role().equals(role))
                        .toList(),
                needs.stream().filter(need -> need.role().equals(role)).toList());
    }

    /** The actions of a statement as a list that can be changed. */
    private static ArrayNode actions(ObjectNode statement) {
        if (statement.path("Action") instanceof ArrayNode several) {
            return several;
        }
        JsonNode one = statement.path("Action");
        return statement.putArray("Action").add(one);
    }
}
