# shellcheck shell=bash
# shellcheck disable=SC2154  # variables of dev/bench and its libraries
# Builds in Redis: accepted per second, beside Lettuce sending the same steps; how claims and pages take with many builds;
# memory of a build; a log with many followers. LUNA_BENCH_BUILDS: the three numbers of stored builds.

bench_redis() {
  local counts redis_port
  type -P redis-server >/dev/null || fail "redis-server is missing: apt-get install redis-server"
  read -ra counts <<<"${LUNA_BENCH_BUILDS:-1000 100000 1000000}"
  redis_port=$(free_port)
  redis_url=redis://127.0.0.1:$redis_port
  start redis redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --appendonly no --dir "$work"
  redis_path="$work/figures:${app_jar%/*}/lib/*:$app_jar"
  mkdir "$work/figures"
  "$JAVA_HOME/bin/javac" -proc:none -cp "$redis_path" -d "$work/figures" "$home/dev/bench.d/RedisFigures.java"
  submits
  stored "${counts[@]}"
  log_followers
}

figures_of_redis() {
  "$JAVA" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$redis_path" RedisFigures "$redis_url" "$@" 2>/dev/null
}

submits() {
  local port ours=() bare=() round
  port=$(free_port)
  LUNA_BUILDER_WORKERS=0 LUNA_BUILDER_MAX_PENDING=1000000 LUNA_BUILDER_REDIS_DB_ADDRESS=$redis_url \
    start ours "$home/luna-builder" serve --data-dir "$work/redis-http" --port "$port"
  await_url "http://127.0.0.1:$port/healthcheck"
  builds_to_submit "http://127.0.0.1:$port"
  # The first two rounds warm the JVMs up and are not counted.
  for round in 1 2 3 4 5; do
    progress "redis: submits, round $round of 5"
    rate "http://127.0.0.1:$port/1/builds" -s "$work/post.lua"
    ours+=("$rate")
    bare+=("$(figures_of_redis pipelined 5 | awk '{ print $2 }')")
  done
  progress_end
  stop "$started"
  figure "redis: submits through HTTP, per second" "$(median "${ours[@]:2}")" "$(median "${bare[@]:2}")" 0.4 least
}

stored() {
  progress "redis: filling with $* builds"
  figures_of_redis stored "$@" >"$work/stored"
  progress_end
  local few=$1 many=${*: -1}
  figure "redis: claim p99, us, $many to $few builds" "$(of claim_p99_us "$many")" "$(of claim_p99_us "$few")" 1.5 most
  figure "redis: page p99, us, $many to $few builds" "$(of page_p99_us "$many")" "$(of page_p99_us "$few")" 1.5 most
  figure "redis: bytes of a finished build" "$(of bytes "$many")" 1024 1 most
  sed 's/^/  /' "$work/stored"
}

of() {
  awk -v name="$1_$2" '$1 == name { print $2 }' "$work/stored"
}

log_followers() {
  progress "redis: a log with 100 followers"
  figures_of_redis log 0 >"$work/log"
  figures_of_redis log 100 >>"$work/log"
  progress_end
  sed 's/^/  /' "$work/log"
}
