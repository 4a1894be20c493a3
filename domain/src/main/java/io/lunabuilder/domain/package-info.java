/**
 * What a build is, and which builds are allowed. Here belong values that cannot be wrong, the life
 * of a build, and the rules of the requirements; nothing that waits, stores, sends or knows a
 * library.
 */
@NullMarked
package io.lunabuilder.domain;

import org.jspecify.annotations.NullMarked;
