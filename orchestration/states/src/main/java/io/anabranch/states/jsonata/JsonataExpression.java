package io.anabranch.states.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One expression, compiled. Evaluators keep state while they run, so each thread borrows one of its own; a plain path
 * ({@code $states.input.a.b}, {@code $variable.a}) that meets no array on its way needs none.
 */
final class JsonataExpression {
    /** A text no longer than this, without calls and ranges, can be neither too deep nor too slow. */
    private static final int SHORT = 100;

    /** Nothing but arithmetic: what is out of range in it is the expression's own result. */
    private static final Pattern ARITHMETIC = Pattern.compile("[^\\[\\]{}()'\"&?:=<>~|,;]*");

    private static final Pattern REFERENCE = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)");
    private static final Pattern PLAIN_PATH =
            Pattern.compile("\\$[\\p{L}_][\\p{L}\\p{N}_]*(\\.[\\p{L}_][\\p{L}\\p{N}_]*)*");
    private static final Pattern KEYWORD = Pattern.compile(".*\\.(and|or|in|true|false|null)(\\..*)?");

    private final String field;
    private final String text;
    private final Set<String> references;
    private final String @Nullable [] plainPath;
    private final boolean mayRunLong;
    private final Queue<Jsonata> evaluators = new ConcurrentLinkedQueue<>();

    private JsonataExpression(String field, String text, Jsonata first) {
        this.field = field;
        this.text = text;
        this.references = references(text);
        this.plainPath =
                PLAIN_PATH.matcher(text).matches() && !KEYWORD.matcher(text).matches()
                        ? text.substring(1).split("\\.")
                        : null;
        this.mayRunLong = text.length() > SHORT || text.indexOf('(') >= 0 || text.contains("..");
        evaluators.add(first);
    }

    /**
     * @param text what stands between the braces and percent signs
     * @throws InvalidExpression when that is not JSONata
     */
    static JsonataExpression compile(String field, String text) {
        String trimmed = text.strip();
        try {
            return new JsonataExpression(field, trimmed, evaluator(trimmed));
        } catch (JException e) {
            throw new InvalidExpression(field, String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            throw new InvalidExpression(field, "The expression cannot be parsed: " + e.getMessage());
        }
    }

    private static Jsonata evaluator(String text) {
        Jsonata evaluator = Jsonata.jsonata(text);
        evaluator.setValidateInput(false);
        evaluator.setOutputConvertNulls(false);
        return evaluator;
    }

    private static Set<String> references(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            names.add(reference.group(1));
        }
        return names;
    }
    /** @throws StatesError States.QueryEvaluationError */
    JsonNode evaluate(Environment environment) {
        JsonNode quick = plainPath == null ? null : walk(plainPath, environment);
        if (quick != null) {
            return quick;
        }
        Object value = compute(environment);
        if (value == null) {
            throw failure(" returned nothing (undefined).");
        }
        JsonNode node = Values.toJson(value);
        if (node == null) {
            throw failure(" returned an unsupported result type.");
        }
        return node;
    }

    StatesError failure(String what) {
        return StatesError.inField(
                StatesError.QUERY_EVALUATION_ERROR,
                "The JSONata expression '" + text + "' specified for the field '" + field + "'" + what,
                field);
    }

    private static @Nullable JsonNode walk(String[] path, Environment environment) {
        boolean states = path[0].equals("states");
        JsonNode at = states ? root(path, environment) : environment.variables().get(path[0]);
        for (int step = states ? 2 : 1; at != null && step < path.length; step++) {
            at = at.isObject() ? at.get(path[step]) : null;
        }
        return at;
    }

    private static @Nullable JsonNode root(String[] path, Environment environment) {
        if (path.length < 2) {
            return null;
        }
        return switch (path[1]) {
            case "input" -> environment.input();
            case "context" -> environment.context();
            case "result" -> environment.result();
            case "errorOutput" -> environment.errorOutput();
            default -> null;
        };
    }

    private @Nullable Object compute(Environment environment) {
        Jsonata pooled = evaluators.poll();
        Jsonata evaluator = pooled != null ? pooled : evaluator(text);
        try {
            return evaluator.evaluate(null, bindings(evaluator, environment));
        } catch (RuntimeException | StackOverflowError e) {
            Double infinite = infinite(e);
            if (infinite != null) {
                return infinite.toString();
            }
            throw failure(" threw an error during evaluation" + Failures.tail(e, text));
        } finally {
            evaluators.add(evaluator);
        }
    }

    /** AWS answers {@code 1/0} with the text "Infinity"; null when the failure is another. */
    private @Nullable Double infinite(Throwable thrown) {
        boolean outOfRange = thrown instanceof JException failure && "D1001".equals(failure.getError());
        return outOfRange
                        && ARITHMETIC.matcher(text).matches()
                        && ((JException) thrown).getCurrent() instanceof Double value
                        && value.isInfinite()
                ? value
                : null;
    }

    private Jsonata.Frame bindings(Jsonata evaluator, Environment environment) {
        Jsonata.Frame frame = evaluator.createFrame();
        if (mayRunLong) {
            Bounds.set(frame);
        }
        for (String name : references) {
            bind(frame, name, environment);
        }
        return frame;
    }

    private static void bind(Jsonata.Frame frame, String name, Environment environment) {
        if (name.equals("states")) {
            frame.bind(name, (Object) states(environment));
            return;
        }
        JsonNode variable = environment.variables().get(name);
        if (variable != null) {
            frame.bind(name, Values.toJava(variable));
            return;
        }
        switch (name) {
            case "eval" -> frame.bind(name, (Object) null);
            case "random" -> frame.bind(name, StatesFunctions.random(environment.entropy()));
            case "now" -> frame.bind(name, StatesFunctions.now(environment.entropy()));
            case "millis" -> frame.bind(name, StatesFunctions.millis(environment.entropy()));
            case "shuffle" -> frame.bind(name, StatesFunctions.shuffle(environment.entropy()));
            case "uuid" -> frame.bind(name, StatesFunctions.uuid(environment.entropy()));
            default -> {
                Jsonata.JFunction function = StatesFunctions.PURE.get(name);
                if (function != null) {
                    frame.bind(name, function);
                }
            }
        }
    }

    private static Map<String, Object> states(Environment environment) {
        Map<String, Object> states = new LinkedHashMap<>(8);
        states.put("input", Values.toJava(environment.input()));
        states.put("context", Values.toJava(environment.context()));
        if (environment.result() != null) {
            states.put("result", Values.toJava(environment.result()));
        }
        if (environment.errorOutput() != null) {
            states.put("errorOutput", Values.toJava(environment.errorOutput()));
        }
        return states;
    }
}
