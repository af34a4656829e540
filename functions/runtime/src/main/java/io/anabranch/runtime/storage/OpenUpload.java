package io.anabranch.runtime.storage;

/**
 * An upload that is under way, as a listing names it.
 *
 * @param target where its object would be
 * @param uploadId id that S3 gave it
 */
public record OpenUpload(S3Uri target, String uploadId) {}
