package io.anabranch.testkit.graphs;

import io.anabranch.Dataset;
import io.anabranch.JoinStrategy;
import io.anabranch.Joined;
import io.anabranch.function.Fn2;
import io.anabranch.testkit.graphs.NarrowSteps.Besides;
import io.anabranch.testkit.graphs.Palette.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Steps that bring two datasets together. */
final class JoinSteps {
    private JoinSteps() {}

    enum Sides {
        INNER,
        LEFT,
        FULL
    }

    private static Tally pair(Touch touch, @Nullable Object left, @Nullable Object right) {
        Object some = touch.of(left != null ? left : Objects.requireNonNull(right));
        return Results.of(Palette.name(some), Arrays.asList(left, right));
    }

    record Join(int input, int other, Key leftKey, Key rightKey, Sides sides, JoinStrategy strategy, String counter)
            implements ProgramStep.OfTwo {
        @Override
        public Kind kind() {
            return Kind.TALLY;
        }

        @Override
        public ProgramStep on(List<Integer> others) {
            return new Join(others.get(0), others.get(1), leftKey, rightKey, sides, strategy, counter);
        }

        @Override
        public Dataset<Object> build(Building building) {
            Dataset<Object> left = building.dataset(input);
            Dataset<Object> right = building.dataset(other);
            Touch touch = new Besides(counter, 0).touch(building.flow()::counter);
            Fn2<@Nullable Object, @Nullable Object, Tally> pair = (one, two) -> pair(touch, one, two);
            Joined<?, ?> joined = switch (sides) {
                case INNER -> left.join(right, leftKey.of(), rightKey.of());
                case LEFT -> left.leftJoin(right, leftKey.of(), rightKey.of());
                case FULL -> left.fullJoin(right, leftKey.of(), rightKey.of());
            };
            return ProgramStep.untyped(joined.strategy(strategy).map(pair));
        }

        @Override
        public Rows answer(List<Rows> inputs, Evaluation evaluation) {
            Touch touch = new Besides(counter, 0).touch(evaluation::counter);
            List<Object> rights = inputs.get(1).values();
            List<Object> results = new ArrayList<>();
            Set<Object> leftKeys = new LinkedHashSet<>();
            for (Object left : inputs.get(0).values()) {
                Object key = Objects.requireNonNull(leftKey.value(left));
                leftKeys.add(key);
                boolean found = false;
                for (Object right : rights) {
                    if (key.equals(rightKey.value(right))) {
                        results.add(pair(touch, left, right));
                        found = true;
                    }
                }
                if (!found && sides != Sides.INNER) {
                    results.add(pair(touch, left, null));
                }
            }
            for (Object right : rights) {
                if (sides == Sides.FULL && !leftKeys.contains(rightKey.value(right))) {
                    results.add(pair(touch, null, right));
                }
            }
            return Rows.shuffled(results);
        }

        @Override
        public long most(List<Long> inputs) {
            return inputs.get(0) + inputs.get(1) + inputs.get(0) * inputs.get(1) / 3;
        }

        @Override
        public boolean waits() {
            return strategy != JoinStrategy.REPARTITION && sides != Sides.FULL;
        }

        @Override
        public String code() {
            return sides.name().toLowerCase(Locale.ROOT) + "Join(s" + other + ", " + leftKey + ", " + rightKey
                    + ").strategy(" + strategy + ").map(pair" + new Besides(counter, 0) + ")";
        }
    }

    /** @param wanted whether records with a partner are kept, or those without */
    record Partners(int input, int other, Kind kind, Key leftKey, Key rightKey, boolean wanted)
            implements ProgramStep.OfTwo {
        @Override
        public ProgramStep on(List<Integer> others) {
            return new Partners(others.get(0), others.get(1), kind, leftKey, rightKey, wanted);
        }

        @Override
        public Dataset<Object> build(Building building) {
            Dataset<Object> left = building.dataset(input);
            Dataset<Object> right = building.dataset(other);
            return wanted
                    ? left.semiJoin(right, leftKey.of(), rightKey.of())
                    : left.antiJoin(right, leftKey.of(), rightKey.of());
        }

        @Override
        public Rows answer(List<Rows> inputs, Evaluation evaluation) {
            Set<Object> keys = new LinkedHashSet<>();
            inputs.get(1).values().forEach(right -> keys.add(Objects.requireNonNull(rightKey.value(right))));
            return Rows.shuffled(inputs.get(0).values().stream()
                    .filter(left -> keys.contains(leftKey.value(left)) == wanted)
                    .toList());
        }

        @Override
        public boolean waits() {
            return true;
        }

        @Override
        public String code() {
            return (wanted ? "semiJoin(s" : "antiJoin(s") + other + ", " + leftKey + ", " + rightKey + ")";
        }
    }
}
