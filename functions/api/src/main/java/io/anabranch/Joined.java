package io.anabranch;

import io.anabranch.function.Fn2;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of records that a join has found, before a record is made of each.
 *
 * <pre>{@code
 * events.leftJoin(users, Event::userId, User::userId).map(Visit::of)
 * }</pre>
 *
 * <p>Not for implementing: methods may be added in any version.
 *
 * @param <L> left records; nullable where a right record may have no partner
 * @param <R> right records; nullable where a left record may have no partner
 */
public interface Joined<L extends @Nullable Object, R extends @Nullable Object> {
    /**
     * The same pairs, found in another way; {@link JoinStrategy#AUTO} unless said otherwise.
     *
     * @throws io.anabranch.error.CodeException if it is {@link JoinStrategy#BROADCAST} and right records without a partner are kept: no task could
     *     tell that they have none
     */
    Joined<L, R> strategy(JoinStrategy strategy);

    /**
     * Makes a record of each pair. The function's argument for a missing side is null, which the types say as well: after a
     * {@link Dataset#leftJoin} the right record is nullable, after a {@link Dataset#fullJoin} both are, though never both at once.
     *
     * @param pair makes a record of the left and the right one; never null
     * @param <V> type of the results
     */
    <V> Dataset<V> map(Fn2<? super L, ? super R, ? extends V> pair);
}
