package io.lunabuilder.bootstrap;

import io.lunabuilder.application.ArchiveSources;
import io.lunabuilder.telemetry.Telemetry;
import java.time.InstantSource;

/**
 * The parts of a service that whatever runs its builds is wired to.
 *
 * @param store where builds and logs are kept
 * @param sources where archives come from
 * @param plugins builders that others wrote
 * @param clock tells the time
 * @param telemetry sees what they do
 * @param console hears what a person should know at start
 * @param parts gets what must be closed when the service ends
 */
record Wiring(
    Storage store,
    ArchiveSources sources,
    PluginBuilders plugins,
    InstantSource clock,
    Telemetry telemetry,
    Console console,
    Parts parts) {}
