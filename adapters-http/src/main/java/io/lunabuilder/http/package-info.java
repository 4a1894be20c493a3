/**
 * The REST API: requests into use cases and their results into answers. Rules about builds belong
 * to the domain.
 */
@NullMarked
package io.lunabuilder.http;

import org.jspecify.annotations.NullMarked;
