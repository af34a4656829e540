package io.anabranch.runtime.commit;

/**
 * What the execution fails with.
 *
 * @param error name of the error
 * @param cause one line where there is one
 */
public record AbortReport(String error, String cause) {}
