/**
 * What the runtime has to know of the aggregates that come with Anabranch. No part of the API: classes here are public for the
 * runtime alone, and change or vanish in any version. A pipeline needs nothing of it.
 */
@NullMarked
package io.anabranch.internal;

import org.jspecify.annotations.NullMarked;
