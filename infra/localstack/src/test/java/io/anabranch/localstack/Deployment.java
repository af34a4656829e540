package io.anabranch.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.s3.S3Client;

/** The template as a stack: what {@code sam package} and {@code sam deploy} do, for a machine without the SAM CLI. */
final class Deployment implements AutoCloseable {

    private static final String NAME = "anabranch-localstack";
    private static final String PACKAGES = "anabranch-localstack-packages";
    private static final String DEFINITION = "orchestration/pipeline.asl.json";

    private final CloudFormationClient cloudFormation;
    private final S3Client s3;

    Deployment(CloudFormationClient cloudFormation, S3Client s3) {
        this.cloudFormation = cloudFormation;
        this.s3 = s3;
    }

    /** Creates the stack and gives back its outputs. */
    Map<String, String> create(Map<String, String> parameters) throws IOException {
        Path home = Emulator.home();
        s3.createBucket(b -> b.bucket(PACKAGES));
        put("function.zip", FunctionPackage.ofPipelines());
        put("pipeline.asl.json", Files.readAllBytes(home.resolve(DEFINITION)));
        String template = Files.readString(home.resolve("template.yaml"));
        String packaged = replaced(
                replaced(template, "CodeUri: " + FunctionPackage.FOLDER, "CodeUri: s3://" + PACKAGES + "/function.zip"),
                "DefinitionUri: " + DEFINITION,
                "DefinitionUri: s3://" + PACKAGES + "/pipeline.asl.json");
        cloudFormation.createStack(b -> b.stackName(NAME)
                .templateBody(packaged)
                .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND)
                .parameters(parameters.entrySet().stream()
                        .map(p -> Parameter.builder()
                                .parameterKey(p.getKey())
                                .parameterValue(p.getValue())
                                .build())
                        .toList()));
        cloudFormation.waiter().waitUntilStackCreateComplete(b -> b.stackName(NAME));
        Stack stack =
                cloudFormation.describeStacks(b -> b.stackName(NAME)).stacks().get(0);
        return stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    }

    private static String replaced(String template, String from, String to) {
        if (!template.contains(from)) {
            throw new IllegalStateException("Cannot package the template: it does not say \"" + from + "\".");
        }
        return template.replace(from, to);
    }

    private void put(String key, byte[] body) {
        s3.putObject(b -> b.bucket(PACKAGES).key(key), RequestBody.fromBytes(body));
    }

    @Override
    public void close() {
        cloudFormation.deleteStack(b -> b.stackName(NAME));
        cloudFormation.waiter().waitUntilStackDeleteComplete(b -> b.stackName(NAME));
    }
}
