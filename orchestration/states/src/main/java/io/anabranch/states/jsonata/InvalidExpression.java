package io.anabranch.states.jsonata;

/** A text between <code>{%</code> and <code>%}</code> that is not JSONata; the message is the parser's. */
public final class InvalidExpression extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    public InvalidExpression(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The field that holds the expression, such as {@code Arguments/FunctionName}. */
    public String field() {
        return field;
    }
}
