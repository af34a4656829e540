package io.anabranch.states.jsonata;

/** What the value of a field has to be; AWS names these in "Expected 'array', but was 'boolean'". */
public enum ResultType {
    ANY,
    ARRAY,
    OBJECT,
    STRING,
    NUMBER,
    BOOLEAN,
    /** An array or an object: the Items of a distributed Map. */
    ARRAY_OR_OBJECT
}
