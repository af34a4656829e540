package io.anabranch.states.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopLevelNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "phone                                          | phone",
                "phone.number & $states.input.city              | phone",
                "$states.input.phone                            | ",
                "$sum(orders.price) + total                     | orders total",
                "$map($states.input.items, function($v, $i) { $v.name & suffix }) | suffix",
                "$states.input.items[price > 5 and stock = 0]   | ",
                "$states.input.items^(>price, name)             | ",
                "$states.input.items{category: $sum(price)}     | ",
                "$states.input.items.{'n': name, 'x': [a, b]}   | ",
                "{'n': name, 'x': [first, $x.b]}                | name first",
                "$states.input.(a + b)                          | ",
                "(a; $b := c; $b)                               | a c",
                "$x ? yes : no                                  | yes no",
                "true and null in [false]                       | ",
                "$match('a', /[a-z]+/i) and 4 / 2 > 1           | ",
                "[1..count]                                     | count",
                "$f(?, x)                                       | x",
                "`odd name`.b                                   | odd name",
                "$a.`odd name`                                  | ",
                "/* note */ $a.b                                | ",
                "$states.input.*.id                             | ",
                "λ($x) { $x.y + z }                             | z",
                "$filter($l, function($v) { $v.in = 1 })        | ",
                "$a.$f(b)                                       | ",
                "1.5 + .5                                       | ",
            })
    void onlyNamesThatNeedAContextItemAreFound(String code, String names) {
        assertThat(TopLevelNames.in(code))
                .containsExactlyInAnyOrderElementsOf(
                        names == null ? List.of() : code.startsWith("`") ? List.of(names) : List.of(names.split(" ")));
    }

    @Test
    void aTransformLooksAtWhatItChanges() {
        assertThat(TopLevelNames.in("$o ~> |items|{'total': price * n}, ['x']| ~> $f(late)"))
                .containsExactly("late");
    }
}
