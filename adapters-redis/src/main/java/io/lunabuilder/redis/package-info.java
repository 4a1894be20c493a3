/**
 * Keeps builds and their logs in Redis, for any number of processes that share them. Here belongs
 * what knows Redis; what a build may become is for the domain to say. Each change is a script that
 * the server runs as one step: the scripts are resources of this package, and docs/redis.md tells
 * what they keep where.
 */
@NullMarked
package io.lunabuilder.redis;

import org.jspecify.annotations.NullMarked;
