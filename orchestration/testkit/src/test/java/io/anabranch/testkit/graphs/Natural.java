package io.anabranch.testkit.graphs;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The documented order of values: null and no value first, text by code points, records component by component, lists element by element,
 * everything else as Java has it.
 */
final class Natural implements Comparator<@Nullable Object> {
    @Override
    @SuppressWarnings("unchecked")
    public int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        if (left instanceof String text) {
            return texts(text, (String) right);
        }
        if (left instanceof Optional<?> optional) {
            return compare(optional.orElse(null), ((Optional<?>) right).orElse(null));
        }
        if (left instanceof List<?> list) {
            return lists(list, (List<?>) right);
        }
        if (left instanceof Record) {
            return records(left, right);
        }
        return ((Comparable<Object>) left).compareTo(right);
    }

    private static int texts(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        return Arrays.compare(a, b);
    }

    private int lists(List<?> left, List<?> right) {
        Iterator<?> others = right.iterator();
        for (Object each : left) {
            if (!others.hasNext()) {
                return 1;
            }
            int order = compare(each, others.next());
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    private int records(Object left, Object right) {
        for (RecordComponent component : left.getClass().getRecordComponents()) {
            int order = compare(Components.value(component, left), Components.value(component, right));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
