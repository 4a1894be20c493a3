# shellcheck shell=bash
# Builds the application and prepares its start. Sourced by ./luna-builder and the bench; needs find_java.
#
# build_if_needed HOME    builds with Maven when a source is newer than the last build
# make_fast_start HOME    keeps a cache of loaded classes (JEP 514) beside the jar, for a quick start
# Both set: app_jar, app_java_options

app_java_options=(
  --enable-native-access=ALL-UNNAMED
  --sun-misc-unsafe-memory-access=allow
  -XX:+UseSerialGC
)

build_if_needed() {
  local home=$1 target=$1/bootstrap/target
  app_jar=$target/luna-builder.jar
  if [ -f "$target/built" ] && ! sources_newer_than "$home" "$target/built"; then
    return
  fi
  command -v mvn >/dev/null || {
    echo "luna-builder: Maven is needed to build the project: install Maven 3.8 or later (apt-get install maven)" >&2
    exit 1
  }
  mkdir -p "$target"
  exec 9>"$target/build.lock"
  flock 9
  if [ -f "$target/built" ] && ! sources_newer_than "$home" "$target/built"; then
    exec 9>&-
    return
  fi
  # What is edited during the build is newer than this mark, so that the next start builds again.
  touch "$target/building"
  run_maven "$home"
  mv "$target/building" "$target/built"
  exec 9>&-
}

sources_newer_than() {
  [ -n "$(find "$1"/pom.xml "$1"/.mvn "$1"/*/pom.xml "$1"/*/src/main -newer "$2" -print -quit 2>/dev/null)" ]
}

# Shows one line of progress for each module; all of Maven's output is kept in a file for the case of failure.
run_maven() {
  local home=$1 log
  log=$(mktemp "${TMPDIR:-/tmp}/luna-builder-maven.XXXXXX")
  echo "luna-builder: building the project with Maven (the first time takes a minute or two)" >&2
  if ! (cd "$home" && JAVA_HOME=$JAVA_HOME mvn -B -ntp -DskipTests -Dgates.skip package) 2>&1 9>&- |
    tee "$log" | show_maven_progress; then
    grep -E '^\[(ERROR|FATAL)' "$log" | head -n 40 >&2 || tail -n 40 "$log" >&2
    echo "luna-builder: the project could not be built; all of Maven's output is in $log" >&2
    exit 1
  fi
  rm -f "$log"
}

show_maven_progress() {
  local line shown='' downloads=0
  while IFS= read -r line; do
    case $line in
      *'Building '*'['*/*']'*)
        shown="  ${line#*Building }"
        printf '%s\n' "$shown" >&2
        ;;
      *'Downloaded from'*)
        downloads=$((downloads + 1))
        if [ $((downloads % 25)) -eq 0 ]; then printf '  fetched %d files\n' "$downloads" >&2; fi
        ;;
    esac
  done
}

make_fast_start() {
  local cache built
  cache=${app_jar%.jar}.aot
  # The mark of the build, not the jar: a change in any module spoils the cache, and touches only its own jar.
  built=${app_jar%/*}/built
  if [ ! -f "$cache" ] || [ "$built" -nt "$cache" ]; then
    rm -f "$cache"
    echo "luna-builder: preparing a fast start" >&2
    if "$JAVA" "${app_java_options[@]}" "-XX:AOTCacheOutput=$cache.new" -Xlog:disable -Xlog:all=off \
      -cp "$app_jar" io.lunabuilder.bootstrap.Main rehearse >/dev/null 2>&1; then
      mv -f "$cache.new" "$cache"
    else
      echo "luna-builder: the fast start could not be prepared; starts will be slower" >&2
      rm -f "$cache.new"
    fi
  fi
  if [ -f "$cache" ]; then
    app_java_options+=("-XX:AOTCache=$cache" -Xlog:aot=off -Xlog:cds=off)
  fi
}
