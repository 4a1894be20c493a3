# shellcheck shell=bash
# Finds the Java that the project needs. Sourced by ./luna-builder and the scripts in dev/.
#
# find_java               exports JAVA_HOME and sets JAVA to the first JDK of version 25 or later among
#                         JAVA_HOME, PATH and /usr/lib/jvm; ends with code 1 and the remedy when there is none
# use_utf8                sets a locale of UTF-8 unless there is one

java_wanted=25

find_java() {
  local home
  while IFS= read -r home; do
    if is_new_jdk "$home"; then
      export JAVA_HOME=$home
      # shellcheck disable=SC2034  # for those who source this
      JAVA=$home/bin/java
      return
    fi
  done < <(java_candidates)
  {
    echo "luna-builder: a JDK of version $java_wanted or later is needed, and there is none in JAVA_HOME, PATH or /usr/lib/jvm."
    echo "luna-builder: get one at https://adoptium.net/temurin/releases/?version=$java_wanted, then set JAVA_HOME to its folder."
  } >&2
  exit 1
}

# The JVM reads and writes the names of files in the character set of the locale: any other would damage some.
use_utf8() {
  if [ "$(locale charmap 2>/dev/null || echo unknown)" != UTF-8 ]; then
    export LC_ALL=C.UTF-8
  fi
}

java_candidates() {
  local java
  if [ -n "${JAVA_HOME:-}" ]; then echo "$JAVA_HOME"; fi
  if java=$(command -v javac); then dirname "$(dirname "$(readlink -f "$java")")"; fi
  printf '%s\n' /usr/lib/jvm/* | sort --reverse --version-sort
}

# Asks the file "release", which every JDK has: starting each one to ask its version takes far longer.
is_new_jdk() {
  local version
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge "$java_wanted" ]
}
