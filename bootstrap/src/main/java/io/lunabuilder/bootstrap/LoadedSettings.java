package io.lunabuilder.bootstrap;

/** Settings, and what they were read from. */
record LoadedSettings(GivenSettings given, Settings settings) {}
