package io.lunabuilder.cli;

/**
 * Makes shells offer the names of {@code servers.conf} where a server is wanted. They read the file
 * themselves: a start of this program for each press of a key would be too slow.
 */
final class ServerNames {
  /** How an option says that it takes such a name. */
  static final String LABEL = "URL|NAME";

  /** A function of fish that tells them, a line each. */
  static final String FISH_FUNCTION = "__luna_builder_servers";

  private static final String SECTIONS =
      "sed -n 's/^[[:space:]]*\\[\\(.*\\)].*/\\1/p' \"$folder/luna-builder/servers.conf\" 2>/dev/null";

  /** As picocli lets bash complete the option: not at all. */
  private static final String NOTHING = "    '-s'|'--server')\n      return\n";

  private static final String NAMES =
      """
          '-s'|'--server')
            COMPREPLY=( $( compgen -W "$(_luna_builder_servers)" -- "${curr_word}" ) )
            return
      """;

  private ServerNames() {}

  /** The script for bash and zsh that completes them too. */
  static String offeredBy(String script) {
    return script.replace(NOTHING, NAMES)
        + """

        # The names of servers.conf, which a relative XDG_CONFIG_HOME does not move.
        _luna_builder_servers() {
          local folder="$HOME/.config"
          case "${XDG_CONFIG_HOME:-}" in /*) folder="$XDG_CONFIG_HOME" ;; esac
        """
        + "  "
        + SECTIONS
        + "\n}\n";
  }

  /** Defines the function for fish. */
  static String fishFunction() {
    return "function "
        + FISH_FUNCTION
        + """

          set -l folder $HOME/.config
          string match -q -- '/*' "$XDG_CONFIG_HOME"; and set folder $XDG_CONFIG_HOME
        """
        + "  "
        + SECTIONS
        + "\nend\n";
  }
}
