package io.lunabuilder.kaniko;

import io.lunabuilder.application.port.ContextStaging;

/**
 * What every local build uses.
 *
 * @param settings of this machine
 * @param way in which builds are kept apart
 * @param supervisor runs the executor
 * @param staging brings archives
 */
record Workshop(
    KanikoSettings settings, IsolationWay way, Supervisor supervisor, ContextStaging staging) {}
