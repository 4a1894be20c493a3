package io.lunabuilder.telemetry;

/** How an attempt ends in a process without the end of its build. */
enum Leaving {
  /** Another attempt shall follow. */
  HANDED_BACK,
  /** It goes on by itself until another process takes it over. */
  RELEASED,
  /** Another process has it. */
  LOST
}
