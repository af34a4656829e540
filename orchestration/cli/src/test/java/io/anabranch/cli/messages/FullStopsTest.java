package io.anabranch.cli.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages go on: a place, a cause or an advice is put behind them, so they end without a full stop. Two sentences have one between them. */
final class FullStopsTest {
    /** Whose messages are AWS's, JsonPath's or JSONata's, word for word. */
    private static final Set<String> OTHERS = Set.of("StatesError", "Refusal", "JException");

    private static final Pattern OTHERS_PLACES = Pattern.compile("/states/(jsonata|jsonpath)/");

    /** Where no method is given AWS's words. */
    private static final Pattern OURS = Pattern.compile("/(functions|cli|local)/");

    /** Words in a literal from which on it is taken for a sentence, where it need not be a message. */
    private static final int SENTENCE = 3;

    @Test
    void noMessageOfAnExceptionEndsWithAFullStop() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String part : List.of("functions", "orchestration")) {
            try (Stream<Path> files = Files.walk(Path.of("../..", part))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> file.toString().replace('\\', '/').contains("/src/main/java/"))
                        .filter(file -> !OTHERS_PLACES
                                .matcher(file.toString().replace('\\', '/'))
                                .find())
                        .sorted()
                        .forEach(sources::add);
            }
        }
        Messages messages = new Messages();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                messages.scan(unit, unit.getSourceFile().getName().replace('\\', '/'));
            }
        }
        assertThat(messages.seen).as("messages seen").isGreaterThan(100);
        assertThat(messages.stopped).isEmpty();
    }

    private static final class Messages extends TreeScanner<Void, String> {
        private final List<String> stopped = new ArrayList<>();
        private int seen;

        @Override
        public Void visitNewClass(NewClassTree made, String file) {
            String type = made.getIdentifier().toString();
            String simple = type.substring(type.lastIndexOf('.') + 1);
            boolean failure = simple.endsWith("Exception") || simple.endsWith("Error");
            if (failure && !OTHERS.contains(simple)) {
                made.getArguments().forEach(argument -> judge(argument, 1, file));
            }
            return super.visitNewClass(made, file);
        }

        /** A part of a message that a method or a variable has put together. */
        @Override
        public Void visitReturn(ReturnTree result, String file) {
            judge(result.getExpression(), SENTENCE, file);
            return super.visitReturn(result, file);
        }

        @Override
        public Void visitVariable(VariableTree variable, String file) {
            judge(variable.getInitializer(), SENTENCE, file);
            return super.visitVariable(variable, file);
        }

        /** Given to a method that makes the failure. */
        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, String file) {
            if (OURS.matcher(file).find()) {
                call.getArguments().forEach(argument -> judge(argument, SENTENCE, file));
            }
            return super.visitMethodInvocation(call, file);
        }

        private void judge(@Nullable ExpressionTree text, int least, String file) {
            for (String end : ends(text)) {
                seen++;
                String last = end.stripTrailing();
                if (last.endsWith(".") && !last.endsWith("..") && last.split(" ").length >= least) {
                    stopped.add(file + ": " + end);
                }
            }
        }

        /** The literals that a text may end with. */
        private static List<String> ends(@Nullable ExpressionTree text) {
            if (text instanceof LiteralTree literal && literal.getValue() instanceof String value) {
                return List.of(value);
            } else if (text instanceof BinaryTree sum) {
                return ends(sum.getRightOperand());
            } else if (text instanceof ParenthesizedTree inner) {
                return ends(inner.getExpression());
            } else if (text instanceof ConditionalExpressionTree either) {
                List<String> ends = new ArrayList<>(ends(either.getTrueExpression()));
                ends.addAll(ends(either.getFalseExpression()));
                return ends;
            } else if (text instanceof SwitchExpressionTree choice) {
                return choice.getCases().stream()
                        .flatMap(one -> one.getBody() instanceof ExpressionTree value
                                ? ends(value).stream()
                                : one.getBody() instanceof ExpressionStatementTree statement
                                        ? ends(statement.getExpression()).stream()
                                        : Stream.of())
                        .toList();
            } else if (text instanceof MethodInvocationTree call
                    && call.getMethodSelect() instanceof MemberSelectTree method) {
                if (method.getIdentifier().contentEquals("formatted")) {
                    return ends(method.getExpression());
                } else if (method.getIdentifier().contentEquals("format")) {
                    return call.getArguments().stream()
                            .limit(2)
                            .flatMap(one -> ends(one).stream())
                            .toList();
                }
            }
            return List.of();
        }
    }
}
