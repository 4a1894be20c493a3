# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/bench
# What the parts of ./dev/bench share. Sourced by it; needs progress, java, app and servers.
#
# milliseconds                      now, as a number
# median NUMBER...                  the middle one
# figure WHAT OURS BARE GOAL HOW    one row of the table; the ratio OURS/BARE shall be HOW (most, least) GOAL
# builds_to_submit URL             uploads an archive to the service at URL; sets submission, a body for POST /1/builds,
#                                   and writes $work/post.lua, with which wrk sends it
# rate URL [OPTION...]              requests per second under wrk with 64 connections, in the variable rate
# bench_table                       prints all rows
# own_disk                          puts $work onto a fresh ext4 in a file, where root may mount one: what a file costs then
#                                   depends neither on what the disk's file system is nor on what was deleted before
# measure_start_of_stage            how long the start of "luna-builder stage" takes, ms, in the variable start_of_stage
# took_to_unpack COMMAND...         how long it takes, ms, in the variable took; it unpacks into $work/out, which is removed

bench_rows=()
disk=
start_of_stage=

milliseconds() {
  echo $(($(date +%s%N) / 1000000))
}

median() {
  printf '%s\n' "$@" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

figure() {
  local row
  row=$(awk -v what="$1" -v ours="$2" -v bare="$3" -v goal="$4" -v how="$5" 'BEGIN {
    ratio = ours / bare
    met = how == "most" ? ratio <= goal : ratio >= goal
    printf "%-46s %12s %12s %7.2f   at %-5s %-5s %s", what, ours, bare, ratio, how, goal, met ? "yes" : "NO"
  }')
  bench_rows+=("$row")
  say "$row"
}

builds_to_submit() {
  local archive
  printf 'FROM scratch\n' >"$work/Dockerfile"
  archive=$(tar c -C "$work" Dockerfile | curl -sS --data-binary @- "$1/1/archives" |
    sed 's/.*"archive":"\([^"]*\)".*/\1/')
  submission='{"archive":"'$archive'","parameters":{"image_name":"team/app:1","image_builder":"local_kaniko"}}'
  cat >"$work/post.lua" <<LUA
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '$submission'
LUA
}

rate() {
  local url=$1
  shift
  wrk -t 1 -c 64 -d 5s "$@" "$url" >"$work/wrk.log"
  if grep -q 'Non-2xx' "$work/wrk.log"; then fail "$url refused requests: $(cat "$work/wrk.log")"; fi
  # shellcheck disable=SC2034  # for the parts
  rate=$(awk '/^Requests\/sec/ { printf "%d", $2 }' "$work/wrk.log")
}

bench_table() {
  echo
  printf '%-46s %12s %12s %7s   %-14s %s\n' what ours bare ratio goal met
  printf '%s\n' "${bench_rows[@]}"
}

# A disk that was chosen by LUNA_BENCH_DIR is taken as it is.
own_disk() {
  [ -z "$disk" ] && [ -z "${LUNA_BENCH_DIR:-}" ] && [ "$(id -u)" -eq 0 ] && command -v mkfs.ext4 >/dev/null || return 0
  truncate -s 30G "$work/disk.img"
  mkfs.ext4 -q -F "$work/disk.img"
  mkdir "$work/disk"
  if ! mount -o loop "$work/disk.img" "$work/disk" 2>/dev/null; then
    say "no loop device: measuring on the disk of $work"
    return
  fi
  disk=$work
  trap disk_end EXIT
  work=$work/disk/work
  mkdir "$work"
}

disk_end() {
  servers_end
  umount "$disk/disk"
  rm -rf --one-file-system "$disk"
}

# The bare Javalin, compiled once for this run, with the libraries of the application. It is as quiet as ours: what
# logback does without a configuration, a line for each step of each request, would be no fair comparison.
bare_javalin() {
  bare_path="$work/bare:${app_jar%/*}/lib/*"
  [ ! -d "$work/bare" ] || return 0
  mkdir "$work/bare"
  echo '<configuration><root level="WARN"/></configuration>' >"$work/bare/logback.xml"
  "$JAVA_HOME/bin/javac" -cp "$bare_path" -d "$work/bare" "$home/dev/bench.d/BareJavalin.java"
}

# What a JVM needs to begin, which a running service does not: it is taken off.
measure_start_of_stage() {
  local round starts_ms=()
  [ -z "$start_of_stage" ] || return 0
  mkdir "$work/nothing"
  echo 'FROM scratch' >"$work/nothing/Dockerfile"
  tar -C "$work/nothing" -cf "$work/context.nothing.tar" .
  for round in 1 2 3 4 5; do
    progress "unpack: the start, round $round of 5"
    took_to_unpack "$home/luna-builder" stage "$work/context.nothing.tar" "$work/out"
    starts_ms+=("$took")
  done
  progress_end
  # shellcheck disable=SC2034  # for the parts
  start_of_stage=$(median "${starts_ms[@]}")
}

took_to_unpack() {
  local began
  sync
  began=$(milliseconds)
  "$@" >"$work/unpack.log" 2>&1 || fail "$* failed: $(cat "$work/unpack.log")"
  took=$(($(milliseconds) - began))
  rm -rf "$work/out"
}
