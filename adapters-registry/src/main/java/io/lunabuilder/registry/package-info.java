/** Asks image registries what they have. Pushing is the builders' work. */
@NullMarked
package io.lunabuilder.registry;

import org.jspecify.annotations.NullMarked;
