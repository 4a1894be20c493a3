/**
 * The model-based test of build stores: random histories of calls, a simple model of what a store
 * must answer, and what holds at the end however many callers there were. Rules that one example
 * shows belong to the contracts in {@link io.lunabuilder.testkit}.
 */
@NullMarked
package io.lunabuilder.testkit.model;

import org.jspecify.annotations.NullMarked;
