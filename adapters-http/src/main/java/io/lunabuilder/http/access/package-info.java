/**
 * Who may call the API: tokens and their roles, how often, from which sites. Knows nothing of HTTP
 * libraries, and nothing of builds.
 */
@NullMarked
package io.lunabuilder.http.access;

import org.jspecify.annotations.NullMarked;
