/**
 * What the application needs from the world, as interfaces that adapters implement, with the values
 * that cross them. Here belongs what an implementor must know and nothing that only the use cases
 * need; no technology is named here.
 */
@NullMarked
package io.lunabuilder.application.port;

import org.jspecify.annotations.NullMarked;
