package io.anabranch.embedded.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

final class InProcessLambdaContractTest extends LambdaContractTest {

    @Override
    LambdaExecutor executor() {
        return InProcessExecutor.builder()
                .handler("contract", ContractFunction::new)
                .handler("short", ContractFunction::new)
                .handler("alone", ContractFunction::new)
                .build();
    }

    record Question(int number) {}

    record Answer(int doubled) {}

    private static final class Doubler implements RequestHandler<Question, Answer> {
        @Override
        public Answer handleRequest(Question question, Context context) {
            return new Answer(2 * question.number());
        }
    }

    @Test
    void aHandlerOfObjectsReadsAndWritesJson() throws IOException {
        try (EmbeddedLambda lambda = EmbeddedLambda.builder(InProcessExecutor.builder()
                        .handler("double", Question.class, Doubler::new)
                        .build())
                .function(LambdaFunction.of("double", Doubler.class.getName()))
                .build()) {
            JsonNode answer = json(
                    lambda.invoke(r -> r.functionName("double").payload(SdkBytes.fromUtf8String("{\"number\":21}"))));
            assertThat(answer.path("doubled").asInt()).isEqualTo(42);
        }
    }

    @Test
    void aConstructorThatFailsIsTheAnswer() throws IOException {
        try (EmbeddedLambda lambda = EmbeddedLambda.builder(InProcessExecutor.builder()
                        .handler("broken", () -> {
                            throw new IllegalStateException("no bucket configured");
                        })
                        .build())
                .function(LambdaFunction.of("broken", "Broken"))
                .build()) {
            var response = lambda.invoke(r -> r.functionName("broken"));
            assertThat(response.functionError()).isEqualTo("Unhandled");
            assertThat(json(response).path("errorMessage").asText()).isEqualTo("no bucket configured");
        }
    }

    @Test
    void noMoreRunAtOnceThanThereAreWorkers() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (EmbeddedLambda lambda = EmbeddedLambda.builder(InProcessExecutor.builder()
                        .handler("f", () -> (in, out, context) -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            try {
                                Thread.sleep(20);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            running.decrementAndGet();
                        })
                        .build())
                .function(LambdaFunction.of("f", "F"))
                .workers(2)
                .build()) {
            List<CompletableFuture<?>> all = new ArrayList<>();
            var threads = java.util.concurrent.Executors.newFixedThreadPool(8);
            for (int i = 0; i < 16; i++) {
                all.add(CompletableFuture.runAsync(() -> lambda.invoke(r -> r.functionName("f")), threads));
            }
            all.forEach(CompletableFuture::join);
            threads.shutdown();
        }
        assertThat(most).hasValue(2);
    }
}
