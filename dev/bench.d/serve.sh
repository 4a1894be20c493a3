# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/bench and its libraries
# Time until the first 200 of /healthcheck, and memory when idle, beside a bare Javalin on the same JVM.

bench_serve() {
  local ours_ms=() bare_ms=() ours_kb=() bare_kb=() round
  bare_javalin
  for round in 1 2 3 4 5 6 7; do
    progress "serve: round $round of 7"
    measure_start ours "$home/luna-builder" serve --data-dir "$work/data-$round" --port
    ours_ms+=("$took") ours_kb+=("$resident")
    measure_start bare "$JAVA" -XX:+UseSerialGC -cp "$bare_path" BareJavalin
    bare_ms+=("$took") bare_kb+=("$resident")
  done
  progress_end
  figure "serve: ready, ms" "$(median "${ours_ms[@]}")" "$(median "${bare_ms[@]}")" 1.5 most
  figure "serve: resident when idle, kB" "$(median "${ours_kb[@]}")" "$(median "${bare_kb[@]}")" 1.5 most
}

# The last word of the command is the port.
measure_start() {
  local name=$1 port began
  shift
  port=$(free_port)
  began=$(milliseconds)
  start "$name" "$@" "$port"
  await_url "http://127.0.0.1:$port/healthcheck"
  took=$(($(milliseconds) - began))
  sleep 2
  resident=$(awk '/^VmRSS/ { print $2 }' "/proc/$started/status")
  stop "$started"
}
