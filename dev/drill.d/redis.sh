# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/drill and its libraries
# Three services on one Redis: see RedisDrill in the tests of bootstrap.

drill_redis() {
  "$JAVA" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "$class_path" \
    io.lunabuilder.bootstrap.RedisDrill "$work"
}
