package io.lunabuilder.cli;

/** How a result looks. */
enum OutputFormat {
  /** For people. */
  table,
  /** What the service said, for programs. */
  json,
  /** Ids alone, one a line. */
  id
}
