# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/bench and its libraries
# How long it takes until a service of a test answers, beside the goal of 300 ms: the first in a JVM, where Java loads the
# classes of the server, and those of the tests after it.

bench_testkit() {
  local path round first=() later=()
  progress "testkit: compiling"
  (cd "$home" && mvn -B -ntp -q package -DskipTests -Dgates.skip -pl testkit-service -am)
  path="$work/testkit:$home/testkit/target/classes:$home/testkit-service/target/classes:${app_jar%/*}/lib/*:$app_jar"
  mkdir "$work/testkit"
  "$JAVA_HOME/bin/javac" -proc:none -cp "$path" -d "$work/testkit" "$home/dev/bench.d/ServiceInTest.java"
  for round in 1 2 3 4 5; do
    progress "testkit: round $round of 5"
    "$JAVA" -XX:+UseSerialGC -cp "$path" ServiceInTest >"$work/testkit/figures" 2>/dev/null
    first+=("$(awk '$1 == "first" { print $2 }' "$work/testkit/figures")")
    later+=("$(awk '$1 == "later" { print $2 }' "$work/testkit/figures")")
  done
  progress_end
  figure "testkit: first service of a JVM answers, ms" "$(median "${first[@]}")" 300 1 most
  figure "testkit: a later one, ms" "$(median "${later[@]}")" 300 1 most
}
