/**
 * A whole service inside a test: the real REST API, use cases and runner on parts that a test can
 * script, for those who write a client of the API or a backend. Here belongs the wiring of such a
 * service; the parts belong to {@link io.lunabuilder.testkit}.
 */
@NullMarked
package io.lunabuilder.testkit.service;

import org.jspecify.annotations.NullMarked;
